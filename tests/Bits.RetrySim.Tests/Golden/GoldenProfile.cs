namespace Bits.RetrySim.Tests;

/// <summary>What kind of scripts are drawn: how long they are, how fast the line is, and which values jobs get.</summary>
internal sealed record GoldenProfile
{
    /// <summary>What happens, happens at multiples of it, so that things fall together.</summary>
    internal required TimeSpan Unit { get; init; }

    internal required int Units { get; init; }

    internal required TimeSpan LookEvery { get; init; }

    internal required int[] Jobs { get; init; }

    internal required int[] Steps { get; init; }

    /// <summary>Bits per second of the line all jobs share; 0 is no limit.</summary>
    internal required long[] Rates { get; init; }

    internal required long[] Sizes { get; init; }

    internal required int[] LatencyMs { get; init; }

    internal required int[] DelaySeconds { get; init; }

    internal required int[] TimeoutSeconds { get; init; }

    internal required int[] MaximumSeconds { get; init; }

    internal required int[] NotifyMs { get; init; }

    internal required BackgroundCopyNotifications[] Flags { get; init; }

    internal required int[] SliceSeconds { get; init; }

    /// <summary>Two or more jobs on one line of little bandwidth, all of them subscribed to JobModification.</summary>
    internal static GoldenProfile Line { get; } = new()
    {
        Unit = TimeSpan.FromSeconds(5),
        Units = 48,
        LookEvery = TimeSpan.FromSeconds(30),
        Jobs = [2, 2, 3, 4, 6],
        Steps = [0, 2, 4, 8, 12],
        Rates = [400, 800, 1600, 1600, 4000, 8000],
        Sizes = [0, 100, 300, 1000, 1000, 1000, 2500, 5000],
        LatencyMs = [0, 0, 100, 1000, 5000],
        DelaySeconds = [5, 5, 10, 15, 60],
        TimeoutSeconds = [1_209_600, 1_209_600, 120, 30, 10, 5, 0],
        MaximumSeconds = [60, 20, 5],
        NotifyMs = [1000, 1000, 2500, 5000, 3333],
        Flags = [(BackgroundCopyNotifications)0x8, (BackgroundCopyNotifications)0xB, (BackgroundCopyNotifications)0x1B],
        SliceSeconds = [300, 300, 20, 10, 5],
    };

    /// <summary>As <see cref="Line"/>, a few bytes each, with a notification for every one of them.</summary>
    internal static GoldenProfile Tiny { get; } = Line with
    {
        Rates = [8, 16, 40, 80],
        Sizes = [1, 5, 10, 10, 20, 40],
        NotifyMs = [0, 0, 1, 500, 1000],
    };

    /// <summary>Hours of anything.</summary>
    internal static GoldenProfile Hours { get; } = Line with
    {
        Unit = TimeSpan.FromMinutes(1),
        Units = 150,
        LookEvery = TimeSpan.FromMinutes(1),
        Jobs = [1, 1, 2, 3, 4],
        Steps = [5, 10, 15, 25],
        Rates = [0, 80_000, 800_000, 8_000_000],
        Sizes = [0, 100_000, 5_000_000, 50_000_000, 500_000_000],
        LatencyMs = [0, 250, 20_000],
        DelaySeconds = [30, 60, 60, 120, 300, 600, 600],
        TimeoutSeconds = [1_209_600, 1_209_600, 7200, 3600, 600, 300, 0],
        MaximumSeconds = [7200, 3600, 600, 60, 0],
        NotifyMs = [60_000, 45_000, 600_000],
        Flags =
        [
            (BackgroundCopyNotifications)0x3, (BackgroundCopyNotifications)0x3, (BackgroundCopyNotifications)0x1B, (BackgroundCopyNotifications)0xB,
            (BackgroundCopyNotifications)0x13, (BackgroundCopyNotifications)0x1F, BackgroundCopyNotifications.None,
        ],
        SliceSeconds = [300, 300, 600, 60],
    };

    /// <summary>Weeks, for the timers that are counted in days.</summary>
    internal static GoldenProfile Weeks { get; } = Hours with
    {
        Unit = TimeSpan.FromHours(6),
        Units = 240,
        LookEvery = TimeSpan.FromHours(12),
        Rates = [0, 800, 8000],
        DelaySeconds = [3600, 7200, 43_200, 86_400],
        TimeoutSeconds = [1_209_600, 1_209_600, 604_800, 86_400, 43_200, int.MaxValue],
        MaximumSeconds = [2_592_000, 604_800, 86_400],
        NotifyMs = [3_600_000, 21_600_000],
        SliceSeconds = [300, 3600],
    };

    /// <summary>Failures that are known where an attempt begins, and nobody who is told of every change.</summary>
    internal static GoldenProfile Foretold { get; } = Line with
    {
        Jobs = [1, 1, 2, 3, 6],
        Steps = [0, 1, 2, 4],
        LatencyMs = [0],
        DelaySeconds = [5, 5, 5, 10, 15],
        Flags = [(BackgroundCopyNotifications)0x3, (BackgroundCopyNotifications)0x13],
    };

    /// <summary>Bytes reported by hand.</summary>
    internal static GoldenProfile Manual { get; } = Line with
    {
        Unit = TimeSpan.FromSeconds(5),
        Units = 120,
        Jobs = [1, 2, 3],
        Rates = [0],
        Sizes = [1000],
        NotifyMs = [0, 500, 5000],
        Flags = [(BackgroundCopyNotifications)0x3, (BackgroundCopyNotifications)0xB, (BackgroundCopyNotifications)0x1B],
        TimeoutSeconds = [1_209_600, 1_209_600, 300, 120, 60, 30, 0],
        MaximumSeconds = [300, 120, 60],
    };
}
