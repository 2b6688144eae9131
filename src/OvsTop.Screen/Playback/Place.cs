using System.Globalization;
using OvsTop.Model.Sources;

namespace OvsTop.Screen.Playback;

/// <summary>
/// A place of a recording as users type it: <c>1:30</c>, <c>1:02:03</c>, <c>90</c>, <c>90s</c>, <c>2m</c>, <c>1h</c> since the beginning; <c>+10s</c>,
/// <c>-1:00</c> from here (of a recording not shown yet, <c>-1:00</c> from its end); <c>50%</c>; <c>start</c>, <c>end</c>; <c>14:02:31</c> by the wall clock, where the recording has one and was running then.
/// </summary>
public sealed record Place
{
    /// <summary>What is allowed of a recording, in words.</summary>
    public const string Allowed = "1:30, 90s, 2m, -30s (before the end), 50%, start, end, time of day 14:02:31";

    /// <summary>What is allowed of a recording on the screen, in words.</summary>
    public const string AllowedHere = "1:30, 90s, 2m, -30s, +1:00, 50%, start, end, time of day 14:02:31";

    /// <summary>What is allowed of the snapshots kept of a live switch, in words.</summary>
    public const string AllowedLive = "-3m, -30s, +1:00, time of day 14:02 or 14:02:31, peak (most upcalls), start, 50%, end";

    /// <summary>Both, shorter.</summary>
    public const string AllowedBoth = "-3m, +30s, 14:02:31, 50%, start, end; live: peak; recorded: 1:30";

    private static readonly (string Suffix, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("", 1)];

    private readonly string _text;
    private readonly PlaceKind _kind;
    private readonly TimeSpan _time;
    private readonly double _percent;

    private Place(string text, PlaceKind kind, TimeSpan time = default, double percent = 0) => (_text, _kind, _time, _percent) = (text, kind, time, percent);

    /// <summary>Reads a place; null if it is none.</summary>
    public static Place? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        return text switch
        {
            "start" => new(text, PlaceKind.Time),
            "end" => new(text, PlaceKind.End),
            ['+', .. var rest] when Time(rest) is { } time => new(text, PlaceKind.FromHere, time),
            ['-', .. var rest] when Time(rest) is { } time => new(text, PlaceKind.FromHere, -time),
            [.. var number, '%'] when Number(number) is >= 0 and <= 100 and { } percent => new(text, PlaceKind.Percent, percent: percent),
            _ when Time(text) is { } time => new(text, text.Count(c => c == ':') == 2 ? PlaceKind.TimeOrClock : PlaceKind.Time, time),
            _ => null,
        };
    }

    /// <summary>Where that is in a recording that nobody has seen anything of yet: <c>-30s</c> is before the end.</summary>
    /// <param name="playback">The recording, at its beginning.</param>
    /// <param name="complaint">Why it is nowhere, with what is allowed; null if it is somewhere.</param>
    /// <returns>Time since the beginning.</returns>
    public TimeSpan Find(PlaybackState playback, out string? complaint)
    {
        ArgumentNullException.ThrowIfNull(playback);
        if (_kind != PlaceKind.FromHere || _time >= TimeSpan.Zero)
        {
            return FindFromHere(playback, out complaint);
        }

        if (playback.Length is not { } length)
        {
            complaint = playback.CanSeek ? $"'{_text}': the length of the recording is not known yet" : $"'{_text}': the end of a stream is not known";
            return default;
        }

        return FindFromHere(playback with { Position = length }, out complaint);
    }

    /// <summary>Where that is in a recording, seen from where it stands.</summary>
    /// <param name="playback">The recording and where it stands.</param>
    /// <param name="complaint">Why it is nowhere, with what is allowed; null if it is somewhere.</param>
    /// <param name="whole">What it is a place of.</param>
    /// <returns>Time since the beginning.</returns>
    public TimeSpan FindFromHere(PlaybackState playback, out string? complaint, string whole = "the recording")
    {
        ArgumentNullException.ThrowIfNull(playback);
        complaint = null;
        if (_kind is PlaceKind.End or PlaceKind.Percent && playback.Length is null && !playback.CanSeek)
        {
            complaint = $"'{_text}': the end of a stream is not known";
            return default;
        }

        if (_kind == PlaceKind.Percent && playback.Length is null)
        {
            complaint = $"'{_text}': the length of the recording is not known yet";
            return default;
        }

        var place = _kind switch
        {
            PlaceKind.FromHere => Clamp(playback.Position + _time, playback),
            PlaceKind.Percent => playback.Length!.Value * (_percent / 100),
            PlaceKind.End => playback.Length ?? TimeSpan.MaxValue,
            PlaceKind.TimeOrClock when OnClock(playback) is { } since => since,
            _ => _time,
        };
        if (place > playback.Length)
        {
            string clock = playback.Start is { } start ? $", {Clock.Text(start)} to {Clock.Text(start + playback.Length.Value)}" : "";
            complaint = $"'{_text}' is outside {whole}: 0:00 to {Clock.Text(playback.Length.Value)}{clock}";
        }

        return place;
    }

    private static TimeSpan Clamp(TimeSpan place, PlaybackState playback) =>
        place < TimeSpan.Zero ? TimeSpan.Zero : place > playback.Length ? playback.Length.Value : place;

    /// <summary>The first moment of the recording at this time of day, if there is one.</summary>
    private TimeSpan? OnClock(PlaybackState playback)
    {
        if (playback.Start is not { } start || _time >= TimeSpan.FromDays(1))
        {
            return null;
        }

        var since = _time - start.TimeOfDay;
        since += since < TimeSpan.Zero ? TimeSpan.FromDays(1) : TimeSpan.Zero;
        return since <= (playback.Length ?? TimeSpan.FromDays(1)) ? since : null;
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number <= 1e8 ? number : null;

    private static TimeSpan? Time(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length == 1)
        {
            var (suffix, seconds) = Array.Find(Units, unit => text.EndsWith(unit.Suffix, StringComparison.Ordinal));
            return Number(text[..^suffix.Length]) is { } number ? TimeSpan.FromSeconds(number * seconds) : null;
        }

        // In 1:30 and 1:02:03 all but the first have two digits below 60.
        double total = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts.Length > 3 || Number(parts[i]) is not { } number || (i > 0 && (number >= 60 || parts[i].Split('.')[0].Length != 2)) || (i < parts.Length - 1 && parts[i].Contains('.', StringComparison.Ordinal)))
            {
                return null;
            }

            total = total * 60 + number;
        }

        return TimeSpan.FromSeconds(total);
    }
}
