using OvsTop.Recording.Container;
using OvsTop.Recording.Replay;

namespace OvsTop.Recording.Demo;

/// <summary>The recording inside this assembly.</summary>
internal sealed class DemoRecording : IRecording
{
    /// <inheritdoc/>
    public string Kind => "demo";

    /// <inheritdoc/>
    public string Title => "demo";

    /// <inheritdoc/>
    public bool CanReopen => true;

    /// <inheritdoc/>
    public bool IsReady => true;

    /// <inheritdoc/>
    public IRecording Twin() => this;

    /// <inheritdoc/>
    public IBatchReader Open() => new OvscapReader(typeof(DemoRecording).Assembly.GetManifestResourceStream("demo.ovscap")!);
}
