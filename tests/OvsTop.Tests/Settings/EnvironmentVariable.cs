namespace OvsTop.Tests.Settings;

/// <summary>
/// A variable of this process while a test runs. All tests of the process have it: whoever sets one or reads the settings is of the collection
/// <see cref="Collection"/>, whose classes take turns.
/// </summary>
internal sealed class EnvironmentVariable : IDisposable
{
    public const string Collection = "environment";

    private readonly string _name;
    private readonly string? _before;

    public EnvironmentVariable(string name, string? value)
    {
        (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
