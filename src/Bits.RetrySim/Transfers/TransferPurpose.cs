namespace Bits.RetrySim;

/// <summary>What an attempt is for.</summary>
public enum TransferPurpose
{
    /// <summary>A file, or the reply of an upload, is fetched.</summary>
    Download = 0,

    /// <summary>A file is sent (UP-1).</summary>
    Upload = 1,

    /// <summary>The job was cancelled before its file had been sent: the server is told that no more of it comes (LIFE-20).</summary>
    CancelSession = 2,
}
