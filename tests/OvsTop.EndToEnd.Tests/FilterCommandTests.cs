using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary><c>ovstop filter</c>, and errors in the filters of all commands.</summary>
public sealed class FilterCommandTests
{
    [Fact]
    public void A_filter_is_explained()
    {
        string[] lines = OvsTopProgram.Run("filter", "nw_dst=10.1.0.0/16,tp_dst=80,table=5").AssertDone().Lines;
        Assert.Equal("filter   nw_dst=10.1.0.0/16,tp_dst=80,table=5", lines[0]);
        Assert.StartsWith("implied  ip and ", lines[1], StringComparison.Ordinal);
        Assert.Contains("here     table=5: table is known with the result", lines);
        Assert.Contains(lines, line => line.StartsWith("kernel   nw_dst=10.1.0.0/16", StringComparison.Ordinal));
    }

    [Fact]
    public void A_filter_is_explained_as_JSON()
    {
        var json = Json.Parse(OvsTopProgram.Run("filter", "--json", "tcp,table=5").AssertDone().Out);
        Assert.Equal("tcp,table=5", json.At("filter").GetString());
        Assert.Equal(["kernel", "here"], json.At("split").EnumerateArray().Select(part => part.At("tested").GetString()));
        Assert.False(json.At("kernel_exact").GetBoolean());
    }

    [Theory]
    [InlineData("filter")]
    [InlineData("demo --filter")]
    [InlineData("replay nosuch --filter")]
    [InlineData("batch --filter")]
    [InlineData("report nosuch --filter")]
    [InlineData("--filter")]
    public void An_error_is_shown_with_carets_under_its_place(string command)
    {
        var result = OvsTopProgram.Run([.. command.Split(' '), "in_port=1,tcp,nw_src=10.0.0.300"]);
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        string[] lines = result.Error.Split('\n');
        Assert.Equal("in_port=1,tcp,nw_src=10.0.0.300", lines[0]);
        Assert.StartsWith("                     ^^^^^^^^^^ 10.0.0.300 ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Saved_filters_have_names()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """{ "filters": { "web": "tcp,tp_dst=80" } }""");
        Assert.Contains("filter   tcp,tp_dst=80", OvsTopProgram.Run("filter", "@web", "--config", file).AssertDone().Lines);
        var refused = OvsTopProgram.Run("filter", "@wbe", "--config", file);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("^^^^ there is no saved filter @wbe; there is @web", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_in_a_saved_filter_is_told_with_file_and_key()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("mine.json", """{ "filters": { "web": "tcp,tpdst=80" } }""");
        OvsTopProgram.Run("filter", "tcp", "--config", file).AssertRefused(2, $"{file}: filters.web: column 5: ");
    }
}
