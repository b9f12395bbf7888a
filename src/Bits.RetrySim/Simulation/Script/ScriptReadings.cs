using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The readings of a script: a field for each property of <see cref="BitsReadings"/>.</summary>
internal static class ScriptReadings
{
    private static readonly ScriptType<BlockConditions> Conditions = Flags(
        static set => set.Aggregate(BlockConditions.None, static (all, one) => all | one), Enum.GetValues<BlockConditions>());

    private static readonly ScriptField<Func<BitsReadings>> Preset = new(
        "preset",
        ScriptWords.Of<Func<BitsReadings>>(
            "one of \"observed\", \"documented\", \"v0_1\"",
            "`\"observed\"`, `\"documented\"` or `\"v0_1\"`",
            ["observed", "documented", "v0_1"],
            [BitsReadings.Observed, BitsReadings.Documented, BitsReadings.V0_1]),
        "the readings from which the others here differ")
    { Default = "observed" };

    private static readonly ScriptField<TimeSpan> MinimumRetryDelayFloor = new("minimumRetryDelayFloor", JobTime, "the shortest retry delay, whole seconds (RETRY-3, OQ-1)");
    private static readonly ScriptField<DelayAboveTimeout> DelayAboveTimeoutField = new("delayAboveTimeout", Name(Enum.GetValues<DelayAboveTimeout>()), "when a job fails whose retry delay exceeds its timeout (RETRY-7, OQ-2)");
    private static readonly ScriptField<int> ImmediateRetries = new("immediateRetries", Int32(0, Defaults.MostImmediateRetries, "a number from 0 to 10"), "how many requests of a job are made again at once (RETRY-28)");
    private static readonly ScriptField<bool> RestartKeepsTransientError = new("restartKeepsTransientError", ScriptTypes.Boolean, "whether a waiting job goes on waiting over a restart (CLOCK-8, OQ-13)");
    private static readonly ScriptField<bool> RestartKeepsHighPerformance = new("restartKeepsHighPerformance", ScriptTypes.Boolean, "whether an unfinished high-performance job outlives a restart (PROG-8)");
    private static readonly ScriptField<int> SettlingTries = new("settlingTries", Int32(0, Defaults.MostSettlingTries, "a number from 0 to 60"), "how often waiting jobs are tried while a network settles (NET-11)");
    private static readonly ScriptField<BlockedTimeout> BlockedTimeoutField = new("blockedTimeout", Name(Enum.GetValues<BlockedTimeout>()), "what the no-progress timer does while a job is blocked (RETRY-17, OQ-4)");
    private static readonly ScriptField<bool> ResumeKeepsNoProgressTimer = new("resumeKeepsNoProgressTimer", ScriptTypes.Boolean, "whether the no-progress timer goes on over a Resume (RETRY-21, OQ-10)");
    private static readonly ScriptField<bool> CountsFirstConnectFailure = new("countsFirstConnectFailure", ScriptTypes.Boolean, "whether a first failure to connect raises the error count (ERR-13, OQ-17)");
    private static readonly ScriptField<bool> CompleteNeedsAnArrivedFile = new("completeNeedsAnArrivedFile", ScriptTypes.Boolean, "whether Complete fails as long as no file has arrived (LIFE-21, OQ-22)");
    private static readonly ScriptField<bool> SuspendHidesError = new("suspendHidesError", ScriptTypes.Boolean, "whether the error cannot be read while the job is suspended (ERR-1, OQ-9)");
    private static readonly ScriptField<BlockConditions> BlocksForeground = new("blocksForeground", Conditions, "the conditions that block foreground jobs too (OQ-39)");
    private static readonly ScriptField<bool> SuspendKeepsErrorAndTransferred = new("suspendKeepsErrorAndTransferred", ScriptTypes.Boolean, "whether Suspend leaves a job in ERROR or TRANSFERRED where it is (OQ-7)");
    private static readonly ScriptField<bool> ResumeTransferredIsEmpty = new("resumeTransferredIsEmpty", ScriptTypes.Boolean, "whether Resume of a job in TRANSFERRED fails with BG_E_EMPTY (OQ-8)");
    private static readonly ScriptField<BackgroundCopyCostStates> DefaultCostFlags = new("defaultCostFlags", ScriptPolicy.CostFlags, "at which cost jobs run if neither they nor the policy say (COST-4, OQ-15)");
    private static readonly ScriptField<TimeSpan> RedeliveryInterval = new("redeliveryInterval", Duration, "after which time a failed callback is called again (CB-4, OQ-20)") { Default = "the job's retry delay" };
    private static readonly ScriptField<TimeSpan> TimeSlice = new("timeSlice", Duration, "how long a background job runs before others have their turn (SCHED-5, OQ-24)");
    private static readonly ScriptField<bool> ZeroTimeoutFailsBlocks = new("zeroTimeoutFailsBlocks", ScriptTypes.Boolean, "whether a block sends a job with a timeout of 0 to ERROR (STATE-29, OQ-31)");

    internal static ScriptObject<Func<BitsReadings>> Readings { get; } = new(
        "readings",
        "How the emulation behaves where the documentation of BITS is silent; what is left out is as the preset has it",
        [
            Preset, MinimumRetryDelayFloor, DelayAboveTimeoutField, ImmediateRetries, RestartKeepsTransientError, RestartKeepsHighPerformance, SettlingTries, BlockedTimeoutField,
            ResumeKeepsNoProgressTimer, CountsFirstConnectFailure, CompleteNeedsAnArrivedFile, SuspendHidesError, BlocksForeground,
            SuspendKeepsErrorAndTransferred, ResumeTransferredIsEmpty, DefaultCostFlags, RedeliveryInterval, TimeSlice, ZeroTimeoutFailsBlocks,
        ],
        MakeReadings);

    private static Func<BitsReadings> MakeReadings(ScriptValues values)
    {
        Func<BitsReadings> preset = values.Get(Preset, BitsReadings.Observed);
        Action<BitsReadings> act = new ScriptStep<BitsReadings>.Builder(values)
            .Set(MinimumRetryDelayFloor, static (readings, value) => readings.MinimumRetryDelayFloor = value)
            .Set(DelayAboveTimeoutField, static (readings, value) => readings.DelayAboveTimeout = value)
            .Set(ImmediateRetries, static (readings, value) => readings.ImmediateRetries = value)
            .Set(RestartKeepsTransientError, static (readings, value) => readings.RestartKeepsTransientError = value)
            .Set(RestartKeepsHighPerformance, static (readings, value) => readings.RestartKeepsHighPerformance = value)
            .Set(SettlingTries, static (readings, value) => readings.SettlingTries = value)
            .Set(BlockedTimeoutField, static (readings, value) => readings.BlockedTimeout = value)
            .Set(ResumeKeepsNoProgressTimer, static (readings, value) => readings.ResumeKeepsNoProgressTimer = value)
            .Set(CountsFirstConnectFailure, static (readings, value) => readings.CountsFirstConnectFailure = value)
            .Set(CompleteNeedsAnArrivedFile, static (readings, value) => readings.CompleteNeedsAnArrivedFile = value)
            .Set(SuspendHidesError, static (readings, value) => readings.SuspendHidesError = value)
            .Set(BlocksForeground, static (readings, value) => readings.BlocksForeground = value)
            .Set(SuspendKeepsErrorAndTransferred, static (readings, value) => readings.SuspendKeepsErrorAndTransferred = value)
            .Set(ResumeTransferredIsEmpty, static (readings, value) => readings.ResumeTransferredIsEmpty = value)
            .Set(DefaultCostFlags, static (readings, value) => readings.DefaultCostFlags = value)
            .Set(RedeliveryInterval, static (readings, value) => readings.RedeliveryInterval = value)
            .Set(TimeSlice, static (readings, value) => readings.TimeSlice = value)
            .Set(ZeroTimeoutFailsBlocks, static (readings, value) => readings.ZeroTimeoutFailsBlocks = value)
            .Build();
        Violations violations = new(Wording.Json);
        Make().AddTo(violations);
        try
        {
            violations.ThrowIfAny("readings");
        }
        catch (ArgumentException exception)
        {
            throw values.Node.Wrong($"values that readings can have: {FirstSentence(exception)}", found: null, exception);
        }

        return Make;

        BitsReadings Make()
        {
            BitsReadings readings = preset();
            act(readings);
            return readings;
        }
    }
}
