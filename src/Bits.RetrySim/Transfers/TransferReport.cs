using System.Runtime.InteropServices;

namespace Bits.RetrySim;

/// <summary>What can be told of a running attempt.</summary>
internal enum TransferReportKind : byte
{
    /// <summary>Nothing comes: the attempt just waits, as a stalled one does.</summary>
    None,

    /// <summary>Nothing that anybody could see: the line asks to be told to continue at this instant.</summary>
    Look,

    /// <summary>The server shows a certificate that the job's client has to approve: the attempt waits until it is approved or stopped (PROP-25).</summary>
    Asked,

    /// <summary>The server accepted the GET: CONNECTING ends (OQ-40). Carries the file's version and the offset at which the bytes go on.</summary>
    Accepted,

    /// <summary>At least one more byte is here (RETRY-11). Carries the file's bytes.</summary>
    Received,

    /// <summary>
    /// All of a file has been sent, and the server application has yet to answer (RETRY-24). Carries the file's bytes, and how long it is waited for.
    /// </summary>
    Sent,

    /// <summary>The file changed under way: it begins again at 0, without an error (CONS-2). Carries the new version.</summary>
    Restarted,

    /// <summary>
    /// What lies on this machine is of no use, and is to be overwritten: the attempt waits until <see cref="TransferHandle.GoOn"/> says that it is kept that nothing is here
    /// (D-53).
    /// </summary>
    Emptying,

    /// <summary>The whole file is here. Carries the file's bytes.</summary>
    Completed,

    /// <summary>The attempt failed. Carries the code and the file's bytes.</summary>
    Failed,
}

/// <summary>One report of an attempt.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Bytes">Bytes of the file that are here, counted from its beginning.</param>
/// <param name="Version">The file as the server tells it (Accepted, Restarted).</param>
/// <param name="HResult">The error (Failed).</param>
/// <param name="Context">Where the error arose (Failed), if the reporter knows better than the code tells: a full disk is no remote error.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TransferReport(
    TransferReportKind Kind,
    long Bytes = 0,
    FileVersion Version = default,
    int HResult = 0,
    BackgroundCopyErrorContext? Context = null)
{
    /// <summary>One more than the number of the context, so that nothing is 0: every job that was ever tried keeps a report.</summary>
    private readonly byte _context = Context is { } known ? (byte)(known + 1) : (byte)0;

    /// <summary>Where the error arose (Failed), if the reporter knows better than the code tells: a full disk is no remote error.</summary>
    internal BackgroundCopyErrorContext? Context
    {
        get => _context == 0 ? null : (BackgroundCopyErrorContext)(_context - 1);
        init => _context = value is { } known ? (byte)(known + 1) : (byte)0;
    }

    /// <summary>What few answers tell besides (Accepted, Completed, Failed), what has to be approved (Asked), or how long an answer is waited for (Sent).</summary>
    internal TransferAnswer? Answer { get; init; }
}
