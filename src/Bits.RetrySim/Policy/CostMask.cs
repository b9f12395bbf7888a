namespace Bits.RetrySim;

/// <summary>What makes a value of <see cref="BackgroundCopyCostStates"/> a set of states, or a single state (COST-1).</summary>
internal static class CostMask
{
    private const BackgroundCopyCostStates AllStates = (BackgroundCopyCostStates)0xFF;

    /// <summary>Whether the value is a set in which a job can run at all: at least one state, and no undefined bit.</summary>
    public static bool IsSet(BackgroundCopyCostStates value) =>
        (value & AllStates) != 0 && (value & ~(AllStates | BackgroundCopyCostStates.IgnoreCongestion)) == 0;

    /// <summary>Whether the value is one state, as the network's is.</summary>
    public static bool IsState(BackgroundCopyCostStates value) =>
        (value & ~AllStates) == 0 && uint.IsPow2((uint)value);

    /// <summary>Whether the value is one of the five sets that the policy of the machine can name (POLICY-11).</summary>
    public static bool IsPredefined(BackgroundCopyCostStates value) => value
        is BackgroundCopyCostStates.TransferAlways
        or BackgroundCopyCostStates.TransferNotRoaming
        or BackgroundCopyCostStates.TransferNoSurcharge
        or BackgroundCopyCostStates.TransferStandard
        or BackgroundCopyCostStates.TransferUnrestricted;
}
