using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace OvsTop.EndToEnd.Tests.Running;

/// <summary>
/// The control socket of a daemon that answers ofproto/trace as the test says; what its datapath is called it says as ovs-vswitchd does, everything else is
/// not a command.
/// </summary>
internal sealed class ControlSocket : IAsyncDisposable
{
    private const string Datapath = "system@ovs-system: hit:1 missed:1\n  br0:\n    br0 65534/1: (internal)\n";

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, Task> _trace;
    private readonly Task _serving;
    private int _traces;

    /// <summary>Listens at a path.</summary>
    public ControlSocket(string path, Func<Request, Task> trace)
    {
        _trace = trace;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen();
        _serving = AcceptAsync();
    }

    /// <summary>How often ofproto/trace was asked for.</summary>
    public int Traces => Volatile.Read(ref _traces);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _serving;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptAsync(_stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            byte[] bytes = new byte[1 << 16];
            int length = 0;
            try
            {
                while (await socket.ReceiveAsync(bytes.AsMemory(length), _stop.Token) is > 0 and var read)
                {
                    length += read;
                    if (Whole(bytes.AsSpan(0, length)) is { } request)
                    {
                        length = 0;
                        await AnswerAsync(new Request(socket, request.GetProperty("id").GetInt64(), _stop.Token), request.GetProperty("method").GetString()!);
                    }
                }
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The client has hung up or the test is over.
            }
        }
    }

    private async Task AnswerAsync(Request request, string method)
    {
        switch (method)
        {
            case "ofproto/trace":
                Interlocked.Increment(ref _traces);
                await _trace(request);
                break;
            case "dpif/show":
                await request.Result(Datapath);
                break;
            default:
                await request.Send($"{{\"id\":{request.Id},\"error\":\"not a valid command\"}}");
                break;
        }
    }

    private static JsonElement? Whole(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        return JsonElement.TryParseValue(ref reader, out var request) ? request : null;
    }

    /// <summary>A request that waits for its answer.</summary>
    internal sealed record Request(Socket Socket, long Id, CancellationToken Stopped)
    {
        public Task Result(string text) => Send($"{{\"id\":{Id},\"result\":{JsonSerializer.Serialize(text)},\"error\":null}}");

        public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

        public async Task Send(ReadOnlyMemory<byte> bytes)
        {
            while (!bytes.IsEmpty)
            {
                bytes = bytes[await Socket.SendAsync(bytes, Stopped)..];
            }
        }
    }
}
