using System.Text;
using OvsTop.Analysis.Reports.Metrics;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Events;
using OvsTop.Model.Tallies;

namespace OvsTop.Analysis.Tests.Formats;

public sealed class BatchMetricsTests
{
    [Theory]
    [InlineData("ct1-tcp")]
    [InlineData("ct2-one")]
    [InlineData("l4-udp-idle")]
    [InlineData("l4-flow-limit")]
    [InlineData("l4-rule-change")]
    [InlineData("l4-storm")]
    public void Every_snapshot_is_valid_in_both_formats_with_the_same_numbers(string capture)
    {
        foreach (var snapshot in Captures.Play(capture))
        {
            var open = Metrics(snapshot);
            var old = Metrics(snapshot, MetricsDialect.Prometheus);
            Assert.Equal(Flat(open), Flat(old));
        }
    }

    [Fact]
    public void The_numbers_are_those_of_the_report()
    {
        var last = Captures.Play("l4-flow-limit")[^1];
        var metrics = Metrics(last);
        Assert.Equal(600, metrics["ovstop_probe_hits"].Value("_total", ("probe", "recv_upcall")));
        Assert.Equal(318, metrics["ovstop_upcalls"].Value("_total", ("handler", "handler1")));
        Assert.Equal(600, metrics["ovstop_upcalls"].Samples.Sum(s => s.Value));
        Assert.Equal(246, metrics["ovstop_upcalls_without_put"].Value(""));
        Assert.Equal(315, metrics["ovstop_flow_delete_reasons"].Value("_total", ("reason", "FLOW_IDLE")));
        Assert.Equal(6050, metrics["ovstop_flow_limit"].Value(""));
        Assert.Equal(0.5, metrics["ovstop_dump_allowed_seconds"].Value(""));
        Assert.Equal("1.0.0", Assert.Single(metrics["ovstop_build_info"].Samples).Labels["version"]);
        var stages = metrics["ovstop_stage_duration_seconds"];
        Assert.Equal(("histogram", "seconds"), (stages.Type, stages.Unit));
        foreach (var stage in last.Latency.Stages)
        {
            string name = stage.Name.Replace(' ', '_');
            Assert.Equal(stage.Total.Count, stages.Value("_count", ("stage", name)));
            Assert.Equal(stage.Total.MeanUs * stage.Total.Count / 1e6, stages.Value("_sum", ("stage", name)), 1e-6);
        }

        Assert.Equal(20, stages.Value("_count", ("stage", "dump")));
        Assert.Equal(31, stages.Value("_count", ("stage", "main_run")));
    }

    [Fact]
    public void A_bucket_counts_what_is_not_longer_than_its_bound()
    {
        using var source = new HandSource();
        ulong[] durations = [1, 1_023, 1_024, 1_048_575, 1_048_576, 1UL << 34, 1UL << 41];
        foreach (ulong ns in durations)
        {
            source.Measure(7, Stage.Translate, ns);
        }

        var buckets = Metrics(Last(source))["ovstop_stage_duration_seconds"].Samples.Where(s => s.Suffix == "_bucket").ToList();
        Assert.Equal(26, buckets.Count);
        Assert.All(buckets, bucket =>
        {
            double le = bucket.Labels["le"] == "+Inf" ? double.PositiveInfinity : double.Parse(bucket.Labels["le"], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(durations.Count(ns => ns <= Math.Round(le * 1e9)), bucket.Value);
        });
    }

    [Fact]
    public void No_counter_ever_goes_down()
    {
        foreach (string capture in (string[])["l4-storm", "l4-flow-limit"])
        {
            var before = new Dictionary<string, double>();
            foreach (var snapshot in Captures.Play(capture))
            {
                foreach (var family in Metrics(snapshot).Values.Where(f => f.Type != "gauge"))
                {
                    foreach (var (suffix, labels, value) in family.Samples)
                    {
                        string name = $"{family.Name}{suffix}{string.Join(',', labels)}";
                        Assert.True(value >= before.GetValueOrDefault(name), name);
                        before[name] = value;
                    }
                }
            }
        }
    }

    [Fact]
    public void Names_are_escaped_and_threads_of_one_name_are_one_series()
    {
        using var source = new HandSource();
        source.Info = source.Info with { Title = "a\"b\\c\u001b[2J\n", OvsVersion = "4.0.90", KernelRelease = "6.12.0" };
        source.Thread(7, "twin").Hits[(int)ProbeId.RecvUpcall] = 3;
        source.Thread(8, "twin").Hits[(int)ProbeId.RecvUpcall] = 4;
        source.Thread(9, "\"\\\u0007").Hits[(int)ProbeId.RecvUpcall] = 5;
        var metrics = Metrics(Last(source));
        Assert.Equal(7, metrics["ovstop_upcalls"].Value("_total", ("handler", "twin")));
        Assert.Equal(5, metrics["ovstop_upcalls"].Value("_total", ("handler", "\"\\?")));
        var info = Assert.Single(metrics["ovstop_build_info"].Samples).Labels;
        Assert.Equal(("a\"b\\c?[2J?", "4.0.90", "6.12.0"), (info["source"], info["ovs"], info["kernel"]));
    }

    [Fact]
    public void The_metrics_of_a_capture() => Golden.Verify("l4-rule-change.metrics", Text(Captures.Play("l4-rule-change")[^1], MetricsDialect.OpenMetrics));

    private static Snapshot Last(HandSource source)
    {
        var snapshots = source.Run();
        source.At(1);
        source.At(2);
        return Assert.Single(snapshots);
    }

    private static Dictionary<string, OpenMetricsFamily> Metrics(Snapshot snapshot, MetricsDialect dialect = MetricsDialect.OpenMetrics) =>
        OpenMetricsParser.Parse(Text(snapshot, dialect), dialect == MetricsDialect.Prometheus);

    private static IEnumerable<string> Flat(Dictionary<string, OpenMetricsFamily> metrics) => metrics.Values
        .SelectMany(f => f.Samples.Select(s => $"{f.Name} {f.Type} {f.Help} {s.Suffix} {string.Join(',', s.Labels)} {s.Value}"));

    private static string Text(Snapshot snapshot, MetricsDialect dialect)
    {
        using var stream = new MemoryStream();
        new BatchMetrics(stream, dialect).Write(snapshot);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
