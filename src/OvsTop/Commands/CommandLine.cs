using System.CommandLine;
using OvsTop.Model;
using OvsTop.Model.Sources;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Themes;
using OvsTop.Settings;

namespace OvsTop.Commands;

/// <summary>The whole command line, and the exit codes: 0 done, 1 the work failed, 2 bad arguments, 3 no daemon, no probes or no permission, 130 interrupted.</summary>
internal static class CommandLine
{
    public const int Failed = 1;
    public const int BadArguments = 2;
    public const int Interrupted = 130;

    public static int Run(string[] args)
    {
        var root = Build();
        // @name is a saved filter, never a file with arguments.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            return Complain(parsed.Errors[0].Message + " Try 'ovstop --help'.", BadArguments);
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (SourceException e)
        {
            return Complain(e.Message, e.ExitCode);
        }
        catch (HostException e)
        {
            return Complain(e.Message, e.ExitCode);
        }
        catch (IOException e)
        {
            // Whatever opens a file says which one and why; a full disk behind standard output comes here.
            return Complain($"reading or writing failed: {e.Message}", Failed);
        }
        catch (FilterException e)
        {
            Console.Error.WriteLine(e.Message);
            return BadArguments;
        }
        catch (Exception e) when (e is SettingsException or ThemeException)
        {
            return Complain(e.Message, BadArguments);
        }
    }

    private static RootCommand Build()
    {
        var root = WatchCommand.Make();
        root.Subcommands.Add(DemoCommand.Make());
        root.Subcommands.Add(ReplayCommand.Make());
        root.Subcommands.Add(RecordCommand.Make());
        root.Subcommands.Add(BatchCommand.Make());
        root.Subcommands.Add(ReportCommand.Make());
        root.Subcommands.Add(SnapshotCommand.Make());
        root.Subcommands.Add(BundleCommand.Make());
        root.Subcommands.Add(TraceCommand.Make());
        root.Subcommands.Add(ExportCommand.Make());
        root.Subcommands.Add(CheckCommand.Make());
        root.Subcommands.Add(FilterCommand.Make());
        root.Subcommands.Add(DecodeCommand.Make());
        root.Subcommands.Add(ConfigCommand.Make());
        root.Subcommands.Add(CompletionCommand.Make());
        root.Subcommands.Add(ManCommand.Make(root));
        root.Subcommands.Add(CompleteCommand.Make(root));
        return root;
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"ovstop: {PlainText.Of(message.ReplaceLineEndings(" "))}");
        return exitCode;
    }
}
