using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Analysis.Reports;
using OvsTop.Recording.Replay;

namespace OvsTop.Commands;

/// <summary><c>ovstop report FILE</c>: a whole recording summed up.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var file = Arguments.File();
        var format = Arguments.Format("text", "json");
        var command = new Command("report", "Sum up a whole recording: counts, handlers, latencies, revalidation.") { file, format };
        var options = new CommonOptions().AddFilterTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var filter = options.Filter(parsed, options.Settings(parsed));
            using var source = ReplaySource.Open(parsed.GetRequiredValue(file), new ReplayOptions { Speed = double.PositiveInfinity });
            SourceFilter.Set(source, filter?.Compiled);
            var report = Report.Of(source).Wait();
            Output.Notices(source.Info);
            using var output = Console.OpenStandardOutput();
            if (parsed.GetValue(format) == "json")
            {
                ReportJson.Write(output, report);
            }
            else
            {
                using var text = Output.Text(output);
                ReportText.Write(text, report);
            }

            return 0;
        }));
        return command;
    }
}
