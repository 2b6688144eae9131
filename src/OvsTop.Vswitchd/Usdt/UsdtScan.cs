namespace OvsTop.Vswitchd.Usdt;

/// <summary>What the notes of a daemon's files say.</summary>
/// <param name="Sites">Probe sites in the order of the files; empty when it was built without <c>--enable-usdt-probes</c>.</param>
/// <param name="FilesRead">ELF files that were read, as the daemon knows them.</param>
/// <param name="Problems">One line per file or probe that could not be used, with the reason.</param>
public sealed record UsdtScan(IReadOnlyList<UsdtSite> Sites, IReadOnlyList<string> FilesRead, IReadOnlyList<string> Problems)
{
    /// <summary>The sites of one probe.</summary>
    public IEnumerable<UsdtSite> Find(string provider, string name) => Sites.Where(s => s.Provider == provider && s.Name == name);
}
