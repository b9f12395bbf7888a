namespace Bits.RetrySim;

/// <summary>All that the service keeps about one file of a job. Guarded by the service's lock.</summary>
internal sealed class FileRecord(string remoteName, string localName)
{
    /// <summary>The remote name of a reply before the server application has told where it is (UP-6).</summary>
    internal const string NotYetNamed = "";

    /// <summary>What clients hold; a mark that the face sets and finds again.</summary>
    internal object? Face;

    private static readonly FileExtras NoExtras = new();

    private FileExtras? _extras;
    private FileMarks _marks;
    private ushort _status;
    private long _bytes;

    /// <summary>Where it comes from next (FILE-13, FILE-14, PROP-31).</summary>
    internal string RemoteName { get; private set; } = remoteName;

    /// <summary>Only that of a reply changes (UP-6).</summary>
    internal string LocalName { get; private set; } = localName;

    /// <summary>Whether it is sent: it is the client's own file, which is neither renamed nor deleted (UP-1).</summary>
    internal bool IsSent => Has(FileMarks.Sent);

    /// <summary>The position in the job, from 0.</summary>
    internal int Index { get; set; }

    /// <summary>Whether Complete has renamed the file (PROG-4).</summary>
    internal bool IsCompleted
    {
        get => Has(FileMarks.Completed);
        set => Mark(FileMarks.Completed, value);
    }

    /// <summary>Whether nobody has answered to its present remote name yet: who cannot go on where it stands may begin it again (FILE-13).</summary>
    internal bool IsRenamed => Has(FileMarks.Renamed);

    /// <summary>Whether all of it is here; it is not fetched any more, unless the client refuses it (ERR-35).</summary>
    internal bool HasArrived
    {
        get => Has(FileMarks.Arrived);
        set => Mark(FileMarks.Arrived, value);
    }

    /// <summary>Whether its FileTransferred has been acknowledged (CB-10).</summary>
    internal bool IsTold => Has(FileMarks.Told);

    /// <summary>Whether the client has found its content good. Complete without a word is as good as that (CONS-6, CONS-7).</summary>
    internal bool IsValidated
    {
        get => Has(FileMarks.Validated | FileMarks.Completed);
        set => Mark(FileMarks.Validated, value);
    }

    /// <summary>The HTTP status of the last response; 0 if there was none (HTTP-8).</summary>
    internal int Status => _status;

    /// <summary>Whether the last response was one of HTTP/1.0 (HTTP-1).</summary>
    internal bool IsHttp10 => Has(FileMarks.Http10);

    /// <summary>Bytes that are here, as last settled.</summary>
    internal long Bytes
    {
        get => _bytes;
        set
        {
            if (value < _bytes)
            {
                Order?.BeginAgain();
            }

            _bytes = value;
        }
    }

    /// <summary>The file as the server told it last (CONS-1).</summary>
    internal FileVersion Version { get; set; } = FileVersion.Unknown;

    /// <summary>The parts of it that are fetched; null: all of it (FILE-11).</summary>
    internal FileRanges? Ranges
    {
        get => Extras.Ranges;
        init => MakeExtras().Ranges = value;
    }

    /// <summary>In which order its bytes come, once parts of it have been asked for; null: from its beginning (FILE-24).</summary>
    internal FetchOrder? Order => Extras.Order;

    /// <summary>Whether all of it is fetched, from its beginning on.</summary>
    internal bool IsFetchedWhole => _extras is not { Ranges: not null } and not { Order: not null };

    /// <summary>Whether parts of it have been asked for that are not here.</summary>
    internal bool IsAsked => !HasArrived && Order is { } order && order.IsPending(Bytes, Version.Size);

    /// <summary>Whether parts of it are here that the client has asked for and not heard of (CB-11).</summary>
    internal bool HasRangesToTell => Order?.NextEnd(Version.Size) is >= 0 and var end && end <= Bytes;

    /// <summary>Its server has turned out to know no ranges; another one may (FILE-24).</summary>
    internal bool LacksRanges => Has(FileMarks.LacksRanges);

    /// <summary>What the next request fetches of it; null: all.</summary>
    internal FileRanges? Fetched => Ranges ?? Order?.Fetch(Bytes, Version.Size);

    /// <summary>How many bytes are fetched of it; -1 while that is not known (PROG-3, PROG-6).</summary>
    internal long Total => Ranges is { } ranges ? ranges.LengthIn(Version.Size) : Version.Size;

    /// <summary>What it has that few have, to be read.</summary>
    internal FileExtras Extras => _extras ?? NoExtras;

    /// <summary>Whether what has come is another file than the client expects; of what nobody has looked into it is not known.</summary>
    internal bool IsOther(TransferAnswer? end) => ContentHash.Differs(Extras.ExpectedSha256, end?.Sha256);

    /// <summary>The hash that it has to have; null: none.</summary>
    internal void Expect(string? sha256)
    {
        if (sha256 != Extras.ExpectedSha256)
        {
            MakeExtras().ExpectedSha256 = sha256;
        }
    }

    /// <summary>A file that was kept.</summary>
    internal static FileRecord Of(FileSnapshot kept)
    {
        FileRecord file = new(kept.RemoteName, kept.LocalName) { _bytes = kept.Bytes, Version = new FileVersion(kept.Size, kept.TimeStamp) };
        file.Mark(FileMarks.Completed, kept.IsCompleted);
        file.Mark(FileMarks.Renamed, kept.IsRenamed);
        file.Mark(FileMarks.Arrived, kept.HasArrived);
        file.Mark(FileMarks.Told, kept.IsTold);
        file.Mark(FileMarks.Validated, kept.IsValidated);
        file.Mark(FileMarks.LacksRanges, kept.LacksRanges);
        file.Mark(FileMarks.Sent, kept.IsSent);
        file.Mark(FileMarks.Http10, kept.Response is { IsHttp10: true });
        file._status = (ushort)(kept.Response?.Status ?? 0);
        file._extras = FileExtras.Of(kept);
        return file;
    }

    /// <summary>A file to send, as it is on this machine now (CONS-4).</summary>
    internal static FileRecord ToSend(string remoteName, string localName)
    {
        FileRecord file = new(remoteName, localName);
        file.Mark(FileMarks.Sent, true);
        return file;
    }

    /// <summary>A reply goes elsewhere (UP-6).</summary>
    internal void MoveTo(string localName) => LocalName = localName;

    /// <summary>The server application has told where the reply is (UP-6).</summary>
    internal void BecomeKnown(string remoteName) => RemoteName = remoteName;

    /// <summary>All of it is here, or there: the server has what was sent (PROG-4).</summary>
    internal void Arrive()
    {
        HasArrived = true;
        IsCompleted |= IsSent;
    }

    /// <summary>The client gives it another remote name.</summary>
    internal void Rename(string newName)
    {
        MakeExtras().KeptRemoteName ??= RemoteName;
        RemoteName = newName;
        Mark(FileMarks.Renamed, true);
        Mark(FileMarks.LacksRanges, false);
    }

    /// <summary>Resume keeps the name that was set (FILE-13).</summary>
    internal void KeepName()
    {
        if (_extras is not null)
        {
            _extras.KeptRemoteName = null;
        }
    }

    /// <summary>A restart brings back the name that was kept last; says whether it was another one (FILE-13).</summary>
    internal bool RestoreName()
    {
        if (Extras.KeptRemoteName is not { } kept)
        {
            return false;
        }

        KeepName();
        bool differs = kept != RemoteName;
        RemoteName = kept;
        return differs;
    }

    /// <summary>What a report tells besides bytes: a redirect, and the head of a response.</summary>
    internal void Hear(in TransferReport report)
    {
        RemoteName = report.Answer?.RemoteName ?? RemoteName;
        if (report.Kind == TransferReportKind.Accepted)
        {
            Mark(FileMarks.Http10, report.Answer is { IsHttp10: true });
            HearFile(report.Bytes, report.Answer?.Headers ?? "");
        }
        else if (report.Kind == TransferReportKind.Restarted)
        {
            HearFile(0, Extras.Headers);
        }
        else if (report.Kind == TransferReportKind.Failed)
        {
            Mark(FileMarks.Http10, report.Answer is { IsHttp10: true });
            HearFailure(report.HResult, report.Answer?.Headers ?? "");
            Mark(FileMarks.LacksRanges, LacksRanges || report.HResult is HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED or HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT);
        }
    }

    /// <summary>Only a failure with a status is a response.</summary>
    internal void HearFailure(int hresult, string headers = "")
    {
        if (HResults.TryGetHttpStatus(hresult, out int status))
        {
            HearResponse(status, 0, headers);
        }
    }

    /// <summary>The server has answered to the present name: the bytes go on at an offset, of this version.</summary>
    internal void Accept(in TransferReport report)
    {
        Version = report.Version;
        Bytes = report.Bytes;
        Mark(FileMarks.Renamed | FileMarks.LacksRanges, false);
    }

    /// <summary>The client will not have what has arrived: there is nothing of it (ERR-35).</summary>
    internal void Discard()
    {
        Mark(FileMarks.Arrived | FileMarks.Told | FileMarks.BeingTold | FileMarks.Validated, false);
        Bytes = 0;
    }

    /// <summary>FileTransferred is called for it.</summary>
    internal void BeginTelling() => Mark(FileMarks.BeingTold, true);

    /// <summary>FileTransferred has been acknowledged; that counts if it is still about what is here (CB-10).</summary>
    internal void EndTelling()
    {
        if (Has(FileMarks.BeingTold))
        {
            Mark(FileMarks.BeingTold, false);
            Mark(FileMarks.Told, true);
        }
    }

    /// <summary>All of it is fetched, as if nobody had asked for parts.</summary>
    internal void ForgetOrder()
    {
        if (_extras is not null)
        {
            _extras.Order = null;
        }
    }

    /// <summary>From now on its bytes come in another order than from its beginning (FILE-24).</summary>
    internal FetchOrder MakeOrder() => MakeExtras().Order ??= new FetchOrder(Bytes);

    internal FileSnapshot ToSnapshot() => new(RemoteName, LocalName, Bytes, Version.Size, Version.TimeStamp, IsCompleted)
    {
        HasArrived = HasArrived,
        IsTold = IsTold,
        IsValidated = IsValidated,
        KeptRemoteName = Extras.KeptRemoteName,
        ExpectedSha256 = Extras.ExpectedSha256,
        IsRenamed = IsRenamed,
        LacksRanges = LacksRanges,
        IsSent = IsSent,
        Ranges = Ranges?.ToKept(),
        Order = Order?.ToSnapshot(),
        Response = _status == 0 ? null : Extras.ToSnapshot(_status, IsHttp10),
    };

    private void HearFile(long from, string headers)
    {
        FileRanges? fetched = Fetched;
        HearResponse(IsSent || (fetched is null && from == 0) ? 200 : 206, from, headers);
        if (fetched != Extras.AnsweredRanges)
        {
            MakeExtras().AnsweredRanges = fetched;
        }
    }

    private void HearResponse(int status, long from, string headers)
    {
        _status = (ushort)status;
        if (from != Extras.AnsweredFrom || headers != Extras.Headers)
        {
            FileExtras extras = MakeExtras();
            (extras.AnsweredFrom, extras.Headers) = (from, headers);
        }
    }

    private FileExtras MakeExtras() => _extras ??= new FileExtras();

    private bool Has(FileMarks mark) => (_marks & mark) != 0;

    private void Mark(FileMarks mark, bool value) => _marks = value ? _marks | mark : _marks & ~mark;
}
