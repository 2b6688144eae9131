namespace OvsTop.Vswitchd;

/// <summary>Which file it is, whatever its path.</summary>
internal readonly record struct FileIdentity(uint DeviceMajor, uint DeviceMinor, ulong Inode);
