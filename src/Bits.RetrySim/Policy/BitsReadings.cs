namespace Bits.RetrySim;

/// <summary>
/// How the emulation behaves where the documentation of BITS is silent or contradicts itself. Each property is one open question (OQ); its
/// default is the recommended reading. Set another to see whether code under test depends on the answer.
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

    /// <summary>What the no-progress timer does while a job is blocked (RETRY-17, OQ-4).</summary>
    /// <value>The default is <see cref="BlockedTimeout.Freeze"/>.</value>
    public BlockedTimeout BlockedTimeout { get; set; } = BlockedTimeout.Freeze;

    /// <summary>Whether Suspend leaves a job in ERROR or TRANSFERRED where it is instead of suspending it (OQ-7).</summary>
    /// <value>The default is false.</value>
    public bool SuspendKeepsErrorAndTransferred { get; set; }

    /// <summary>
    /// Whether Resume of a job in TRANSFERRED without new files fails with BG_E_EMPTY instead of succeeding without effect (OQ-8).
    /// </summary>
    /// <value>The default is false.</value>
    public bool ResumeTransferredIsEmpty { get; set; }

    /// <summary>
    /// The network's cost states in which a job runs if neither the job nor the policy says so (COST-4, OQ-15). Windows 10 is reported not
    /// to run such jobs on metered networks.
    /// </summary>
    /// <value>At least one of the eight states. The default is <see cref="BackgroundCopyCostStates.TransferAlways"/>.</value>
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
            !CostMask.IsSet(DefaultCostFlags),
            $"DefaultCostFlags is {DefaultCostFlags} and must hold at least one cost state and no undefined bit.");
        violations.AddIfOutside(RedeliveryInterval ?? tick, tick, Defaults.Longest, nameof(RedeliveryInterval));
        violations.AddIfOutside(TimeSlice, tick, Defaults.Longest, nameof(TimeSlice));
    }
}
