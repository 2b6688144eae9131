namespace OvsTop.Vswitchd.Unixctl;

/// <summary>
/// When the next request may start. Three limits, the latest counts: a token bucket of depth one (no bursts on the main thread),
/// an account that gains <see cref="UnixctlOptions.Duty"/> of all time and pays for every request, and the pause after failures.
/// Times are offsets from any fixed start.
/// </summary>
internal sealed class UnixctlBudget(UnixctlOptions options)
{
    private TimeSpan nextToken = TimeSpan.MinValue, pausedUntil = TimeSpan.MinValue;
    private TimeSpan credit = options.FirstCredit, creditAt = TimeSpan.Zero;
    private int failures;

    /// <summary>Time to wait before a request may start; zero when it may.</summary>
    public TimeSpan WaitAt(TimeSpan now)
    {
        Accrue(now);
        var wait = credit < TimeSpan.Zero ? -credit / options.Duty : TimeSpan.Zero;
        if (nextToken > now) wait = Max(wait, nextToken - now);
        if (pausedUntil > now) wait = Max(wait, pausedUntil - now);
        return wait;
    }

    /// <summary>A request went out and ended, whether with an answer or not.</summary>
    public void Spent(TimeSpan started, TimeSpan ended)
    {
        nextToken = started + TimeSpan.FromSeconds(1 / options.RequestsPerSecond);
        Accrue(ended);
        credit -= ended - started;
    }

    /// <summary>An answer came: the daemon is well.</summary>
    public void Succeeded() => failures = 0;

    /// <summary>No answer came. Returns the pause.</summary>
    public TimeSpan Failed(TimeSpan now)
    {
        const int EnoughDoublings = 20;
        var pause = options.FirstBackOff * (1 << Math.Min(failures++, EnoughDoublings));
        if (pause > options.LongestBackOff) pause = options.LongestBackOff;
        pausedUntil = now + pause;
        return pause;
    }

    private void Accrue(TimeSpan now)
    {
        if (now <= creditAt) return;
        if (credit < options.DutyCredit) credit = Min(credit + (now - creditAt) * options.Duty, options.DutyCredit);
        creditAt = now;
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
