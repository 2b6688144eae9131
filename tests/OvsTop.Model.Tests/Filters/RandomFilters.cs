using System.Globalization;
using OvsTop.Model.Filters;
using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Tests.Filters;

/// <summary>Random filters. Values come from small sets so that random keys match often.</summary>
internal sealed class RandomFilters(int seed)
{
    private readonly Random _random = new(seed);

    public Filter Next(Func<FilterField, bool> isWanted) =>
        new(Tree(3, isWanted), _random.Next(10) == 0);

    public Expr Tree(int depth, Func<FilterField, bool> isWanted) => _random.Next(depth == 0 ? 2 : 6) switch
    {
        0 => new ProtocolTest(Pick(ProtocolTable.All)),
        1 or 2 => Test(isWanted),
        3 => new Negation(Tree(depth - 1, isWanted)),
        4 => Junction.All(Parts(depth, isWanted)),
        _ => Junction.Any(Parts(depth, isWanted)),
    };

    /// <summary>A number of at most so many bits, often a small or familiar one.</summary>
    public UInt128 Number(int bits)
    {
        UInt128 value = _random.Next(5) switch
        {
            0 => 0,
            1 => UInt128.MaxValue,
            2 => (UInt128)_random.Next(4),
            3 => (UInt128)(0x0a000000 + _random.Next(4)),
            _ => new((ulong)_random.NextInt64(), (ulong)_random.NextInt64()),
        };
        return bits >= 128 ? value : value & ((UInt128.One << bits) - 1);
    }

    private Expr[] Parts(int depth, Func<FilterField, bool> isWanted) =>
        [.. Enumerable.Range(0, _random.Next(2, 4)).Select(_ => Tree(depth - 1, isWanted))];

    private FieldTest Test(Func<FilterField, bool> isWanted)
    {
        var field = Pick([.. FilterFields.All.Where(isWanted)]);
        int index = field.Instances == 0 ? 0 : _random.Next(field.FirstInstance, field.Instances);
        if (_random.Next(6) == 0)
        {
            return new(field, index, [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Value(field, true))]);
        }

        var op = (CompareOp)_random.Next(field.IsNumber ? 6 : 2);
        return new(field, index, op, Value(field, op <= CompareOp.NotEqual));
    }

    private FilterValue Value(FilterField field, bool isFree)
    {
        if (field.Kind is ValueKind.Content && _random.Next(2) == 0)
        {
            return FilterValue.Bytes(_random.Next(0x10000).ToString("x4", CultureInfo.InvariantCulture));
        }

        if (field.IsText || (field.Kind is ValueKind.Port && _random.Next(2) == 0))
        {
            return FilterValue.Named(Pick(["vm1", "br-int", "a b", "7", "\"", "\\", "handler7", "(x", "x,y", "and", "*", "0x12", "a..b", "é"]));
        }

        if (field.Kind is ValueKind.Fragment)
        {
            var (value, mask) = Pick<(uint, uint)>([(0, 3), (1, 3), (3, 3), (1, 1), (0, 2)]);
            return FilterValue.Masked(value, mask);
        }

        var full = field.FullMask;
        return (isFree ? _random.Next(5) : 4) switch
        {
            0 when field.IsInteger => Range(Number(field.Bits) & full, Number(field.Bits) & full, full),
            1 when field.Maskable => FilterValue.Masked(Number(field.Bits), Number(field.Bits) & full),
            2 when field.Kind is ValueKind.Ipv4 or ValueKind.Ipv6 =>
                FilterValue.Masked(Number(field.Bits), full << _random.Next(field.Bits) & full),
            _ => FilterValue.Masked(Number(field.Bits), full),
        };
    }

    private static FilterValue Range(UInt128 a, UInt128 b, UInt128 full) =>
        a < b ? FilterValue.Range(a, b, full) : FilterValue.Range(b, a, full);

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
