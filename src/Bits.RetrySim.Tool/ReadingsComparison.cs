namespace Bits.RetrySim.Tool;

/// <summary>How a scenario ended under each preset of <see cref="BitsReadings"/>, and which readings change that.</summary>
/// <param name="Title">What the scenario is called.</param>
/// <param name="Jobs">The names of its jobs.</param>
/// <param name="Presets">For each preset the outcomes of the jobs.</param>
/// <param name="Decisive">The readings which, changed alone from the default, lead to another outcome.</param>
internal sealed record ReadingsComparison(
    string Title,
    IReadOnlyList<string> Jobs,
    IReadOnlyList<(string Name, IReadOnlyList<Outcome> Outcomes)> Presets,
    IReadOnlyList<string> Decisive)
{
    private static readonly (string Name, Func<BitsReadings> Make)[] Named =
    [
        ("Observed, the default", BitsReadings.Observed),
        ("Documented", BitsReadings.Documented),
        ("V0_1", BitsReadings.V0_1),
    ];

    /// <summary>Each reading, turned to what is not its default.</summary>
    private static readonly (string Name, Action<BitsReadings> Turn)[] Turns =
    [
        ("ImmediateRetries = 0", readings => readings.ImmediateRetries = 0),
        ("RestartKeepsTransientError", readings => readings.RestartKeepsTransientError = true),
        ("SettlingTries = 10", readings => readings.SettlingTries = 10),
        ("BlockedTimeout = Freeze", readings => readings.BlockedTimeout = BlockedTimeout.Freeze),
        ("BlockedTimeout = Clear", readings => readings.BlockedTimeout = BlockedTimeout.Clear),
        ("DelayAboveTimeout = FailAtTimeout", readings => readings.DelayAboveTimeout = DelayAboveTimeout.FailAtTimeout),
        ("ZeroTimeoutFailsBlocks = false", readings => readings.ZeroTimeoutFailsBlocks = false),
        ("BlocksForeground without GameMode", readings => readings.BlocksForeground &= ~BlockConditions.GameMode),
        ("DefaultCostFlags = TransferAlways", readings => readings.DefaultCostFlags = BackgroundCopyCostStates.TransferAlways),
        ("MinimumRetryDelayFloor = 60 s", readings => readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(60)),
        ("TimeSlice = 60 s", readings => readings.TimeSlice = TimeSpan.FromSeconds(60)),
    ];

    /// <summary>Whether the presets, or single readings, lead to more than one outcome.</summary>
    internal bool IsDecided => Decisive.Count > 0 || Presets.Any(preset => !preset.Outcomes.SequenceEqual(Presets[0].Outcomes));

    /// <summary>Runs a scenario under each of them.</summary>
    /// <param name="run">Runs it under some readings: title, names and outcomes of the jobs.</param>
    internal static ReadingsComparison Make(Func<BitsReadings, (string Title, IReadOnlyList<string> Jobs, IReadOnlyList<Outcome> Outcomes)> run)
    {
        (string title, IReadOnlyList<string> jobs, IReadOnlyList<Outcome> usual) = run(new BitsReadings());
        return new ReadingsComparison(
            title,
            jobs,
            [.. Named.Select(preset => (preset.Name, run(preset.Make()).Outcomes))],
            [.. Turns.Where(turn => !run(Turned(turn.Turn)).Outcomes.SequenceEqual(usual)).Select(turn => turn.Name)]);
    }

    private static BitsReadings Turned(Action<BitsReadings> turn)
    {
        BitsReadings readings = new();
        turn(readings);
        return readings;
    }
}
