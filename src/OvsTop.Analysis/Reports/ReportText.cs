using OvsTop.Analysis.Reports.Sections;

namespace OvsTop.Analysis.Reports;

/// <summary>A report for people: what upcall_cost.py prints, the revalidator and the main loop, in 80 columns.</summary>
public static class ReportText
{
    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter text, Report report, ReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        foreach (var section in ReportSections.All)
        {
            section.WriteText(text, report.Last, options ?? new ReportOptions());
        }
    }
}
