using System.Text.Json;
using OvsTop.Analysis.Snapshots;

namespace OvsTop.Analysis.Reports.Sections;

/// <summary>A part of a report, in text and in JSON; one row of <see cref="ReportSections"/>.</summary>
internal interface IReportSection
{
    /// <summary>Writes its lines, of at most <see cref="Plain.Width"/> columns; nothing when it has nothing to say.</summary>
    void WriteText(TextWriter text, Snapshot last, ReportOptions options);

    /// <summary>Writes its properties of the object the caller opened; the names are only ever added to.</summary>
    void WriteJson(Utf8JsonWriter json, Snapshot last, ReportOptions options);
}
