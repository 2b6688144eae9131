using System.CommandLine;
using OvsTop.Commands;
using OvsTop.Probes.Live;
using OvsTop.Tests.Settings;

namespace OvsTop.Tests.Commands;

[Collection(EnvironmentVariable.Collection)]
public sealed class RecordRingTests
{
    private const int Smallest = 4096, Usual = 8 << 20;

    [Theory]
    [InlineData("", LiveOptions.RecordRingBytes, Usual)]
    [InlineData("--ring-bytes 4096", Smallest, Smallest)]
    public void Who_records_every_detail_has_a_large_ring_unless_told_otherwise(string arguments, int recording, int watching)
    {
        var command = new Command("record");
        var options = new CommonOptions().AddTo(command).AddLiveTo(command);
        var parsed = command.Parse(arguments);
        Assert.Equal(recording, options.Live(parsed, options.Settings(parsed), detailsUnlessTold: null, LiveOptions.RecordRingBytes).RingBytes);
        Assert.Equal(watching, options.Live(parsed, options.Settings(parsed)).RingBytes);
    }
}
