using OvsTop.Model.Filters;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Filters for tests.</summary>
internal static class Filters
{
    public static AppliedFilter Applied(string text) => new(text, FilterCompiler.Compile(Filter.Parse(text).Filter!));

    /// <summary>The state after the line was opened and keys were typed.</summary>
    public static UiState Type(UiState state, FilterContext context, params IEnumerable<Key> keys) =>
        keys.Aggregate(FilterUpdates.Open(state, context), (current, key) => FilterUpdates.Apply(current, key, context));
}
