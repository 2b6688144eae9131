namespace OvsTop.Benchmarks;

/// <summary>Something that can be attached to the double.</summary>
/// <param name="name">As printed.</param>
/// <param name="attach">Attaches it; null when it is not installed.</param>
internal sealed class Contender(string name, Func<IDisposable?> attach)
{
    public string Name { get; } = name;

    public List<double> Samples { get; } = [];

    public double Median => Samples.Order().ElementAt(Samples.Count / 2);

    public IDisposable? Attach() => attach();
}
