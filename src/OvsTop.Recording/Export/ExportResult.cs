namespace OvsTop.Recording.Export;

/// <summary>What an export wrote and what it could not.</summary>
/// <param name="Written">Events or packets in the file.</param>
/// <param name="LeftOut">Events the format has no place for.</param>
public readonly record struct ExportResult(long Written, long LeftOut);
