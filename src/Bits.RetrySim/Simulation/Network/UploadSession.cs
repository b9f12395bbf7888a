namespace Bits.RetrySim;

/// <summary>What a server holds of a file that is being sent to it (UP-3). Guarded by the network's lock.</summary>
internal sealed class UploadSession
{
    internal long Bytes { get; set; }

    /// <summary>When the client was last heard of, in the network's ticks.</summary>
    internal long LastHeard { get; set; }
}
