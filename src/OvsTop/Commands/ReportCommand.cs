using System.CommandLine;
using System.Reactive.Linq;
using OvsTop.Analysis.Reports;
using OvsTop.Recording.Replay;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary><c>ovstop report FILE</c>: a whole recording summed up, or compared with another.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var file = Arguments.File();
        var format = Arguments.Format("text", "json");
        var bins = Arguments.Number("--bins", "-b", "n", "Bins of a histogram; without it one for each power of two");
        var handler = new Option<string?>("--handler") { Description = "Only these handler threads: names or thread ids, separated by commas", HelpName = "name|tid" };
        var compare = new Option<string?>("--compare") { Description = "Another recording: both, the difference and the change in percent", HelpName = "file" };
        var command = new Command("report", "Sum up a whole recording: counts, handlers, latencies, revalidation.") { file, format, bins, handler, compare };
        var options = new CommonOptions().AddFilterTo(command).AddTalkersTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var filter = options.Filter(parsed, options.Settings(parsed));
            var talkers = options.Talkers(parsed);
            var page = new ReportOptions { Bins = parsed.GetValue(bins) };
            string path = parsed.GetRequiredValue(file);
            string? other = parsed.GetValue(compare);
            if (path == "-" && other == "-")
            {
                throw new SettingsException("--compare is '-' and FILE too, allowed is one of them from standard input");
            }

            bool json = parsed.GetValue(format) == "json";
            var report = Read(path);
            var second = other is null ? null : Read(other);
            using var output = Console.OpenStandardOutput();
            using var text = Output.Text(output);
            if (second is null && json)
            {
                ReportJson.Write(output, report, page);
            }
            else if (second is null)
            {
                ReportText.Write(text, report, page);
            }
            else if (json)
            {
                new ReportComparison(report, second, page).WriteJson(output);
            }
            else
            {
                new ReportComparison(report, second, page).WriteText(text);
            }

            return 0;

            Report Read(string name)
            {
                using var source = ReplaySource.Open(name, new ReplayOptions { Speed = double.PositiveInfinity, AddsUp = true });
                source.SetDimensions(talkers);
                SourceFilter.Set(source, filter?.Compiled);
                var read = (parsed.GetValue(handler) is { } only ? Report.Of(source, only) : Report.Of(source, options.Settings(parsed).Diagnosis)).Wait();
                if (json || Console.IsOutputRedirected)
                {
                    // On a terminal the report itself says it, at its head.
                    Output.Notices(source.Info);
                }

                return read;
            }
        }));
        return command;
    }
}
