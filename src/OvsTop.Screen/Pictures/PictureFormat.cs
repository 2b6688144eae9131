namespace OvsTop.Screen.Pictures;

/// <summary>A form of file.</summary>
/// <param name="Name">Also the extension.</param>
/// <param name="Help">What it is good for.</param>
/// <param name="Write">Writes the whole of it.</param>
public sealed record PictureFormat(string Name, string Help, Action<Picture, Stream> Write);
