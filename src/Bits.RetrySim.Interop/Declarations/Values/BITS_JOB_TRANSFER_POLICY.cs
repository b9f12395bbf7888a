namespace Bits.RetrySim.Interop;

/// <summary>The costs of a network at which a job transfers (COST-1).</summary>
public enum BITS_JOB_TRANSFER_POLICY : uint
{
    /// <summary><see cref="BackgroundCopyCostStates.TransferAlways"/>.</summary>
    BITS_JOB_TRANSFER_POLICY_ALWAYS = 0x800000FF,

    /// <summary><see cref="BackgroundCopyCostStates.TransferNotRoaming"/>.</summary>
    BITS_JOB_TRANSFER_POLICY_NOT_ROAMING = 0x8000007F,

    /// <summary><see cref="BackgroundCopyCostStates.TransferNoSurcharge"/>.</summary>
    BITS_JOB_TRANSFER_POLICY_NO_SURCHARGE = 0x8000006F,

    /// <summary><see cref="BackgroundCopyCostStates.TransferStandard"/>.</summary>
    BITS_JOB_TRANSFER_POLICY_STANDARD = 0x80000067,

    /// <summary><see cref="BackgroundCopyCostStates.TransferUnrestricted"/>.</summary>
    BITS_JOB_TRANSFER_POLICY_UNRESTRICTED = 0x80000021,
}
