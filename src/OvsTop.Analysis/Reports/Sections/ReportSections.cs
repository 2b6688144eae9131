namespace OvsTop.Analysis.Reports.Sections;

/// <summary>The sections of a report, in the order they are written.</summary>
internal static class ReportSections
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IReportSection> All { get; } =
    [
        new SourceSection(),
        new FilterSection(),
        new HandlerSection(),
        new DiagnosisSection(),
        new EventsSection(),
        new UpcallsSection(),
        new KernelErrorsSection(),
        new BatchesSection(),
        new TalkersSection(),
        new TracesSection(),
        new LatencySection(),
        new RevalidatorSection(),
        new FlowsSection(),
        new MainLoopSection(),
        new DatapathsSection(),
        new HistogramsSection(),
    ];
}
