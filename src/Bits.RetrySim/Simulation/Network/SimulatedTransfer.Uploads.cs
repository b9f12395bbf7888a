namespace Bits.RetrySim;

// Files that are sent (UP-1 to UP-5).
internal sealed partial class SimulatedTransfer
{
    private TransferPurpose _purpose;

    /// <summary>The file of this machine that is sent.</summary>
    private SimulatedResource? Source => _attempt?.Source;

    internal TransferPurpose Purpose => _purpose;

    /// <summary>Whether a whole file is given to somebody who answers: on a share nobody is asked.</summary>
    internal bool IsPosting => _purpose == TransferPurpose.Upload && _kind == SourceKind.Http;

    /// <summary>What is told when all bytes of a file are here of which somebody said what it holds.</summary>
    internal TransferAnswer? AnswerAtTheEnd =>
        _purpose != TransferPurpose.Download ? null
        : _resource?.Content_NeedsLock is { } content ? TransferAnswer.None with { Content = content }
        : Ranges is null or { IsRandomAccess: true } ? _resource?.HashAnswer_NeedsLock
        : null;

    /// <summary>The server takes what comes.</summary>
    internal void BeginUpload(RequestEntry? request, long now)
    {
        switch (_purpose)
        {
            case TransferPurpose.Upload:
                bool isNew = Sessions.Hear(this, now);
                request?.Send(isNew ? BitsPackets.CreateSession : BitsPackets.None);
                break;
            case TransferPurpose.CancelSession:
                Sessions.Close(this);
                request?.Send(BitsPackets.CancelSession);
                break;
            default:
                break;
        }
    }

    /// <summary>The attempt is over: so much has the server got; with the application's word the session is over as well.</summary>
    internal void EndUpload(RequestEntry? request, long from, long bytes, bool isPosted, bool isTaken, long now)
    {
        if (_purpose != TransferPurpose.Upload)
        {
            return;
        }

        Sessions.Settle(this, bytes, now);
        request?.CountFragments(bytes - from, _resource!.UploadTarget_NeedsLock!.MaximumFragment_NeedsLock);
        request?.Send(isPosted ? BitsPackets.CloseSession : BitsPackets.None);
        if (isTaken)
        {
            Sessions.Close(this);
        }
    }

    /// <summary>When the file that moves is, or becomes, another one.</summary>
    internal bool TryNextChange(long now, long request, in FileVersion accepted, out long instant, out FileVersion changed)
    {
        if (_purpose == TransferPurpose.CancelSession)
        {
            (instant, changed) = (0, accepted);
            return false;
        }

        return (Source ?? _resource!).TryNextChange_NeedsLock(now, Source is null ? request : 0, accepted, out instant, out changed);
    }

    private UploadSessions Sessions => _resource!.UploadTarget_NeedsLock!.Sessions_NeedsLock;

    /// <summary>0, or the code with which a place refuses that something is sent there, or fetched from it.</summary>
    private int RefuseDirection()
    {
        bool takes = _resource!.UploadTarget_NeedsLock is not null;
        return takes == (_purpose != TransferPurpose.Download) ? 0
            : _kind != SourceKind.Http ? HResults.E_ACCESSDENIED
            : takes ? HResults.BG_E_HTTP_ERROR_405
            : HResults.BG_E_HTTP_ERROR_501;
    }

    /// <summary>What of a file the server has got, or that it takes it; the file is as it was when it was added (CONS-4).</summary>
    private int ServeUpload(long instant, out FileVersion version, out long from)
    {
        (version, from) = _purpose == TransferPurpose.Upload ? (Version, Math.Min(Sessions.Find(this, instant)?.Bytes ?? 0, Version.Size)) : (new FileVersion(0, FileVersion.NoTimeStamp), 0);
        return version.Size > _resource!.UploadTarget_NeedsLock!.MaximumSize_NeedsLock ? HResults.BG_E_TOO_LARGE : 0;
    }

    /// <summary>Whether the file that is sent is another one than the one that was added (ERR-34).</summary>
    private bool HasSourceChanged(long instant) =>
        _purpose == TransferPurpose.Upload && Source is not null && Version.DiffersFrom(Source.VersionAt_NeedsLock(instant, 0));
}
