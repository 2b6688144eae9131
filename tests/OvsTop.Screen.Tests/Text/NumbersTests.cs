using OvsTop.Screen.Text;

namespace OvsTop.Screen.Tests.Text;

public sealed class NumbersTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.01, "<0.1")]
    [InlineData(0.4, "0.4")]
    [InlineData(9.97, "10.0")]
    [InlineData(99.94, "99.9")]
    [InlineData(99.96, "100")]
    [InlineData(999.4, "999")]
    [InlineData(999.6, "1.00k")]
    [InlineData(8_100, "8.10k")]
    [InlineData(9_996, "10.0k")]
    [InlineData(12_400, "12.4k")]
    [InlineData(99_960, "100k")]
    [InlineData(999_700, "1.00M")]
    [InlineData(1_240_000, "1.24M")]
    [InlineData(double.NaN, "-")]
    [InlineData(-1, "-")]
    [InlineData(double.PositiveInfinity, ">999T")]
    public void Rates(double value, string text) => Assert.Equal(text, Numbers.Rate(value).ToString());

    [Theory]
    [InlineData(0, "0")]
    [InlineData(7, "7")]
    [InlineData(99_999, "99999")]
    [InlineData(100_000, "100k")]
    [InlineData(160_011, "160k")]
    [InlineData(1_988_012, "1.99M")]
    [InlineData(ulong.MaxValue, ">999T")]
    public void Counts(ulong value, string text) => Assert.Equal(text, Numbers.Count(value).ToString());

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1_988_012, "1988012")]
    [InlineData(999_999_999, "999999999")]
    [InlineData(1_000_000_000, "1.00G")]
    [InlineData(ulong.MaxValue, ">999T")]
    public void Exact_counts(ulong value, string text)
    {
        Assert.Equal(text, Numbers.Exact(value).ToString());
        Assert.InRange(text.Length, 1, Numbers.ExactWidth);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.85, "850ns")]
    [InlineData(0.9996, "1.00µs")]
    [InlineData(12.44, "12.4µs")]
    [InlineData(180, "180µs")]
    [InlineData(999.7, "1.00ms")]
    [InlineData(4_200, "4.20ms")]
    [InlineData(38_000, "38.0ms")]
    [InlineData(1_620_000, "1.62s")]
    [InlineData(1_100e6, "1100s")]
    [InlineData(36_000e6, "10.0h")]
    [InlineData(1e15, ">99h")]
    [InlineData(double.NaN, "-")]
    public void Durations(double us, string text) => Assert.Equal(text, Numbers.DurationUs(us).ToString());

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.001, "<1%")]
    [InlineData(0.651, "65%")]
    [InlineData(1, "100%")]
    [InlineData(100, ">999%")]
    public void Percentages(double share, string text) => Assert.Equal(text, Numbers.Percent(share).ToString());

    [Theory]
    [InlineData(0.1, "100 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(1, "1 s")]
    [InlineData(2.5, "2.5 s")]
    [InlineData(60, "60 s")]
    [InlineData(120, "2 min")]
    [InlineData(7200, "2.0 h")]
    public void Spans(double seconds, string text) => Assert.Equal(text, Numbers.Ago(seconds).ToString());

    [Fact]
    public void No_number_is_wider_than_promised()
    {
        for (double value = 1e-6; value < 1e16; value *= 1.00371)
        {
            Assert.InRange(Numbers.Rate(value).ToString().Length, 1, Numbers.Width);
            Assert.InRange(Numbers.Count((ulong)value).ToString().Length, 1, Numbers.Width);
            Assert.InRange(Numbers.Percent(value).ToString().Length, 1, Numbers.Width);
            Assert.InRange(Numbers.DurationUs(value).ToString().Length, 1, Numbers.DurationWidth);
        }
    }

    [Fact]
    public void A_buffer_that_is_too_small_is_refused_not_overrun() =>
        Assert.False(Numbers.DurationUs(4_200).TryFormat(new char[5], out _, default, null));
}
