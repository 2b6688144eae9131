using OvsTop.Model;

namespace OvsTop.Recording.Export;

/// <summary>What an op_flow_put installs.</summary>
/// <param name="Ufid">The flow's id, if it was read.</param>
/// <param name="Actions">Action attributes.</param>
internal sealed record PutFlow(Ufid? Ufid, byte[] Actions);
