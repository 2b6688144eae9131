using System.Buffers;
using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using OvsTop.Model;

namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// Asks over the control socket of ovs-vswitchd (lib/unixctl.c): JSON-RPC 1.0 on one connection, one request at a time. A
/// connection whose answer did not come is dropped, so that a late answer never meets the next question. Thread safe; who shares a
/// daemon shares its client (<see cref="UnixctlClients"/>).
/// </summary>
internal sealed class UnixctlClient : IUnixctl, IDisposable
{
    private const int FirstBuffer = 64 << 10, KeptBuffer = 1 << 20;

    private readonly UnixctlEndpoint endpoint;
    private readonly UnixctlOptions options;
    private readonly TimeProvider time;
    private readonly long epoch;
    private readonly UnixctlBudget budget;
    private readonly SemaphoreSlim turn = new(1, 1);
    private byte[] buffer = [];
    private int received;
    private Socket? socket;
    private long lastId;

    /// <summary>Client of one socket; connects with the first call.</summary>
    public UnixctlClient(UnixctlEndpoint endpoint, UnixctlOptions? options = null, TimeProvider? time = null)
    {
        this.endpoint = endpoint;
        this.options = options ?? new UnixctlOptions();
        this.time = time ?? TimeProvider.System;
        epoch = this.time.GetTimestamp();
        budget = new UnixctlBudget(this.options);
    }

    private TimeSpan Now => time.GetElapsedTime(epoch);

    /// <inheritdoc/>
    public Task<UnixctlReply> CallAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken)
    {
        UnixctlCommands.Check(method, args.Span, options.DaemonTraces);
        return CallInTurnAsync(method, args, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Disconnect();
        turn.Dispose();
    }

    private async Task<UnixctlReply> CallInTurnAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        Task<UnixctlReply>? asked = null;
        try
        {
            // Timers may be early by a part of a millisecond.
            for (TimeSpan wait; (wait = budget.WaitAt(Now)) > TimeSpan.Zero;)
            {
                if (wait > options.LongestWait)
                {
                    throw new UnixctlException(UnixctlFailure.Deferred, $"{method} waits {wait.TotalSeconds:0} s: ovs-vswitchd is asked at most {options.Duty:0 %} of the time", wait);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken).ConfigureAwait(false);
            }

            asked = AskAsync(method, args);
        }
        finally
        {
            if (asked is null) turn.Release();
        }

        return await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One request to its end, in a turn that ends with it: who gives up does not let the next one join it on the daemon's main thread.</summary>
    private async Task<UnixctlReply> AskAsync(string method, ReadOnlyMemory<string> args)
    {
        using var timeout = new CancellationTokenSource(options.Timeout, time);
        var started = Now;
        bool answered = false;
        try
        {
            var reply = await ExchangeAsync(method, args, timeout.Token).ConfigureAwait(false);
            answered = true;
            budget.Succeeded();
            return reply with { Duration = Now - started };
        }
        catch (OperationCanceledException e)
        {
            throw Failure(UnixctlFailure.Timeout, $"no answer to {method} from {Where} within {Seconds(options.Timeout)}: the main thread is busy", e);
        }
        catch (FormatException e)
        {
            throw Failure(UnixctlFailure.Malformed, $"the answer to {method} from {Where} is not understood: {e.Message}", e);
        }
        catch (InvalidDataException e)
        {
            throw Failure(UnixctlFailure.TooLarge, $"the answer to {method} from {Where} is longer than {options.LongestReply} bytes", e);
        }
        catch (EndOfStreamException e)
        {
            throw Failure(UnixctlFailure.Closed, $"{Where} closed the connection after {received} bytes of the answer to {method}", e);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Failure(UnixctlFailure.Unreachable, $"{Where} cannot be asked: {e.Message}", e);
        }
        finally
        {
            budget.Spent(started, Now);
            if (!answered) Disconnect();
            turn.Release();
        }
    }

    private async Task<UnixctlReply> ExchangeAsync(string method, ReadOnlyMemory<string> args, CancellationToken cancellationToken)
    {
        bool reused = socket is not null;
        socket ??= await endpoint.ConnectAsync(cancellationToken).ConfigureAwait(false);
        received = 0;
        long id = ++lastId;
        try
        {
            await SendAsync(socket, Request(method, args, id), cancellationToken).ConfigureAwait(false);
            return UnixctlReplyParser.Parse(await ReceiveAsync(socket, cancellationToken).ConfigureAwait(false), id);
        }
        catch (Exception e) when (reused && received == 0 && (e is EndOfStreamException or SocketException))
        {
            // An idle connection may have been closed since the last answer: that says nothing about the daemon. Once more, afresh.
            Disconnect();
            return await ExchangeAsync(method, args, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ReadOnlyMemory<byte> Request(string method, ReadOnlyMemory<string> args, long id)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(bytes);
        json.WriteStartObject();
        json.WriteString("method", method);
        json.WriteStartArray("params");
        foreach (string arg in args.Span) json.WriteStringValue(arg);
        json.WriteEndArray();
        json.WriteNumber("id", id);
        json.WriteEndObject();
        json.Flush();
        return bytes.WrittenMemory;
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes, SocketFlags.None, cancellationToken).ConfigureAwait(false)..];
    }

    /// <summary>One complete JSON object, valid until the next call.</summary>
    private async Task<ReadOnlyMemory<byte>> ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        if (buffer.Length is 0 or > KeptBuffer) buffer = new byte[Math.Min(FirstBuffer, options.LongestReply)];
        var frame = default(JsonFrame);
        while (true)
        {
            if (received == buffer.Length) Grow();
            int read = await socket.ReceiveAsync(buffer.AsMemory(received), SocketFlags.None, cancellationToken).ConfigureAwait(false);
            if (read == 0) throw new EndOfStreamException();
            int end = frame.Feed(buffer.AsSpan(received, read));
            int complete = received + end;
            received += read;
            if (end < 0) continue;
            if (buffer.AsSpan(complete, received - complete).ContainsAnyExcept(" \n\r\t"u8)) throw new FormatException("more comes after it");
            return buffer.AsMemory(0, complete);
        }
    }

    private void Grow()
    {
        if (buffer.Length >= options.LongestReply) throw new InvalidDataException();
        Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, options.LongestReply));
    }

    private UnixctlException Failure(UnixctlFailure failure, string message, Exception cause)
    {
        var pause = budget.Failed(Now);
        return new UnixctlException(failure, $"{message}; next try in {Seconds(pause)}", pause, cause);
    }

    private void Disconnect()
    {
        socket?.Dispose();
        socket = null;
    }

    private string Where => PlainText.Brief(endpoint.Path);

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");
}
