namespace Bits.RetrySim.Tests;

/// <summary>What is there before a script begins.</summary>
internal sealed record GoldenSetup
{
    internal static readonly DateTimeOffset DefaultStart = new(2024, 2, 28, 21, 30, 0, TimeSpan.Zero);

    /// <summary>The system time at the beginning.</summary>
    internal DateTimeOffset Start { get; init; } = DefaultStart;

    /// <summary>Hours by which the local time is ahead of UTC; the hours of the bandwidth policy are local ones.</summary>
    internal int ZoneHours { get; init; }

    /// <summary>How far apart the looks at all jobs are.</summary>
    internal TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(1);

    internal GoldenDrive Drive { get; init; }

    /// <summary>Whether bytes are reported by hand, over a <see cref="ManualTransport"/>.</summary>
    internal bool IsManual { get; init; }

    /// <summary>The corpus it belongs to.</summary>
    internal GoldenEdition Edition { get; init; } = GoldenEdition.Present;

    /// <summary>A simulation of its own making, such as one made from JSON, whose options it is given the chance to change; null: an empty one.</summary>
    internal Func<Action<BackgroundCopyManagerOptions>, BitsSimulation>? Simulation { get; init; }

    /// <summary>Changes the options.</summary>
    internal Action<BackgroundCopyManagerOptions>? Configure { get; init; }

    /// <summary>The clock of a run.</summary>
    internal SimulatedClock Clock() => new(
        Start,
        ZoneHours == 0 ? TimeZoneInfo.Utc : TimeZoneInfo.CreateCustomTimeZone("golden", TimeSpan.FromHours(ZoneHours), "golden", "golden"));
}
