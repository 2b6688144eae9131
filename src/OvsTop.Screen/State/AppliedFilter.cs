using OvsTop.Model.Filters;

namespace OvsTop.Screen.State;

/// <summary>A filter in force.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Compiled">Ready to use.</param>
public sealed record AppliedFilter(string Text, CompiledFilter Compiled)
{
    /// <summary>The filter in normal form.</summary>
    public string Expression { get; } = Compiled.Filter.ToString();

    /// <summary>Who tests it.</summary>
    public string Split => Compiled.IsKernelExact ? "kernel" : Compiled.IsKernelUseful ? "kernel+here" : "here";
}
