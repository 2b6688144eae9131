namespace OvsTop.Tests.Support;

/// <summary>Waits for what another thread or process does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    /// <summary>Forty seconds, where nothing else is said.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="patience">For how long at least: counted in looks, so that a machine that stood still is given its time.</param>
    /// <param name="trouble">Says more when it does not hold.</param>
    public static async Task Until(Func<bool> condition, TimeSpan? patience = null, Func<string>? trouble = null)
    {
        var limit = patience ?? Patience;
        for (int i = 0; i < limit / Step && !condition(); i++)
        {
            await Task.Delay(Step);
        }

        Assert.True(condition(), $"nothing happened within {limit}; {trouble?.Invoke()}");
    }
}
