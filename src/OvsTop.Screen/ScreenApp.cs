using System.Runtime.ExceptionServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.Session;
using OvsTop.Screen.State;

namespace OvsTop.Screen;

/// <summary>
/// The loop of the screen: the latest snapshot, keys and signals in; one frame out for each change, on the thread of <see cref="Run"/>.
/// Snapshots may come on any thread; they are only kept there, so that a slow terminal never holds anybody up.
/// </summary>
public sealed class ScreenApp : IObserver<Snapshot>
{
    private const int SignalExitCode = 128;

    /// <summary>How long what is being written may take when a signal ends the screen.</summary>
    private static readonly TimeSpan BriefPatience = TimeSpan.FromSeconds(5);

    private readonly IHost _host;
    private readonly ScreenOptions _options;
    private readonly ScreenSession _session;
    private readonly PlaybackControl _playback;
    private readonly FlightControl _flight;
    private readonly MarkControl _marks;
    private Snapshot? _latest;
    private Exception? _error;
    private bool _ended;

    /// <summary>A screen on a host.</summary>
    public ScreenApp(IHost host, ScreenOptions options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        (_host, _options) = (host, options);
        _session = new ScreenSession(host, options);
        _playback = new PlaybackControl(_session);
        _flight = new FlightControl(_session);
        _marks = new MarkControl(_session);
    }

    /// <summary>Shows snapshots until the user quits or a signal ends it; gives the terminal back.</summary>
    /// <returns>0, 130 when interrupted, 128 + the number of any other signal.</returns>
    /// <exception cref="Exception">What <paramref name="snapshots"/> failed with; the terminal is restored before.</exception>
    public int Run(IObservable<Snapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        try
        {
            FilterCommands.TellTalkers(_session, new UiState());
            using var subscription = snapshots.Subscribe(this);
            while (_session.ExitCode is null)
            {
                Draw();
                Handle(_host.Wait(_playback.Patience));
                _playback.EndSearch();
                _session.Bundle.End();
                if (Volatile.Read(ref _error) is { } error)
                {
                    ExceptionDispatchInfo.Throw(error);
                }
            }

            return _session.ExitCode.Value;
        }
        finally
        {
            _host.Leave(null);
            LastWords = _session.Bundle.Finish(_session.ExitCode is 0 ? Timeout.InfiniteTimeSpan : BriefPatience);
        }
    }

    /// <summary>What is to be said on the shell when the screen is over: what came of a bundle that was still being written. Null for nothing.</summary>
    public string? LastWords { get; private set; }

    /// <inheritdoc/>
    void IObserver<Snapshot>.OnNext(Snapshot value)
    {
        _options.Flight.Add(value);
        Volatile.Write(ref _latest, value);
        _host.Wake();
    }

    /// <inheritdoc/>
    void IObserver<Snapshot>.OnError(Exception error)
    {
        Volatile.Write(ref _error, error);
        _host.Wake();
    }

    /// <inheritdoc/>
    void IObserver<Snapshot>.OnCompleted()
    {
        Volatile.Write(ref _ended, true);
        _host.Wake();
    }

    private void Draw()
    {
        // The state of the recording and the end first: what is said to be reached has its snapshot.
        bool ended = Volatile.Read(ref _ended);
        var state = _options.Player is { } player ? _session.State with { Playback = player.State } : _session.State;
        if (!state.Paused && state.Playback is not { Seeking: true })
        {
            _session.Shown = Volatile.Read(ref _latest);
        }

        state = _marks.Follow(_flight.Follow(FollowRecording(state)));
        _session.State = state;
        _session.FollowTheme();
        state = _session.State;
        if (ended && !state.Ended)
        {
            state = state with { Ended = true };
        }

        _session.State = state;
        if (state.SelectedId is not null && _session.Table is { } table)
        {
            _session.State = Selection.Follow(state, table);
        }

        _session.Traces.Follow(_session.Shown, _session.State);
        _session.Render(_session.State);
        _host.Present(_session.Frame);
    }

    // Its end is told once, until the next key.
    private UiState FollowRecording(UiState state)
    {
        var before = state.Recording;
        var now = _options.Recorder?.State;
        return now == before ? state
            : state with { Recording = now, Message = now?.Ended is { } ended && before?.Ended is null ? ended : state.Message };
    }

    private void Handle(HostEvent happened)
    {
        var before = Needs.Of(_session.State);
        if (happened.Kind == HostEventKind.Terminate)
        {
            _session.ExitCode = SignalExitCode + happened.Signal;
        }
        else if (happened.Kind == HostEventKind.Key)
        {
            Press(happened.Key);
        }

        if (Needs.Of(_session.State) is var now && now != before)
        {
            _options.NeedsChanged?.Invoke(now);
        }
    }

    private void Press(Key key)
    {
        var command = key.Code is KeyCode.Click or KeyCode.WheelUp or KeyCode.WheelDown ? MouseCommands.Of(_session, key) : _session.Keys.Find(key);
        var state = _session.State;
        if (!KeyActions.ActsWhileTyping(command) && (state.FilterLine is not null || state.Prompt is not null || state.Help is not null))
        {
            Type(key, state);
        }
        else if (command.Kind != CommandKind.None)
        {
            Execute(command);
        }
        else if (state.Message is not null)
        {
            _session.Say(null);
        }
    }

    private void Type(Key key, UiState state)
    {
        if (state.FilterLine is not null)
        {
            FilterCommands.Type(_session, key);
            return;
        }

        state = state with { Message = null };
        (_session.State, var entered) = state.Prompt is not null ? PromptUpdates.Apply(state, key, _session.Prompts) : HelpUpdates.Apply(state, key, _session.Keys);
        Execute(entered);
    }

    private void Execute(Command command)
    {
        if (_flight.Takes(command))
        {
            _flight.Execute(command);
        }
        else if (_marks.Takes(command))
        {
            _marks.Execute(command);
        }
        else if (_playback.Takes(command))
        {
            _playback.Execute(command);
        }
        else if (command.Kind != CommandKind.None)
        {
            ScreenCommands.Execute(_session, command);
        }
    }
}
