using System.Text.Json;
using OvsTop.Model.Events;
using OvsTop.Recording.Container;

namespace OvsTop.Recording.Retis;

/// <summary>Writes the sections of retis events (retis-events, format of 1.5 and newer); an event is an object a line.</summary>
internal static class RetisJson
{
    private const string FormatVersion = "v1.7.0";
    private const int MaxPacket = 255;

    /// <summary>The first event of a file: without it nothing reads the rest.</summary>
    public static void Startup(Utf8JsonWriter json, ulong timeNs, RecordingSession? session)
    {
        json.WriteStartObject();
        json.WriteStartObject("common");
        json.WriteNumber("timestamp", timeNs);
        json.WriteEndObject();
        json.WriteStartObject("startup");
        json.WriteString("retis_version", FormatVersion);
        json.WriteString("cmdline", "ovstop export");
        long ticks = session?.Epoch is { } epoch && epoch > DateTimeOffset.UnixEpoch ? (epoch - DateTimeOffset.UnixEpoch).Ticks : 0;
        json.WriteStartObject("clock_monotonic_offset");
        json.WriteNumber("sec", ticks / TimeSpan.TicksPerSecond);
        json.WriteNumber("nsec", ticks % TimeSpan.TicksPerSecond * TimeSpan.NanosecondsPerTick);
        json.WriteEndObject();
        json.WriteStartObject("machine");
        json.WriteString("kernel_release", session?.KernelRelease ?? "");
        json.WriteString("kernel_version", "");
        json.WriteString("hardware_name", "");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>When, where and who. What retis calls pid is the process, what it calls tgid the thread.</summary>
    public static void Common(Utf8JsonWriter json, ulong timeNs, uint cpu, uint pid, uint tid, string comm)
    {
        json.WriteStartObject("common");
        json.WriteNumber("timestamp", timeNs);
        json.WriteNumber("smp_id", cpu);
        json.WriteStartObject("task");
        json.WriteNumber("pid", pid);
        json.WriteNumber("tgid", tid);
        json.WriteString("comm", comm);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A place in the kernel.</summary>
    public static void Kernel(Utf8JsonWriter json, string symbol, string type)
    {
        json.WriteStartObject("kernel");
        json.WriteString("symbol", symbol);
        json.WriteString("probe_type", type);
        json.WriteEndObject();
    }

    /// <summary>A USDT probe of the daemon.</summary>
    public static void Userspace(Utf8JsonWriter json, ProbeId probe, uint pid, uint tid)
    {
        json.WriteStartObject("userspace");
        json.WriteString("probe_type", "usdt");
        json.WriteString("symbol", ProbeTable.Find(probe)!.FullName);
        json.WriteNumber("ip", 0);
        json.WriteString("path", "ovs-vswitchd");
        json.WriteNumber("pid", pid);
        json.WriteNumber("tid", tid);
        json.WriteEndObject();
    }

    /// <summary>What makes the events of one packet a series.</summary>
    public static void Tracking(Utf8JsonWriter json, ulong skb, ulong firstNs)
    {
        json.WriteStartObject("skb-tracking");
        json.WriteNumber("orig_head", skb);
        json.WriteNumber("timestamp", firstNs);
        json.WriteNumber("skb", skb);
        json.WriteEndObject();
    }

    /// <summary>The first bytes of the packet; nothing when there are none.</summary>
    public static void Packet(Utf8JsonWriter json, ReadOnlySpan<byte> packet, uint length)
    {
        if (packet.IsEmpty)
        {
            return;
        }

        var kept = packet[..Math.Min(packet.Length, MaxPacket)];
        json.WriteStartObject("packet");
        json.WriteNumber("len", length);
        json.WriteNumber("capture_len", kept.Length);
        json.WriteBase64String("data", kept);
        json.WriteEndObject();
    }
}
