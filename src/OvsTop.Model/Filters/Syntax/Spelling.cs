using OvsTop.Model.Filters.Fields;

namespace OvsTop.Model.Filters.Syntax;

/// <summary>Proposals for misspelt names.</summary>
internal static class Spelling
{
    private const int MaxLength = 24;

    /// <summary>What ovs-ofctl puts beside a match.</summary>
    private static readonly string[] FlowWords =
        ["priority", "actions", "action", "idle_timeout", "hard_timeout", "duration", "n_packets", "n_bytes", "idle_age", "hard_age", "importance"];

    private static readonly string[] Names =
        [.. FilterFields.All.SelectMany(f => Instances(f).Concat(f.Aliases)), .. ProtocolTable.All.Select(p => p.Name)];

    /// <summary>The message for a name that is no field.</summary>
    public static string Unknown(string name)
    {
        if (FlowWords.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return $"{name} belongs to a flow, not to its match: leave it out";
        }

        string shown = NumberSyntax.Shown(name);
        return Nearest(name) is { } proposal
            ? $"unknown field \"{shown}\" – did you mean {proposal}?"
            : $"unknown field \"{shown}\"";
    }

    private static string? Nearest(string name)
    {
        if (name.Length is < 2 or > MaxLength)
        {
            return null;
        }

        string lower = name.ToLowerInvariant();
        string? best = null;
        int bestDistance = Math.Min(3, (name.Length / 2) + 1);
        foreach (string candidate in Names)
        {
            if (Math.Abs(candidate.Length - lower.Length) >= bestDistance)
            {
                continue;
            }

            int distance = Distance(lower, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    private static IEnumerable<string> Instances(FilterField field) =>
        field.Instances == 0 ? [field.Name] : [field.NameOf(field.FirstInstance)];

    /// <summary>Letters to insert, delete, replace or swap.</summary>
    private static int Distance(string a, string b)
    {
        const int Width = MaxLength + 4;
        Span<int> rows = stackalloc int[Width * Width];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[(i * Width) + j] = i + j;
                    continue;
                }

                int replaced = rows[((i - 1) * Width) + j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[(i * Width) + j] = Math.Min(replaced, Math.Min(rows[((i - 1) * Width) + j], rows[(i * Width) + j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    rows[(i * Width) + j] = Math.Min(rows[(i * Width) + j], rows[((i - 2) * Width) + j - 2] + 1);
                }
            }
        }

        return rows[(a.Length * Width) + b.Length];
    }
}
