namespace OvsTop.Bundles;

/// <summary>A file of an incident bundle.</summary>
/// <param name="Name">Its path in the bundle.</param>
/// <param name="Help">What it is, for the README of the bundle.</param>
/// <param name="Write">Writes it.</param>
internal sealed record BundlePart(string Name, string Help, Action<Stream> Write);
