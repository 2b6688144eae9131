using System.Text;
using OvsTop.EndToEnd.Tests.Running;

namespace OvsTop.EndToEnd.Tests;

/// <summary><c>ovstop decode</c>.</summary>
public sealed class DecodeCommandTests
{
    // recirc_id(0), in_port(2), eth_type(0x0806): struct nlattr with length and type in host order, then the value padded to four bytes.
    private const string Key = "0800140000000000" + "0800030002000000" + "0600060008060000";

    // output to port 3.
    private const string Output3 = "0800010003000000";

    [Fact]
    public void A_key_is_printed_as_dpctl_does() =>
        Assert.Equal("recirc_id(0),in_port(2),eth_type(0x0806)\n", OvsTopProgram.Run("decode", Key).AssertDone().Out);

    [Fact]
    public void Blanks_colons_and_a_prefix_do_not_matter() =>
        Assert.Equal("in_port(2)\n", OvsTopProgram.Run("decode", "0x08:00:03:00 02 00 00 00").AssertDone().Out);

    [Fact]
    public void A_mask_leaves_out_what_it_does_not_cover()
    {
        string mask = "08001400ffffffff" + "0800030000000000" + "06000600ffff0000";
        string brief = OvsTopProgram.Run("decode", Key, "--mask", mask).AssertDone().Out;
        Assert.DoesNotContain("in_port", brief, StringComparison.Ordinal);
        Assert.Contains("in_port(2/0)", OvsTopProgram.Run("decode", Key, "--mask", mask, "-m").AssertDone().Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_are_read_by_the_numbers_of_their_release()
    {
        Assert.Equal("3\n", OvsTopProgram.Run("decode", Output3, "--actions").AssertDone().Out);
        string tunnelPop = "0800180001000000";
        Assert.NotEqual(OvsTopProgram.Run("decode", tunnelPop, "--actions", "--ovs", "3.3").Out, OvsTopProgram.Run("decode", tunnelPop, "--actions", "--ovs", "3.4").Out);
    }

    [Fact]
    public void What_is_malformed_is_told_with_its_offset_after_what_could_be_read()
    {
        var result = OvsTopProgram.Run("decode", "0800030002000000" + "ff000600");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("in_port(2)", result.Out, StringComparison.Ordinal);
        Assert.Equal("ovstop: malformed at offset 8\n", result.Error);
    }

    [Theory]
    [InlineData("08zz", "column 3: expected a hexadecimal digit")]
    [InlineData("080", "column 4: ")]
    public void What_is_no_hexadecimal_is_refused(string hex, string complaint) =>
        OvsTopProgram.Run("decode", hex).AssertRefused(2, complaint);

    [Theory]
    [InlineData("--mask zz", "--mask: column 1: expected a hexadecimal digit")]
    [InlineData("--ovs newest --actions", "--ovs is 'newest', allowed is a release such as 3.3")]
    [InlineData("--actions --mask 00", "--mask is for keys")]
    public void Options_that_make_no_sense_are_refused(string options, string complaint) =>
        OvsTopProgram.Run(["decode", Key, .. options.Split(' ')]).AssertRefused(2, complaint);

    [Fact]
    public void Standard_input_has_one_text_a_line_and_goes_on_after_a_bad_one()
    {
        var result = OvsTopProgram.RunWithInput(Encoding.ASCII.GetBytes($"{Key}\n\nzz\n{Key}\n"), "decode", "-");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(2, result.Lines.Length);
        Assert.Equal("ovstop: line 3: column 1: expected a hexadecimal digit\n", result.Error);
    }
}
