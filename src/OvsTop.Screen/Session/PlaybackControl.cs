using OvsTop.Model.Sources;
using OvsTop.Screen.Input;
using OvsTop.Screen.Playback;

namespace OvsTop.Screen.Session;

/// <summary>Commands that move a recording. A spike is looked for beside the screen.</summary>
internal sealed class PlaybackControl(ScreenSession session)
{
    private const int WhileSeekingMs = 40;
    private const int WhilePlayingMs = 500;

    private (Task<Spike?> Found, bool Forth)? _search;

    /// <summary>How long to wait for something to happen, in ms: the time of a recording goes on without snapshots. -1 for ever.</summary>
    public int Patience => session.State.Playback switch
    {
        null or { Ended: not null } => -1,
        { Seeking: true } => WhileSeekingMs,
        { Paused: true, Length: not null } => -1,
        _ => WhilePlayingMs,
    };

    /// <summary>Whether a command is for the recording.</summary>
    public bool Takes(Command command) =>
        session.Options.Player is { } player && Player.Knows(command.Kind) && !(command.Kind == CommandKind.Pause && Player.IsLive(player.State));

    /// <summary>Does what such a command asks for.</summary>
    public void Execute(Command command)
    {
        var player = session.Options.Player!;
        session.Say(null);
        if (command.Kind != CommandKind.Spike)
        {
            session.Say(Player.Execute(player, session.State, command));
        }
        else if (Player.WhyStuck(player.State) is { } stuck)
        {
            session.Say(stuck);
        }
        else
        {
            bool forth = command.Argument > 0;
            var found = player.FindSpike(Player.SpikeFrom(player.State, forth), forth);
            found.ContinueWith(_ => session.Host.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _search = (found, forth);
            session.Say("looking for a spike");
        }
    }

    /// <summary>Goes to a spike that has been found.</summary>
    public void EndSearch()
    {
        if (session.Options.Player is { } player && _search is { Found.IsCompleted: true } search)
        {
            _search = null;
            session.Say(Player.ShowSpike(player, session.State, search.Found.GetAwaiter().GetResult(), search.Forth));
        }
    }
}
