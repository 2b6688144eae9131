using OvsTop.Model.Sources;
using OvsTop.Screen.Playback;

namespace OvsTop.Screen.Tests.Playback;

public sealed class PlaceTests
{
    /// <summary>Ten minutes from 23:55 on, standing at 2:00.</summary>
    private static readonly PlaybackState Recording = new()
    {
        Position = TimeSpan.FromMinutes(2),
        Length = TimeSpan.FromMinutes(10),
        Start = new DateTimeOffset(2026, 7, 23, 23, 55, 0, TimeSpan.Zero),
    };

    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData(" 1:30 ", 90)]
    [InlineData("1:30.5", 90.5)]
    [InlineData("0:01:30", 390)]
    [InlineData("2m", 120)]
    [InlineData("1500ms", 1.5)]
    [InlineData("0", 0)]
    [InlineData("start", 0)]
    [InlineData("end", 600)]
    [InlineData("50%", 300)]
    [InlineData("-30s", 90)]
    [InlineData("+1:00", 180)]
    [InlineData("-1h", 0)]
    [InlineData("+1h", 600)]
    [InlineData("23:56:00", 60)]
    [InlineData("00:01:00", 360)]
    public void A_place_is_found(string text, double seconds)
    {
        Assert.Equal(seconds, Place.Parse(text)!.FindFromHere(Recording, out string? complaint).TotalSeconds, 6);
        Assert.Null(complaint);
    }

    [Theory]
    [InlineData("-30s", 570)]
    [InlineData("-1:00", 540)]
    [InlineData("-1h", 0)]
    [InlineData("+30s", 30)]
    [InlineData("1:30", 90)]
    [InlineData("end", 600)]
    public void Before_anything_was_shown_minus_is_from_the_end(string text, double seconds)
    {
        Assert.Equal(seconds, Place.Parse(text)!.Find(Recording with { Position = TimeSpan.Zero }, out string? complaint).TotalSeconds, 6);
        Assert.Null(complaint);
    }

    [Theory]
    [InlineData(true, "'-30s': the length of the recording is not known yet")]
    [InlineData(false, "'-30s': the end of a stream is not known")]
    public void Before_an_unknown_end_is_nowhere(bool canSeek, string expected)
    {
        Place.Parse("-30s")!.Find(Recording with { Length = null, CanSeek = canSeek }, out string? complaint);
        Assert.Equal(expected, complaint);
    }

    [Theory]
    [InlineData("11m")]
    [InlineData("10:01")]
    [InlineData("14:02:31")]
    public void A_place_outside_is_told_with_what_is_inside(string text)
    {
        Place.Parse(text)!.Find(Recording, out string? complaint);
        Assert.Equal($"'{text}' is outside the recording: 0:00 to 10:00, 23:55:00 to 00:05:00", complaint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("1:75")]
    [InlineData("1:3")]
    [InlineData("1:2:3:4")]
    [InlineData("1.5:30")]
    [InlineData("--5")]
    [InlineData("+")]
    [InlineData("101%")]
    [InlineData("1e9")]
    [InlineData("5 s")]
    public void What_is_no_place_is_refused(string text) => Assert.Null(Place.Parse(text));

    [Fact]
    public void Without_a_clock_three_parts_are_hours_minutes_and_seconds() =>
        Assert.Equal(TimeSpan.FromSeconds(90), Place.Parse("0:01:30")!.Find(Recording with { Start = null }, out _));

    [Fact]
    public void The_end_of_a_growing_file_is_wherever_it_is() =>
        Assert.Equal(TimeSpan.MaxValue, Place.Parse("end")!.Find(Recording with { Length = null }, out _));

    [Fact]
    public void A_part_of_an_unknown_length_is_told()
    {
        Place.Parse("50%")!.Find(Recording with { Length = null }, out string? complaint);
        Assert.Equal("'50%': the length of the recording is not known yet", complaint);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(1, -1, 0.5)]
    [InlineData(3, 1, 5)]
    [InlineData(100, 1, 100)]
    [InlineData(0.1, -1, 0.1)]
    [InlineData(20, 0, 1)]
    public void Speeds_step_up_and_down_and_back_to_one(double from, int direction, double to) => Assert.Equal(to, Speeds.Step(from, direction));
}
