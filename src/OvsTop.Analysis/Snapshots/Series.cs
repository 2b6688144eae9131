namespace OvsTop.Analysis.Snapshots;

/// <summary>One value per past tick, oldest first, for sparklines.</summary>
/// <param name="values">At most <see cref="Length"/> values; not copied, never changed afterwards.</param>
public sealed class Series(float[] values)
{
    /// <summary>Ticks remembered.</summary>
    public const int Length = 120;

    /// <summary>A series without values.</summary>
    public static Series Empty { get; } = new([]);

    /// <summary>Oldest first.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>The largest value; 0 without any.</summary>
    public float Largest
    {
        get
        {
            float largest = 0;
            foreach (float value in values)
            {
                largest = Math.Max(largest, value);
            }

            return largest;
        }
    }
}
