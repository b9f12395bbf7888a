namespace Bits.RetrySim;

/// <summary>What can be told of a running attempt.</summary>
internal enum TransferReportKind : byte
{
    /// <summary>Nothing comes: the attempt just waits, as a stalled one does.</summary>
    None,

    /// <summary>The server accepted the GET: CONNECTING ends (OQ-40). Carries size, time stamp and the offset at which the bytes go on.</summary>
    Accepted,

    /// <summary>At least one more byte is here (RETRY-11). Carries the file's bytes.</summary>
    Received,

    /// <summary>Size or time stamp changed under way: the file begins again at 0, without an error (CONS-2). Carries the new ones.</summary>
    Restarted,

    /// <summary>The whole file is here. Carries the file's bytes.</summary>
    Completed,

    /// <summary>The attempt failed. Carries the code and the file's bytes.</summary>
    Failed,
}

/// <summary>One report of an attempt.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Bytes">Bytes of the file that are here, counted from its beginning.</param>
/// <param name="Size">The file's size (Accepted, Restarted); -1 when unknown.</param>
/// <param name="TimeStamp">The file's time stamp (Accepted, Restarted), in UTC ticks; <see cref="FileVersion.NoTimeStamp"/> if the server tells none.</param>
/// <param name="HResult">The error (Failed).</param>
internal readonly record struct TransferReport(
    TransferReportKind Kind, long Bytes = 0, long Size = -1, long TimeStamp = FileVersion.NoTimeStamp, int HResult = 0);
