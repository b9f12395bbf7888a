using System.Text.Json;

namespace Bits.RetrySim.Tool;

/// <summary>How jobs ended under each preset of <see cref="BitsReadings"/>, and which readings change that.</summary>
/// <param name="Title">What the incident or the scenario is called.</param>
/// <param name="Jobs">The names of its jobs.</param>
/// <param name="Rows">For each set of readings the outcomes of the jobs.</param>
/// <param name="Decisive">The readings which, changed alone, lead to another outcome.</param>
internal sealed record ReadingsComparison(
    string Title,
    IReadOnlyList<string> Jobs,
    IReadOnlyList<(string Name, IReadOnlyList<Outcome> Outcomes)> Rows,
    IReadOnlyList<string> Decisive)
{
    private static readonly (string Name, Func<BitsReadings> Make)[] Presets =
    [
        ("Observed, the default", BitsReadings.Observed),
        ("Documented", BitsReadings.Documented),
        ("V0_1", BitsReadings.V0_1),
    ];

    /// <summary>Each reading, and another value that it can have: for a switch the other one.</summary>
    private static readonly (string Name, Func<BitsReadings, object> Turn)[] Turns =
    [
        ("MinimumRetryDelayFloor", readings => (readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(readings.MinimumRetryDelayFloor.TotalSeconds == 60 ? 5 : 60)).TotalSeconds + " s"),
        ("DelayAboveTimeout", readings => readings.DelayAboveTimeout = 1 - readings.DelayAboveTimeout),
        ("ImmediateRetries", readings => readings.ImmediateRetries = readings.ImmediateRetries == 0 ? 3 : 0),
        ("RestartKeepsTransientError", readings => readings.RestartKeepsTransientError = !readings.RestartKeepsTransientError),
        ("SettlingTries", readings => readings.SettlingTries = readings.SettlingTries == 0 ? 10 : 0),
        .. Enum.GetValues<BlockedTimeout>().Select(value => (nameof(BlockedTimeout), (Func<BitsReadings, object>)(readings => readings.BlockedTimeout = value))),
        ("ResumeKeepsNoProgressTimer", readings => readings.ResumeKeepsNoProgressTimer = !readings.ResumeKeepsNoProgressTimer),
        ("CountsFirstConnectFailure", readings => readings.CountsFirstConnectFailure = !readings.CountsFirstConnectFailure),
        ("CompleteNeedsAnArrivedFile", readings => readings.CompleteNeedsAnArrivedFile = !readings.CompleteNeedsAnArrivedFile),
        ("SuspendHidesError", readings => readings.SuspendHidesError = !readings.SuspendHidesError),
        .. Conditions.Select(condition => ("BlocksForeground", (Func<BitsReadings, object>)(readings =>
        {
            readings.BlocksForeground ^= condition;
            return $"{((readings.BlocksForeground & condition) != 0 ? "with" : "without")} {condition}";
        }))),
        ("SuspendKeepsErrorAndTransferred", readings => readings.SuspendKeepsErrorAndTransferred = !readings.SuspendKeepsErrorAndTransferred),
        ("ResumeTransferredIsEmpty", readings => readings.ResumeTransferredIsEmpty = !readings.ResumeTransferredIsEmpty),
        .. CostSets.Select(set => ("DefaultCostFlags", (Func<BitsReadings, object>)(readings => readings.DefaultCostFlags = set))),
        ("RedeliveryInterval", readings => (readings.RedeliveryInterval = TimeSpan.FromSeconds(5)).Value.TotalSeconds + " s"),
        ("TimeSlice", readings => (readings.TimeSlice = TimeSpan.FromSeconds(readings.TimeSlice.TotalSeconds == 60 ? 300 : 60)).TotalSeconds + " s"),
        ("ZeroTimeoutFailsBlocks", readings => readings.ZeroTimeoutFailsBlocks = !readings.ZeroTimeoutFailsBlocks),
    ];

    private static IEnumerable<BlockConditions> Conditions =>
        Enum.GetValues<BlockConditions>().Where(static condition => condition is not (BlockConditions.None or BlockConditions.All));

    private static BackgroundCopyCostStates[] CostSets =>
    [
        BackgroundCopyCostStates.TransferAlways, BackgroundCopyCostStates.TransferNotRoaming, BackgroundCopyCostStates.TransferNoSurcharge,
        BackgroundCopyCostStates.TransferStandard, BackgroundCopyCostStates.TransferUnrestricted,
    ];

    /// <summary>Whether the presets, or single readings, lead to more than one outcome.</summary>
    internal bool IsDecided => Decisive.Count > 0 || Rows.Any(row => !row.Outcomes.SequenceEqual(Rows[0].Outcomes));

    /// <summary>Runs something under each of them.</summary>
    /// <param name="run">Runs it under readings made of its own: title, names and outcomes of the jobs.</param>
    /// <param name="isScenario">Whether it is a scenario, which has readings of its own, and whose reader knows the fields of JSON.</param>
    internal static ReadingsComparison Make(
        Func<Func<BitsReadings, BitsReadings>, (string Title, IReadOnlyList<string> Jobs, IReadOnlyList<Outcome> Outcomes)> run, bool isScenario)
    {
        (string title, IReadOnlyList<string> jobs, IReadOnlyList<Outcome> usual) = run(static own => own);
        (string, IReadOnlyList<Outcome>)[] own = isScenario ? [("as the scenario says", usual)] : [];
        return new ReadingsComparison(
            title,
            jobs,
            [.. own, .. Presets.Select(preset => (preset.Name, run(_ => preset.Make()).Outcomes))],
            [.. Turns.Select(turn => Try(turn.Name, turn.Turn)).OfType<string>().Distinct()]);

        string? Try(string name, Func<BitsReadings, object> turn)
        {
            object value = "";
            bool differs = !run(readings =>
            {
                value = turn(readings);
                return readings;
            }).Outcomes.SequenceEqual(usual);
            return differs ? $"{(isScenario ? Camel(name) : name)} = {(isScenario ? Camel($"{value}") : value)}" : null;
        }
    }

    /// <summary>As it is written in JSON.</summary>
    private static string Camel(string word) => JsonNamingPolicy.CamelCase.ConvertName(word);
}
