using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Playback;

/// <summary>What commands do to a recording. What cannot be done is told in one line.</summary>
internal static class Player
{
    /// <summary>Passing a spike is not having seen it: back from here goes to one that is at least so long ago, times the speed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<CommandKind, Func<IPlayback, PlaybackState, UiState, int, string?>> Actions = new()
    {
        [CommandKind.Pause] = (player, at, state, _) => Pause(player, at, state),
        [CommandKind.StepTime] = (player, at, state, intervals) => Step(player, at, state, intervals),
        [CommandKind.Jump] = (player, at, state, ms) => GoTo(player, at, state, at.Position + TimeSpan.FromMilliseconds(ms)),
        [CommandKind.GoTo] = (player, at, state, ms) => GoTo(player, at, state, ms == int.MaxValue ? TimeSpan.MaxValue : TimeSpan.FromMilliseconds(ms)),
        [CommandKind.StepSpeed] = (player, at, _, direction) => SetSpeed(player, at, Speeds.Step(at.Speed, direction)),
        [CommandKind.SetSpeed] = (player, at, _, thousandths) => SetSpeed(player, at, thousandths / 1000.0),
        [CommandKind.Loop] = (player, at, _, on) => SetLoop(player, at, on < 0 ? !at.Loop : on > 0),
    };

    /// <summary>Whether it shows a stream as it comes, so that there is no time to be controlled.</summary>
    public static bool IsLive(PlaybackState at) => !at.CanSeek && double.IsPositiveInfinity(at.Speed);

    /// <summary>Whether a command is for recordings.</summary>
    public static bool Knows(CommandKind kind) => Actions.ContainsKey(kind) || kind == CommandKind.Spike;

    /// <summary>Does what a command asks for. Returns a message, or null.</summary>
    public static string? Execute(IPlayback player, UiState state, Command command) =>
        Actions.TryGetValue(command.Kind, out var action) ? action(player, player.State, state, command.Argument) : null;

    /// <summary>Where looking for a spike begins.</summary>
    public static TimeSpan SpikeFrom(PlaybackState at, bool forth) =>
        forth || at.Paused || double.IsPositiveInfinity(at.Speed) ? at.Position : at.Position - Grace * at.Speed;

    /// <summary>Goes to a spike. Returns what to say about it.</summary>
    public static string ShowSpike(IPlayback player, UiState state, Spike? spike, bool forth)
    {
        if (spike is not null)
        {
            GoTo(player, player.State, state, spike.At);
        }

        return Tell(spike, null, forth);
    }

    /// <summary>What to say about a spike, or that there is none.</summary>
    /// <param name="spike">It.</param>
    /// <param name="time">Its time; null for the time since the beginning.</param>
    /// <param name="forth">Where it was looked for.</param>
    public static string Tell(Spike? spike, string? time, bool forth) => spike is null
        ? $"no spike {(forth ? "after" : "before")} here: a second with 3 times, and 50 more, upcalls than the median of 30 s before"
        : FormattableString.Invariant($"spike at {time ?? Clock.Text(spike.At)}: {spike.PerSecond:N0} upcalls/s, before {spike.Before:N0}");

    /// <summary>Why one cannot go elsewhere, or null.</summary>
    public static string? WhyStuck(PlaybackState at) => at.CanSeek ? null : "a stream is read once and cannot be wound: write it to a file, then replay that";

    private static string? Pause(IPlayback player, PlaybackState at, UiState state)
    {
        if (at is { AtEnd: true, CanSeek: true })
        {
            GoTo(player, at, state, TimeSpan.Zero);
            player.Play();
        }
        else if (at.Paused)
        {
            player.Play();
        }
        else
        {
            player.Pause();
        }

        return null;
    }

    private static string? Step(IPlayback player, PlaybackState at, UiState state, int intervals)
    {
        if (IsLive(at) || (intervals < 0 && !at.CanSeek))
        {
            return WhyStuck(at);
        }

        // Nothing of a recording is shown before its first interval is over.
        var interval = TimeSpan.FromMilliseconds(state.IntervalMs);
        var by = interval * intervals;
        player.StepBy(at.Position + by < interval ? interval - at.Position : by);
        return null;
    }

    private static string? GoTo(IPlayback player, PlaybackState at, UiState state, TimeSpan place)
    {
        if (WhyStuck(at) is { } complaint)
        {
            return complaint;
        }

        var first = TimeSpan.FromMilliseconds(state.IntervalMs);
        place = place > at.Length ? at.Length.Value : place;
        player.Seek(place < first ? first : place);
        return null;
    }

    private static string? SetSpeed(IPlayback player, PlaybackState at, double speed)
    {
        if (IsLive(at))
        {
            return "a stream is shown as it comes: give --speed to play it slower or faster than that";
        }

        player.Speed = speed;
        return null;
    }

    private static string? SetLoop(IPlayback player, PlaybackState at, bool on)
    {
        if (WhyStuck(at) is { } complaint)
        {
            return complaint;
        }

        player.Loops = on;
        return null;
    }
}
