using System.Text;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Tests.Container;

public sealed class SessionJsonTests
{
    private static readonly string Good = Encoding.UTF8.GetString(SessionJson.Write(new RecordingSession { Source = "x", Id = 7, Epoch = DateTimeOffset.UnixEpoch }));

    [Theory]
    [InlineData("\"id\":\"0000000000000007\"", "\"id\":null")]
    [InlineData("\"id\":\"0000000000000007\"", "\"id\":7")]
    [InlineData("\"tally\":[", "\"tally\":[[\"tid\"],")]
    [InlineData("\"tally\":[", "\"tally\":[[null,1],")]
    [InlineData("\"tally\":[", "\"tally\":[7,")]
    [InlineData("\"tally\":[", "\"tally\":[[\"tid\",5000],")]
    [InlineData("\"version\":1", "\"version\":null")]
    public void A_header_that_no_writer_writes_is_refused_in_a_line(string text, string by)
    {
        Assert.Null(Read(Good, out _));
        string damaged = Good.Replace(text, by, StringComparison.Ordinal);
        Assert.NotEqual(Good, damaged);
        Assert.StartsWith("its header is not readable: ", Read(damaged, out _), StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_of_day_so_late_that_no_time_fits_behind_it_is_none()
    {
        Assert.Null(Read(Good.Replace("1970-", "9999-", StringComparison.Ordinal), out var session));
        Assert.Null(session!.Epoch);
    }

    private static string? Read(string text, out RecordingSession? session) => SessionJson.TryRead(Encoding.UTF8.GetBytes(text), out session, out _);
}
