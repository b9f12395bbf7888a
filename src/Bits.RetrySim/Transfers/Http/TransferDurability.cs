namespace Bits.RetrySim;

/// <summary>What the bytes of a file outlive that a job counts as transferred.</summary>
public enum TransferDurability
{
    /// <summary>The end of the process, however it comes: bytes count when they were handed to the operating system.</summary>
    Process = 0,

    /// <summary>
    /// A power failure as well: bytes count when they are on the disk, and a job is completed when the names of its files are. Progress is told in larger steps.
    /// </summary>
    Power = 1,
}
