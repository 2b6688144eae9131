namespace OvsTop.Tests.Support;

/// <summary>A test in a terminal of tmux. Skipped with its reason where there is no tmux; never skipped with LIVE_TESTS=required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmuxFactAttribute : FactAttribute
{
    public TmuxFactAttribute() => Skip = TmuxPrerequisites.WhyNot;
}
