namespace OvsTop.Model.Flows;

/// <summary>Ports in text.</summary>
internal static class PortText
{
    /// <summary>Appends the port's name or, without one, its number (odp_portno_name_format).</summary>
    public static TextSink Port(this TextSink sink, uint port, PortNames? names) =>
        names?.NameOf(port) is { } name ? sink.Put(name) : sink.Number(port);
}
