using System.Diagnostics;
using System.Text.RegularExpressions;
using OvsTop.Model.Filters;
using OvsTop.Model.Tests.Flows;

namespace OvsTop.Model.Tests.Filters;

/// <summary>Matches of ovs-ofctl(8) and ovs-fields(7), one per line of the data file, against ovs-ofctl itself.</summary>
public sealed class OfctlDifferentialTests
{
    [Fact]
    public void Every_documented_match_is_accepted()
    {
        var refused = Matches().Where(m => Filter.Parse(m).Error is not null).Select(m => Filter.Parse(m).Error!.Show(m));

        Assert.Empty(refused);
        Assert.InRange(Matches().Length, 200, int.MaxValue);
    }

    [FactIfInstalled("ovs-ofctl")]
    public void The_normal_form_means_to_ovs_ofctl_what_the_match_meant()
    {
        string[] matches = Matches();
        string[] given = ParseFlows(matches);
        string[] normal = ParseFlows([.. matches.Select(m => Filter.Parse(m).Filter!.ToString())]);

        Assert.Equal(matches.Length, given.Length);
        Assert.Equal(
            given.Zip(matches, (parsed, match) => $"{match} => {parsed}"),
            normal.Zip(matches, (parsed, match) => $"{match} => {parsed}"));
    }

    [FactIfInstalled("ovs-ofctl")]
    public void What_ovs_ofctl_misreads_is_refused_shown_or_doubted()
    {
        // Match, what ovs-ofctl makes of it without a word, what is done here.
        (string Match, string Misread, string Here)[] cases =
        [
            ("tcp,nw_src=10.0.0.300", "tcp,nw_src=10.0.0.44", "10.0.0.300 is not an IPv4 address"),
            ("tp_dst=80", "", "tp_dst needs (tcp or udp or sctp or tcp6 or udp6 or sctp6)"),
            ("tcp_flags=+syn-ack", "", "tcp_flags needs (tcp or tcp6)"),
            ("nw_src=10.0.0.1", "", "nw_src needs ip"),
            ("ip,nw_tos=3", "ip,nw_tos=0", "3 has ECN bits set; nw_tos is the DSCP times 4: use ip_dscp and nw_ecn"),
            ("ip,nw_ecn=4", "ip,nw_ecn=0", "4 is too large; the largest value is 3"),
            ("dl_vlan=5000", "dl_vlan=904", "5000 is too large; the largest value is 4095"),
            ("tcp=5", "tcp", "tcp is a protocol and takes no value"),
            ("tcp,udp", "udp", "no packet can match this beside the rest; for either write or between them"),
            ("vlan_vid=9", "vlan_tci=0x0000", "no packet has this: bit 0x1000 is set in every tag; write vlan_vid=0x1009 or dl_vlan=9"),
        ];

        foreach (var (match, misread, here) in cases)
        {
            Assert.Equal(misread, Assert.Single(ParseFlows([match])));
            var result = Filter.Parse(match);
            string said = result.Error?.Message ?? (result.Warnings.Count > 0 ? result.Warnings[0].Message : ImpliedPrinter.Explain(result.Filter!)[0]);
            Assert.Equal(here, said);
        }
    }

    private static string[] Matches() => [.. Data.Lines("ofctl-matches.txt")];

    /// <summary>Each match as ovs-ofctl prints it back.</summary>
    private static string[] ParseFlows(string[] matches)
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, matches.Select(m => $"{m.TrimEnd(',')},actions=drop"));
            using var process = Process.Start(new ProcessStartInfo("ovs-ofctl", ["parse-flows", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);

            // 3.1 cannot print back a match on the conntrack tuple that it accepts.
            var lines = Regex.Matches(output, @"FLOW_MOD .*?: (ADD ?(?<match>.*?) ?actions=drop|(?<match>\*\*\*decode error.*))");
            return [.. lines.Select(m => m.Groups["match"].Value)];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
