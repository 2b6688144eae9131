using OvsTop.Settings;

namespace OvsTop.Tests.Settings;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("250ms", 0.25)]
    [InlineData("1s", 1)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2", 2)]
    [InlineData("0.1", 0.1)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5400)]
    [InlineData("1ms", 0.001)]
    public void A_time_has_a_unit_or_is_in_seconds(string text, double seconds)
    {
        Assert.True(Durations.TryParse(text, out var time));
        Assert.Equal(TimeSpan.FromSeconds(seconds), time);
        Assert.Equal(time, Durations.Parse(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("0")]
    [InlineData("0.5ms")]
    [InlineData("1d")]
    [InlineData("1 s")]
    [InlineData("1,5s")]
    [InlineData("1e3s")]
    [InlineData("NaN")]
    [InlineData("1000000h")]
    [InlineData("99999999999999999999s")]
    public void Anything_else_is_no_time(string text)
    {
        Assert.False(Durations.TryParse(text, out _));
        Assert.Throws<FormatException>(() => Durations.Parse(text));
    }
}
