namespace Bits.RetrySim;

/// <summary>A file all of which has been sent, and what the server application makes of it. Guarded by the network's lock.</summary>
internal struct PostedFile
{
    private long _answeredAt;
    private TransferReport _answer;

    /// <summary>Whether the server application has it.</summary>
    internal bool IsPosted { get; private set; }

    /// <summary>The server application is given it.</summary>
    internal void Post(SimulatedTransfer transfer, long now)
    {
        IsPosted = true;
        (_answeredAt, _answer) = transfer.Resource!.UploadTarget_NeedsLock!.Application.Answer_NeedsLock(transfer, now);
    }

    /// <summary>What comes when all bytes of a file have moved, and when.</summary>
    internal readonly (long? Instant, TransferReport Report) Next(SimulatedTransfer transfer, long? bytesEnd) =>
        IsPosted ? (_answeredAt, _answer)
        : transfer.IsPosting ? (bytesEnd, new TransferReport(TransferReportKind.Sent) { Answer = transfer.Resource!.UploadTarget_NeedsLock!.Application.Patience_NeedsLock })
        : (bytesEnd, new TransferReport(TransferReportKind.Completed) { Answer = transfer.AnswerAtTheEnd });
}
