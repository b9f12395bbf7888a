using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>
/// How the emulation behaves where the documentation of BITS is silent or contradicts itself. Each property is one open question; its default
/// is what traces of real Windows show, and the recommended reading where none tell (<see cref="Observed"/>). Set another to see whether code under
/// test depends on the answer; <see cref="V0_1"/> brings version 0.1 back.
/// </summary>
/// <remarks>
/// Values are checked and copied when a manager is made, all of them at once; the exception is an <see cref="ArgumentException"/> with
/// E_INVALIDARG. Later changes have no effect on that manager.
/// </remarks>
/// <threadsafety>Not safe for use by several threads while it is changed.</threadsafety>
public sealed class BitsReadings
{
    /// <summary>
    /// The shortest retry delay: a job's MinimumRetryDelay below it is stored as this value, as SetMinimumRetryDelay does (RETRY-3, RETRY-4,
    /// OQ-1). The reference of the interface says 5 seconds, the help of the PowerShell module says 60.
    /// </summary>
    /// <value>Whole seconds, 0 to <see cref="uint.MaxValue"/>. The default is 5 seconds.</value>
    public TimeSpan MinimumRetryDelayFloor { get; set; } = Defaults.MinimumRetryDelayFloor;

    /// <summary>When a job whose retry delay exceeds its no-progress timeout fails (RETRY-7, OQ-2).</summary>
    /// <value>The default is <see cref="DelayAboveTimeout.FailAtOnce"/>.</value>
    public DelayAboveTimeout DelayAboveTimeout { get; set; } = DelayAboveTimeout.FailAtOnce;

    /// <summary>
    /// How many requests of a job are made again at once because the request before failed after the server's answer and before a byte, unseen by
    /// the client (RETRY-28).
    /// </summary>
    /// <value>0 to 10. The default is 3, as traces show; the documentation knows of none.</value>
    public int ImmediateRetries { get; set; } = Defaults.ImmediateRetries;

    /// <summary>
    /// Whether a job in TRANSIENT_ERROR keeps its state and its retry over a restart of the service instead of being queued (CLOCK-8, OQ-13).
    /// </summary>
    /// <value>The default is false, as traces show.</value>
    public bool RestartKeepsTransientError { get; set; }

    /// <summary>
    /// Whether an unfinished high-performance job outlives a restart of the service, without its bytes, instead of being cancelled by it (PROG-8).
    /// </summary>
    /// <value>The default is false, as traces show.</value>
    public bool RestartKeepsHighPerformance { get; set; }

    /// <summary>
    /// How often, a second apart, jobs in TRANSIENT_ERROR are tried again after a change or a return of the network, while it settles (NET-11).
    /// </summary>
    /// <value>0 to 60. The default is 0.</value>
    public int SettlingTries { get; set; }

    /// <summary>What the no-progress timer does while a job is blocked (RETRY-17, OQ-4).</summary>
    /// <value>The default is <see cref="BlockedTimeout.Run"/>, the literal reading of the documentation.</value>
    public BlockedTimeout BlockedTimeout { get; set; } = BlockedTimeout.Run;

    /// <summary>Whether the no-progress timer goes on over a Resume instead of being cleared by it (RETRY-21, OQ-10).</summary>
    /// <value>The default is false.</value>
    public bool ResumeKeepsNoProgressTimer { get; set; }

    /// <summary>Whether a first failure to connect raises the job's error count, as a failure in a retry does (ERR-13, OQ-17).</summary>
    /// <value>The default is true.</value>
    public bool CountsFirstConnectFailure { get; set; } = true;

    /// <summary>Whether Complete fails with BG_E_INVALID_STATE as long as no file has arrived (LIFE-21, OQ-22).</summary>
    /// <value>The default is false.</value>
    public bool CompleteNeedsAnArrivedFile { get; set; }

    /// <summary>Whether the error object of a job cannot be read while the job is suspended (ERR-1, OQ-9).</summary>
    /// <value>The default is false: it can be read until bytes are transferred again.</value>
    public bool SuspendHidesError { get; set; }

    /// <summary>The conditions that block foreground jobs too (OQ-39).</summary>
    /// <value>
    /// Any set. The default is all but <see cref="BlockConditions.Bandwidth"/>, <see cref="BlockConditions.BatterySaver"/> and
    /// <see cref="BlockConditions.BackgroundAccess"/>; by public reports <see cref="BlockConditions.GameMode"/> blocks foreground jobs too (NET-9).
    /// </value>
    public BlockConditions BlocksForeground { get; set; } = Defaults.BlocksForeground;

    /// <summary>Whether Suspend leaves a job in ERROR or TRANSFERRED where it is instead of suspending it (OQ-7).</summary>
    /// <value>The default is false.</value>
    public bool SuspendKeepsErrorAndTransferred { get; set; }

    /// <summary>
    /// Whether Resume of a job in TRANSFERRED without new files fails with BG_E_EMPTY instead of succeeding without effect (OQ-8).
    /// </summary>
    /// <value>The default is false.</value>
    public bool ResumeTransferredIsEmpty { get; set; }

    /// <summary>
    /// The network's cost states in which a job runs if neither the job nor the policy says so (COST-4, OQ-15). Windows 10 is reported
    /// not to run such jobs on metered networks, and two test suites that ran on real Windows read TransferUnrestricted from a new job.
    /// </summary>
    /// <value>
    /// At least one of the eight states. The default is <see cref="BackgroundCopyCostStates.TransferUnrestricted"/>; by the documentation it is
    /// <see cref="BackgroundCopyCostStates.TransferAlways"/>.
    /// </value>
    public BackgroundCopyCostStates DefaultCostFlags { get; set; } = Defaults.CostFlags;

    /// <summary>How long after a failed callback the event is delivered again (CB-4, OQ-20).</summary>
    /// <value>
    /// More than 0, at most <see cref="uint.MaxValue"/> seconds. The default, null, is the MinimumRetryDelay that the job has when the
    /// callback fails.
    /// </value>
    public TimeSpan? RedeliveryInterval { get; set; }

    /// <summary>How long a background job runs before another ready job of its level has its turn (SCHED-5, SCHED-7, OQ-24).</summary>
    /// <value>More than 0, at most <see cref="uint.MaxValue"/> seconds. The default is 300 seconds.</value>
    public TimeSpan TimeSlice { get; set; } = Defaults.TimeSlice;

    /// <summary>
    /// Whether a block, such as a lost network, sends a job whose no-progress timeout is 0 to ERROR instead of TRANSIENT_ERROR (STATE-29,
    /// OQ-31).
    /// </summary>
    /// <value>The default is true.</value>
    public bool ZeroTimeoutFailsBlocks { get; set; } = true;

    /// <summary>
    /// What traces of real Windows show, and the recommended readings where none tell: the defaults. Three immediate retries, waiting jobs queued by a
    /// restart, a timeout that runs during blocks, an error that stays readable while suspended, unrestricted networks only for jobs without cost flags.
    /// </summary>
    /// <returns>New readings, to be changed further.</returns>
    public static BitsReadings Observed() => new();

    /// <summary>What the documentation alone says, read literally: no immediate retries, waiting jobs that a restart leaves waiting, any network cost.</summary>
    /// <returns>New readings, to be changed further.</returns>
    public static BitsReadings Documented() => new()
    {
        ImmediateRetries = 0,
        RestartKeepsTransientError = true,
        RestartKeepsHighPerformance = true,
        DefaultCostFlags = BackgroundCopyCostStates.TransferAlways,
    };

    /// <summary>
    /// The readings of version 0.1, as far as they are readings: those of <see cref="Documented"/>, with a timeout that a block stops, an error that is
    /// hidden while suspended, and foreground jobs that game mode does not block.
    /// </summary>
    /// <returns>New readings, to be changed further.</returns>
    [SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = "A version number reads wrong without its dot.")]
    public static BitsReadings V0_1()
    {
        BitsReadings readings = Documented();
        readings.BlockedTimeout = BlockedTimeout.Freeze;
        readings.SuspendHidesError = true;
        readings.BlocksForeground &= ~BlockConditions.GameMode;
        return readings;
    }

    /// <summary>A copy that later changes do not reach.</summary>
    internal BitsReadings Copy() => (BitsReadings)MemberwiseClone();

    /// <summary>Notes every value that is not allowed.</summary>
    internal void AddTo(Violations violations)
    {
        TimeSpan tick = TimeSpan.FromTicks(1);
        violations.AddIfOutside(MinimumRetryDelayFloor, TimeSpan.Zero, Defaults.Longest, nameof(MinimumRetryDelayFloor));
        violations.AddIfNotWhole(MinimumRetryDelayFloor, TimeSpan.FromSeconds(1), nameof(MinimumRetryDelayFloor), "seconds");
        violations.AddIfUndefined(DelayAboveTimeout, nameof(DelayAboveTimeout));
        violations.AddIfUndefined(BlockedTimeout, nameof(BlockedTimeout));
        violations.AddIf(
            ImmediateRetries is < 0 or > Defaults.MostImmediateRetries,
            $"{violations.Name(nameof(ImmediateRetries))} is {ImmediateRetries} and must be between 0 and {Defaults.MostImmediateRetries}.");
        violations.AddIf(
            SettlingTries is < 0 or > Defaults.MostSettlingTries,
            $"{violations.Name(nameof(SettlingTries))} is {SettlingTries} and must be between 0 and {Defaults.MostSettlingTries}.");
        violations.AddIf((BlocksForeground & ~BlockConditions.All) != 0, $"{violations.Name(nameof(BlocksForeground))} is {(int)BlocksForeground} and has undefined bits; the defined ones are {(int)BlockConditions.All}.");
        violations.AddIf(
            !CostMask.IsSet(DefaultCostFlags),
            $"{violations.Name(nameof(DefaultCostFlags))} is {DefaultCostFlags} and must hold at least one cost state and no undefined bit.");
        violations.AddIfOutside(RedeliveryInterval ?? tick, tick, Defaults.Longest, nameof(RedeliveryInterval));
        violations.AddIfOutside(TimeSlice, tick, Defaults.Longest, nameof(TimeSlice));
    }
}
