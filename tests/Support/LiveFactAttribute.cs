namespace OvsTop.Tests.Support;

/// <summary>
/// A test that loads kernel programs and watches a real process. Skipped with its reason where that cannot work; never skipped with
/// LIVE_TESTS=required, as CI sets it, so that it fails there instead.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LiveFactAttribute : FactAttribute
{
    public LiveFactAttribute() => Skip = LivePrerequisites.WhyNot;
}
