using System.Globalization;

namespace OvsTop.Analysis.Comparisons;

/// <summary>How much a number has changed, for reports and for windows of time.</summary>
public static class Change
{
    private const double Most = 99_999;

    /// <summary>Percent of the first; null where one is not known or the first is 0.</summary>
    public static double? Percent(double? a, double? b) => a is { } from && b is { } to && from != 0 ? (to - from) / from * 100 : null;

    /// <summary>As text of at most eight columns: <c>0%</c>, <c>+50.0%</c>, <c>&gt;99999%</c>; empty for what is not known.</summary>
    public static string Text(double? percent) => percent switch
    {
        null => "",
        0 => "0%",
        >= Most => ">99999%",
        <= -Most => "<-99999%",
        { } p => string.Create(CultureInfo.InvariantCulture, $"{(p > 0 ? "+" : "")}{p:0.0}%"),
    };
}
