using System.Globalization;
using System.Runtime.ExceptionServices;
using OvsTop.Analysis.Snapshots;
using OvsTop.Model.Sources;
using OvsTop.Model.Talkers;
using OvsTop.Screen.Frames;
using OvsTop.Screen.Hosts;
using OvsTop.Screen.Input;
using OvsTop.Screen.Panes;
using OvsTop.Screen.Playback;
using OvsTop.Screen.Prompts;
using OvsTop.Screen.State;

namespace OvsTop.Screen;

/// <summary>
/// The loop of the screen: the latest snapshot, keys and signals in; one frame out for each change, on the thread of <see cref="Run"/>.
/// Snapshots may come on any thread; they are only stored there, so that a slow terminal never holds anybody up.
/// </summary>
public sealed class ScreenApp : IObserver<Snapshot>
{
    private const int SignalExitCode = 128;
    private const int Interrupted = 130;
    private const int WhileSeekingMs = 40;
    private const int WhilePlayingMs = 500;

    private readonly IHost _host;
    private readonly ScreenOptions _options;
    private readonly KeyTable _keys;
    private readonly Frame _frame = new(0, 0);
    private Snapshot? _latest;
    private Snapshot? _shown;
    private Exception? _error;
    private bool _ended;
    private UiState _state;
    private int? _exitCode;
    private (Task<Spike?> Found, bool Forth)? _search;

    /// <summary>A screen on a host.</summary>
    public ScreenApp(IHost host, ScreenOptions options)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(options);
        (_host, _options) = (host, options);
        _keys = options.Player is null ? KeyTable.Default : KeyTable.Recording;
        _state = new UiState { View = options.View, IntervalMs = options.IntervalMs, Filter = options.Filter, FilterHistory = [.. options.FilterHistory] };
    }

    /// <summary>Shows snapshots until the user quits or a signal ends it; gives the terminal back.</summary>
    /// <returns>0, 130 when interrupted, 128 + the number of any other signal.</returns>
    /// <exception cref="Exception">What <paramref name="snapshots"/> failed with; the terminal is restored before.</exception>
    public int Run(IObservable<Snapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        try
        {
            TellTalkers(new UiState());
            using var subscription = snapshots.Subscribe(this);
            while (_exitCode is null)
            {
                Draw();
                Handle(_host.Wait(Patience()));
                EndSearch();
                if (Volatile.Read(ref _error) is { } error)
                {
                    ExceptionDispatchInfo.Throw(error);
                }
            }

            return _exitCode.Value;
        }
        finally
        {
            _host.Leave(null);
        }
    }

    /// <inheritdoc/>
    void IObserver<Snapshot>.OnNext(Snapshot value)
    {
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
        // The state of the recording first: what is said to be reached has its snapshot.
        _state = _options.Player is { } player ? _state with { Playback = player.State } : _state;
        if (!_state.Paused && _state.Playback is not { Seeking: true })
        {
            _shown = Volatile.Read(ref _latest);
        }

        FollowRecording();
        if (Volatile.Read(ref _ended) && !_state.Ended)
        {
            _state = _state with { Ended = true };
        }

        if (_shown is not null && Views.Find(_state.View) is { } view)
        {
            _state = Selection.Follow(_state, view.Pane, _shown);
        }

        _state = TalkerUpdates.Follow(_state, _shown);
        Render(_state);
        _host.Present(_frame);
    }

    // Its end is told once, until the next key.
    private void FollowRecording()
    {
        var before = _state.Recording;
        var now = _options.Recorder?.State;
        if (now != before)
        {
            _state = _state with { Recording = now, Message = now?.Ended is { } ended && before?.Ended is null ? ended : _state.Message };
        }
    }

    private void Render(UiState state)
    {
        var (width, height) = _host.Size;
        if (width != _frame.Width || height != _frame.Height)
        {
            _frame.Resize(width, height);
        }

        ScreenView.Draw(_shown, state, _keys, _options.Theme, _frame);
    }

    // The time of a recording goes on without snapshots.
    private int Patience() => _state.Playback switch
    {
        null or { Ended: not null } => -1,
        { Seeking: true } => WhileSeekingMs,
        { Paused: true, Length: not null } => -1,
        _ => WhilePlayingMs,
    };

    private void Handle(HostEvent happened)
    {
        var before = Needs.Of(_state);
        switch (happened.Kind)
        {
            case HostEventKind.Terminate:
                _exitCode = SignalExitCode + happened.Signal;
                break;
            case HostEventKind.Key when _state.FilterLine is not null && !IsGlobal(_keys.Find(happened.Key)):
                Type(happened.Key);
                break;
            case HostEventKind.Key when _state.Prompt is not null && !IsGlobal(_keys.Find(happened.Key)):
                (_state, var entered) = PromptUpdates.Apply(_state with { Message = null }, happened.Key);
                Execute(entered);
                break;
            case HostEventKind.Key when _keys.Find(happened.Key) is { Kind: not CommandKind.None } command:
                Execute(command);
                break;
            case HostEventKind.Key when _state.Message is not null:
                _state = _state with { Message = null };
                break;
        }

        if (Needs.Of(_state) is var now && now != before)
        {
            _options.NeedsChanged?.Invoke(now);
        }
    }

    // Keys that mean the same while something is typed.
    private static bool IsGlobal(Command command) => command.Kind is CommandKind.Interrupt or CommandKind.Redraw or CommandKind.Suspend;

    private FilterContext Filters() => _options.Filters with { Completion = CompletionKnowledge.Of(_shown, _options.Filters.Completion) };

    private void Type(Key key)
    {
        var before = _state;
        _state = FilterUpdates.Apply(before with { Message = null }, key, Filters());
        if (_state.FilterLine is null && !ReferenceEquals(_state.Filter, before.Filter))
        {
            _state = _state with { Talkers = _state.Talkers with { Back = [] } };
        }

        Enforce(before);
    }

    // A filter that the source refuses leaves the one before in force.
    private void Enforce(UiState before)
    {
        if (_state.FilterLine is not null || ReferenceEquals(_state.Filter, before.Filter))
        {
            return;
        }

        if (_options.FilterChanged(_state.Filter?.Compiled) is { } complaint)
        {
            _state = _state with { Filter = before.Filter, Talkers = before.Talkers, Message = complaint };
        }
        else if (_state.Filter is { } filter)
        {
            _options.FilterApplied?.Invoke(filter.Text);
        }
    }

    private void Execute(Command command)
    {
        if (_options.Player is { } player && Player.Knows(command.Kind) && !(command.Kind == CommandKind.Pause && Player.IsLive(player.State)))
        {
            Control(player, command);
            return;
        }

        int interval = _state.IntervalMs;
        int rows = _shown is not null && Views.Find(_state.View) is { } view ? view.Pane.Rows(_shown) : 0;
        int details = _shown is not null && _state.Drilled && Views.Find(_state.View) is { } drilled ? drilled.Pane.DrillRows(_shown, _state) : 0;
        var before = _state;
        _state = TalkerUpdates.Apply(Updates.Apply(_state, command, rows, _frame.Height - ScreenView.Margin - 2, details), command, _shown);
        TellTalkers(before);
        if (command.Kind is CommandKind.MoveRows or CommandKind.MovePages or CommandKind.MoveToEnd or CommandKind.Drill && _shown is not null && Views.Find(_state.View) is { } shown)
        {
            _state = Selection.Hold(_state, shown.Pane, _shown);
        }

        if (_state.IntervalMs != interval)
        {
            _options.IntervalChanged?.Invoke(TimeSpan.FromMilliseconds(_state.IntervalMs));
        }

        switch (command.Kind)
        {
            case CommandKind.Quit:
                _exitCode = 0;
                break;
            case CommandKind.Interrupt:
                _exitCode = Interrupted;
                break;
            case CommandKind.QuitKeepingScreen:
                Render(_state with { Help = false, FilterLine = null, Prompt = null });
                _host.Leave(_frame);
                _exitCode = 0;
                break;
            case CommandKind.Prompt:
                _state = PromptUpdates.Open(_state);
                break;
            case CommandKind.Filter:
                _state = FilterUpdates.Open(_state, Filters());
                break;
            case CommandKind.Drill or CommandKind.FilterTo when _state.View == TalkersPane.Key:
                Drill();
                break;
            case CommandKind.Back when !before.Help && !before.Drilled && !_state.Talkers.Back.IsEmpty:
                GoBack();
                break;
            case CommandKind.FilterTo:
                FilterToSelected();
                break;
            case CommandKind.SaveView:
                Save();
                break;
            case CommandKind.Record:
                Record();
                break;
            case CommandKind.Redraw:
                _host.Invalidate();
                break;
            case CommandKind.Suspend:
                _host.Suspend();
                break;
        }
    }

    private void Record()
    {
        if (_options.Recorder is not { } recorder)
        {
            _state = _state with { Message = "nothing to record: this is a recording" };
        }
        else if (recorder.State is { Ended: null })
        {
            recorder.Finish();
        }
        else if (recorder.Start(NewFile("record", "ovscap")) is { } complaint)
        {
            _state = _state with { Message = complaint };
        }
    }

    private string NewFile(string what, string extension)
    {
        string time = _options.Clock.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        return Path.Combine(_options.SnapshotFolder, $"ovstop-{what}-{time}.{extension}");
    }

    private void Control(IPlayback player, Command command)
    {
        _state = _state with { Message = null };
        if (command.Kind != CommandKind.Spike)
        {
            _state = _state with { Message = Player.Execute(player, _state, command) };
        }
        else if (Player.WhyStuck(player.State) is { } stuck)
        {
            _state = _state with { Message = stuck };
        }
        else
        {
            bool forth = command.Argument > 0;
            var found = player.FindSpike(Player.SpikeFrom(player.State, forth), forth);
            found.ContinueWith(_ => _host.Wake(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            _search = (found, forth);
            _state = _state with { Message = "looking for a spike" };
        }
    }

    private void EndSearch()
    {
        if (_options.Player is { } player && _search is { Found.IsCompleted: true } search)
        {
            _search = null;
            _state = _state with { Message = Player.ShowSpike(player, _state, search.Found.GetAwaiter().GetResult(), search.Forth) };
        }
    }

    private void FilterToSelected()
    {
        var before = _state;
        if (_shown is null || Views.Find(_state.View)?.Pane.FilterOf(_shown, _state) is not { } text)
        {
            _state = _state with { Message = "nothing is selected here that could be filtered to" };
            return;
        }

        _state = FilterUpdates.PutInForce(_state, text, Filters());
        Enforce(before);
    }

    private void TellTalkers(UiState before)
    {
        var (was, now) = (ShownTalkers(before), ShownTalkers(_state));
        if (was != now)
        {
            _options.TalkersChanged?.Invoke(now);
        }
    }

    private static TalkerDimension? ShownTalkers(UiState state) => state.View == TalkersPane.Key ? state.Talkers.Dimension : null;

    private void Drill()
    {
        var before = _state;
        var context = Filters();
        if (TalkerUpdates.Drill(_state, _shown, context) is not { } text || FilterLine.Of(LineEdit.Of(text), context).Compiled is not { } compiled)
        {
            _state = _state with { Message = "no filter shows this row alone" };
            return;
        }

        _state = _state with { Filter = new AppliedFilter(text, compiled), Talkers = _state.Talkers with { Back = _state.Talkers.Back.Push(_state.Filter) } };
        Enforce(before);
    }

    private void GoBack()
    {
        var before = _state;
        var back = _state.Talkers.Back.Pop(out var filter);
        _state = _state with { Filter = filter, Talkers = _state.Talkers with { Back = back } };
        Enforce(before);
    }

    private void Save()
    {
        string view = Views.Find(_state.View)?.Name ?? "view";
        string path = NewFile(view, "txt");
        Render(_state with { Help = false });
        try
        {
            FrameText.Save(_frame, path);
            _state = _state with { Message = $"written: {path}" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _state = _state with { Message = $"cannot write {path}: {e.Message}" };
        }
    }
}
