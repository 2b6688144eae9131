namespace OvsTop.Analysis.Tests.Formats;

/// <summary>The parser the metrics are tested with refuses what the format forbids.</summary>
public sealed class OpenMetricsParserTests
{
    private const string Good = "# TYPE a counter\n# HELP a Help.\na_total{x=\"1\"} 1\na_total{x=\"2\"} 2.5\n# TYPE b_seconds gauge\n# UNIT b_seconds seconds\nb_seconds -1e-06\n# EOF\n";
    private const string Histogram = "# TYPE h histogram\nh_bucket{le=\"0.1\"} 1\nh_bucket{le=\"+Inf\"} 3\nh_sum 1\nh_count 3\n# EOF\n";

    [Fact]
    public void Good_text_is_read()
    {
        var families = OpenMetricsParser.Parse(Good);
        Assert.Equal(2.5, families["a"].Value("_total", ("x", "2")));
        Assert.Equal(("gauge", "seconds", -1e-06), (families["b_seconds"].Type, families["b_seconds"].Unit, families["b_seconds"].Value("")));
        Assert.Equal(3, OpenMetricsParser.Parse(Histogram)["h"].Value("_count"));
    }

    [Theory]
    [InlineData("# EOF\n", "")]
    [InlineData("# EOF\n", "# EOF")]
    [InlineData("# TYPE a counter\n", "# TYPE a counter\n\n")]
    [InlineData("# TYPE a counter\n", "# TYPE a number\n")]
    [InlineData("# TYPE a counter\n", "")]
    [InlineData("# TYPE a counter", "#TYPE a counter")]
    [InlineData("# HELP a Help.\n", "# HELP a Help.\n# HELP a Help.\n")]
    [InlineData("# HELP a Help.\n", "# HELP a Tab\\t.\n")]
    [InlineData("# HELP a Help.\n", "# A comment\n")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=\"1\"}")]
    [InlineData("a_total{x=\"2\"}", "a{x=\"2\"}")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=\"2\",x=\"3\"}")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=2}")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=\"2\",}")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=\"\\t\"}")]
    [InlineData("a_total{x=\"2\"}", "a_total{x=\"\"}")]
    [InlineData("a_total{x=\"2\"} 2.5", "a_total{x=\"2\"} -1")]
    [InlineData("a_total{x=\"2\"} 2.5", "a_total{x=\"2\"} NaN")]
    [InlineData("a_total{x=\"2\"} 2.5", "a_total{x=\"2\"}  2.5")]
    [InlineData("# UNIT b_seconds seconds", "# UNIT b_seconds ms")]
    [InlineData("b_seconds -1e-06\n", "")]
    [InlineData("b_seconds -1e-06\n", "b_seconds -1e-06\n# TYPE a counter\n")]
    [InlineData("b_seconds -1e-06\n", "b_seconds -1e-06\na_total{x=\"3\"} 1\n")]
    [InlineData("b_seconds -1e-06\n", "b_seconds -1e-06\n# TYPE a_total gauge\na_total 1\n")]
    [InlineData("b_seconds -1e-06\n", "b_seconds -1e-06\r\n")]
    public void Bad_text_is_refused(string part, string instead) => Assert.Throws<FormatException>(() => OpenMetricsParser.Parse(Replace(Good, part, instead)));

    [Theory]
    [InlineData("h_bucket{le=\"+Inf\"} 3\n", "")]
    [InlineData("h_bucket{le=\"0.1\"} 1", "h_bucket{le=\"0.1\"} 4")]
    [InlineData("h_bucket{le=\"0.1\"} 1\nh_bucket{le=\"+Inf\"} 3", "h_bucket{le=\"+Inf\"} 3\nh_bucket{le=\"0.1\"} 1")]
    [InlineData("h_count 3", "h_count 4")]
    [InlineData("h_count 3\n", "")]
    [InlineData("h_sum 1\n", "")]
    [InlineData("h_sum 1", "h_sum -1")]
    [InlineData("le=\"0.1\"", "le=\"1\"")]
    [InlineData("{le=\"0.1\"}", "")]
    public void Bad_histograms_are_refused(string part, string instead) =>
        Assert.ThrowsAny<Exception>(() => OpenMetricsParser.Parse(Replace(Histogram, part, instead)));

    [Theory]
    [InlineData("# TYPE a counter\na_total 1\n")]
    [InlineData("# TYPE a info\na_info 1\n")]
    [InlineData("# TYPE a_seconds gauge\n# UNIT a_seconds seconds\na_seconds 1\n")]
    public void The_older_format_has_less(string text) => Assert.Throws<FormatException>(() => OpenMetricsParser.Parse(text, prometheus: true));

    private static string Replace(string text, string part, string instead)
    {
        Assert.Contains(part, text);
        return text.Replace(part, instead, StringComparison.Ordinal);
    }
}
