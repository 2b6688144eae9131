namespace OvsTop.Analysis.Diagnosis;

/// <summary>How bad it is; the larger the worse.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Notice,

    /// <summary>It costs time or capacity.</summary>
    Warning,

    /// <summary>Packets are lost or wait for long.</summary>
    Critical,
}
