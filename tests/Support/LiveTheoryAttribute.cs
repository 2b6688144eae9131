namespace OvsTop.Tests.Support;

/// <summary>As <see cref="LiveFactAttribute"/>, with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveTheoryAttribute : TheoryAttribute
{
    public LiveTheoryAttribute() => Skip = LivePrerequisites.WhyNot;
}
