namespace Bits.RetrySim.Tests;

/// <summary>Time spans as BITS stores them: numbers of seconds or milliseconds in 32 bits.</summary>
public sealed class LimitSpanTests
{
    private const long Longest = uint.MaxValue;

    private static readonly Dictionary<string, (Func<BackgroundCopyJob, TimeSpan> Get, Action<BackgroundCopyJob, TimeSpan> Set, TimeSpan Unit)> Properties =
        new(StringComparer.Ordinal)
        {
            ["MinimumRetryDelay"] = (job => job.MinimumRetryDelay, (job, span) => job.MinimumRetryDelay = span, TimeSpan.FromSeconds(1)),
            ["NoProgressTimeout"] = (job => job.NoProgressTimeout, (job, span) => job.NoProgressTimeout = span, TimeSpan.FromSeconds(1)),
            ["MaximumDownloadTime"] = (job => job.MaximumDownloadTime, (job, span) => job.MaximumDownloadTime = span, TimeSpan.FromSeconds(1)),
            ["MinimumNotificationInterval"] =
                (job => job.MinimumNotificationInterval, (job, span) => job.MinimumNotificationInterval = span, TimeSpan.FromMilliseconds(1)),
        };

    public static TheoryData<string> Names => [.. Properties.Keys];

    [Theory]
    [Trait("Rule", "METHOD-TimerSetters")]
    [Trait("Rule", "PROP-7")]
    [MemberData(nameof(Names))]
    public void Setter_LongestAndShortestSpan_AreStored(string name)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        (Func<BackgroundCopyJob, TimeSpan> get, Action<BackgroundCopyJob, TimeSpan> set, TimeSpan unit) = Properties[name];

        set(job, TimeSpan.FromTicks(unit.Ticks * Longest));
        get(job).Should().Be(TimeSpan.FromTicks(unit.Ticks * Longest));
        set(job, TimeSpan.Zero);

        get(job).Should().Be(name == "MinimumRetryDelay" ? TimeSpan.FromSeconds(5) : TimeSpan.Zero, "only the delay has a floor");
    }

    [Theory]
    [Trait("Rule", "METHOD-TimerSetters")]
    [Trait("Rule", "PROP-7")]
    [MemberData(nameof(Names))]
    public void Setter_FractionOfAUnit_IsRoundedUp(string name)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        (Func<BackgroundCopyJob, TimeSpan> get, Action<BackgroundCopyJob, TimeSpan> set, TimeSpan unit) = Properties[name];

        set(job, (60 * unit) + TimeSpan.FromTicks(1));

        get(job).Should().Be(61 * unit);
    }
}
