using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OvsTop.Vswitchd.Unixctl;

namespace OvsTop.Vswitchd.Tests.Unixctl;

/// <summary>Listens like ovs-vswitchd and answers as the test says; every request is remembered.</summary>
internal sealed class FakeDaemon : IAsyncDisposable
{
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<Conversation, Task> answer;
    private readonly Task serving;
    private readonly List<string> requests = [];
    private int connections;

    public FakeDaemon(string path, Func<Conversation, Task> answer)
    {
        this.answer = answer;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        serving = AcceptAsync();
    }

    public int Connections => Volatile.Read(ref connections);

    /// <summary>Methods and arguments in the order they came.</summary>
    public string[] Requests
    {
        get
        {
            lock (requests) return [.. requests];
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await serving;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var conversations = new List<Task>();
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(stop.Token);
                Interlocked.Increment(ref connections);
                conversations.Add(ServeAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(conversations);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var bytes = new byte[1 << 16];
            int length = 0;
            var frame = default(JsonFrame);
            try
            {
                while (await socket.ReceiveAsync(bytes.AsMemory(length), stop.Token) is > 0 and var read)
                {
                    int end = frame.Feed(bytes.AsSpan(length, read));
                    length += read;
                    if (end < 0) continue;
                    using var request = JsonDocument.Parse(bytes.AsMemory(0, length));
                    var root = request.RootElement;
                    var args = root.GetProperty("params").EnumerateArray().Select(p => p.GetString()!);
                    lock (requests) requests.Add(string.Join(' ', args.Prepend(root.GetProperty("method").GetString()!)));
                    length = 0;
                    frame = default;
                    await answer(new Conversation(socket, root.GetProperty("id").GetInt64(), stop.Token));
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client has hung up or the test is over.
            }
        }
    }

    internal sealed record Conversation(Socket Socket, long Id, CancellationToken Stopped)
    {
        public Task Result(string text) => Send($"{{\"id\":{Id},\"result\":{JsonSerializer.Serialize(text)},\"error\":null}}");

        public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public async Task Send(ReadOnlyMemory<byte> bytes)
        {
            while (!bytes.IsEmpty) bytes = bytes[await Socket.SendAsync(bytes, Stopped)..];
        }

        public Task Silence() => Task.Delay(Timeout.Infinite, Stopped);
    }
}
