using System.Reflection;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Facts;

namespace OvsTop.Screen.Tests.Panes;

/// <summary>Snapshots in which every text, wherever it stands and whoever writes it, wants to be something else.</summary>
internal static class Hostile
{
    /// <summary>Escape sequences, C0 and C1 controls, half a surrogate, text that runs backwards, marks upon marks, wide runes, tags.</summary>
    public const string Text =
        "\e]0;owned\u0007\e[2J\u009b31m\u0085\u202e\u2066\r\n\t\v\f\b\0\u007f\u200b\u200d\u2028\ufeff\ufffe\ud800e\u0301\u0301\u0301日本\U0001F468\u200d\U0001F469<script>alert('x')</script>]]>&\"'`$(id)\e_\e\\\ePq\e\\";

    /// <summary>The storm with everything a daemon, a kernel or a recording could put into it, all of it hostile.</summary>
    public static Snapshot Storm { get; } = Of(Samples.Storm() with { Facts = Facts, Filter = new FilterSnapshot { Expression = "x", Kernel = "x", Here = "x" }, OnlyHandlers = "x" });

    private static FactsSnapshot Facts => new()
    {
        Latest = new DaemonFacts { Version = "x", Trouble = "x", Unanswered = new Dictionary<string, string> { [Text] = Text } },
        Datapaths = [new DatapathRow { Name = "x", Flows = 10, FlowLimit = 100, Hits = 5, Misses = 5, Lost = 1 }],
        Pmds = [new PmdRow { Name = "x", PacketsPerSecond = 3, Upcalls = 3 }],
        Counters = [new CounterRow("x", 3, 1)],
        Trouble = "x",
    };

    /// <summary>A copy with this text before every other, also before those in what it refers to: names that differ still do.</summary>
    public static T Of<T>(T value) => (T)Copy(value, [])!;

    private static object? Copy(object? value, Dictionary<object, object?> copies)
    {
        if (value is null or Delegate or Type || value.GetType() is { IsPrimitive: true } or { IsEnum: true })
        {
            return value;
        }

        if (value is string text)
        {
            return Text + text;
        }

        var type = value.GetType();
        bool isOurs = type.Namespace?.StartsWith("OvsTop", StringComparison.Ordinal) == true || type.Namespace is null || type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal)
            || type.FullName.StartsWith("System.Nullable", StringComparison.Ordinal) || type.FullName.StartsWith("System.Collections.Generic.List", StringComparison.Ordinal)
            || type.FullName.StartsWith("System.Collections.Immutable.ImmutableArray", StringComparison.Ordinal);
        if (type.IsArray)
        {
            var array = (Array)((Array)value).Clone();
            for (int i = 0; i < array.Length; i++)
            {
                array.SetValue(Copy(array.GetValue(i), copies), i);
            }

            return array;
        }

        if (!isOurs)
        {
            return value;
        }

        if (!type.IsValueType && copies.TryGetValue(value, out object? known))
        {
            return known;
        }

        object copy = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(value, null)!;
        if (!type.IsValueType)
        {
            copies[value] = copy;
        }

        for (var part = type; part is not null && part != typeof(object); part = part.BaseType)
        {
            foreach (var field in part.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => !field.FieldType.IsPointer))
            {
                field.SetValue(copy, Copy(field.GetValue(value), copies));
            }
        }

        return copy;
    }
}
