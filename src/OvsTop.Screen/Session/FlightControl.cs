using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Playback;
using OvsTop.Screen.State;

namespace OvsTop.Screen.Session;

/// <summary>
/// Commands that move a live screen through the snapshots kept of it; of a stream too, which cannot be wound itself. Whoever looks at the past stays there
/// until a key brings him back.
/// </summary>
internal sealed class FlightControl(ScreenSession session)
{
    private const string Newest = "this is the newest";

    private ulong _oldestNs;

    private bool IsThere => session.Options.Player is not { } player || Player.IsLive(player.State);

    /// <summary>Whether a command is for the snapshots kept.</summary>
    public bool Takes(Command command) => session.Shown is not null && IsThere
        && command.Kind is CommandKind.StepTime or CommandKind.Jump or CommandKind.GoTo or CommandKind.Spike;

    /// <summary>The state with where the snapshot shown is among those kept.</summary>
    public UiState Follow(UiState state)
    {
        if (!IsThere || session.Shown is not { } shown || session.Options.Flight.Ends is not var (oldest, newest))
        {
            return state;
        }

        _oldestNs = oldest.TimeNs;
        var flight = new PlaybackState
        {
            Position = Since(shown.TimeNs),
            Length = Since(newest.TimeNs),
            Start = oldest.Source.Epoch?.AddTicks((long)(oldest.TimeNs / TimeSpan.NanosecondsPerTick)),
            Paused = state.Paused,
        };
        return flight == state.Flight ? state : state with { Flight = flight };
    }

    /// <summary>Does what such a command asks for.</summary>
    public void Execute(Command command)
    {
        session.Say(null);
        var flight = session.Options.Flight;
        ulong here = session.Shown!.TimeNs;
        switch (command.Kind)
        {
            case CommandKind.StepTime:
                Show(flight.Step(here, command.Argument), command.Argument > 0 ? Newest : "this is the oldest that is kept");
                break;
            case CommandKind.Jump:
                Show(flight.At(Later(here, command.Argument)), command.Argument > 0 ? Newest : "this is the oldest that is kept");
                break;
            case CommandKind.GoTo when command.Argument == int.MaxValue:
                session.State = session.State with { Paused = false };
                break;
            case CommandKind.GoTo:
                Show(flight.At(Later(_oldestNs, command.Argument)), null);
                break;
            case CommandKind.Spike when command.Argument == 0:
                Show(flight.Busiest(), null);
                session.Say(FormattableString.Invariant($"the most upcalls/s that are kept: {Rate(session.Shown!):N0}"));
                break;
            case CommandKind.Spike:
                var found = flight.FindSpike(here, command.Argument > 0);
                Show(found?.At, null);
                session.Say(Player.Tell(found?.Spike, found is { At: var at } ? Clock.Of(at) : null, command.Argument > 0));
                break;
        }
    }

    private static double Rate(Snapshot snapshot) => (snapshot.Unfiltered ?? snapshot).Upcalls.Total.UpcallsPerSecond;

    private static ulong Later(ulong timeNs, long ms) => (ulong)Int128.Max(0, (Int128)timeNs + (Int128)ms * 1_000_000);

    private TimeSpan Since(ulong timeNs) => TimeSpan.FromTicks(((long)timeNs - (long)_oldestNs) / TimeSpan.NanosecondsPerTick);

    private void Show(Snapshot? snapshot, string? complaint)
    {
        if (snapshot is null)
        {
            return;
        }

        if (snapshot.TimeNs == session.Shown!.TimeNs)
        {
            session.Say(complaint);
        }

        session.Shown = snapshot;
        session.State = session.State with { Paused = true };
    }
}
