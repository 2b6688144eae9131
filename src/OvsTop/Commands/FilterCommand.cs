using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using OvsTop.Model.Filters;

namespace OvsTop.Commands;

/// <summary><c>ovstop filter EXPR</c>: what a filter means and who tests what of it; or where its error is.</summary>
internal static class FilterCommand
{
    public static Command Make()
    {
        var expression = new Argument<string>("EXPR") { Description = "An ovs-ofctl match, comparisons joined by and, or, not; a pasted datapath flow; @name for a saved filter" };
        var asJson = new Option<bool>("--json") { Description = "Print JSON" };
        var command = new Command("filter", "Say what a filter means: its normal form, what it implies, what the kernel tests and what ovstop does.") { expression, asJson };
        var options = new CommonOptions().AddConfigTo(command);
        command.SetAction(parsed => Output.Guard(() =>
        {
            var result = CommonOptions.Parse(parsed.GetRequiredValue(expression), options.Settings(parsed));
            var compiled = FilterCompiler.Compile(result.Filter!);
            if (parsed.GetValue(asJson))
            {
                using var output = Console.OpenStandardOutput();
                WriteJson(output, result, compiled);
            }
            else
            {
                foreach (string line in FilterExplainer.Explain(result, compiled))
                {
                    Console.Out.WriteLine(line);
                }
            }

            return 0;
        }));
        return command;
    }

    private static void WriteJson(Stream output, FilterParseResult result, CompiledFilter compiled)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("filter", compiled.Filter.ToString());
            json.WriteStartArray("spelled_out");
            foreach (var piece in ImpliedPrinter.Print(compiled.Filter))
            {
                json.WriteStartObject();
                json.WriteString("text", piece.Text);
                json.WriteBoolean("implied", piece.IsImplied);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("doubts");
            foreach (var doubt in result.Warnings)
            {
                json.WriteStartObject();
                json.WriteNumber("column", doubt.Span.Start + 1);
                json.WriteNumber("length", doubt.Span.Length);
                json.WriteString("message", doubt.Message);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("split");
            foreach (var part in compiled.Split)
            {
                json.WriteStartObject();
                json.WriteString("part", part.Text);
                json.WriteString("tested", part.Site switch { SplitSite.Kernel => "kernel", SplitSite.Both => "both", _ => "here" });
                json.WriteString("reason", part.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteBoolean("kernel_exact", compiled.IsKernelExact);
            json.WriteBoolean("kernel_useful", compiled.IsKernelUseful);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
