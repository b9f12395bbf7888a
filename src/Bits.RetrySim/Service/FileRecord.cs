namespace Bits.RetrySim;

/// <summary>All that the service keeps about one file of a job. Guarded by the service's lock.</summary>
internal sealed class FileRecord(string remoteName, string localName)
{
    /// <summary>What clients hold; a mark that the face sets and finds again.</summary>
    internal object? Face;

    private static readonly FileExtras NoExtras = new();

    private FileExtras? _extras;
    private FileMarks _marks;

    /// <summary>Where it comes from next (FILE-13, FILE-14, PROP-31).</summary>
    internal string RemoteName { get; private set; } = remoteName;

    internal string LocalName { get; } = localName;

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

    /// <summary>Bytes that are here, as last settled.</summary>
    internal long Bytes { get; set; }

    /// <summary>The file as the server told it last (CONS-1).</summary>
    internal FileVersion Version { get; set; } = FileVersion.Unknown;

    /// <summary>What it has that few have, to be read.</summary>
    internal FileExtras Extras => _extras ?? NoExtras;

    /// <summary>The client gives it another remote name.</summary>
    internal void Rename(string newName)
    {
        MakeExtras().KeptRemoteName ??= RemoteName;
        RemoteName = newName;
        Mark(FileMarks.Renamed, true);
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

    /// <summary>The server has told something besides the file.</summary>
    internal void Take(TransferAnswer answer)
    {
        RemoteName = answer.RemoteName ?? RemoteName;
        if (answer.Headers != Extras.Headers)
        {
            MakeExtras().Headers = answer.Headers;
        }
    }

    /// <summary>The server has answered to the present name: the bytes go on at an offset, of this version.</summary>
    internal void Accept(in TransferReport report)
    {
        Version = report.Version;
        Bytes = report.Bytes;
        Mark(FileMarks.Renamed, false);
    }

    internal FileSnapshot ToSnapshot() => new(RemoteName, LocalName, Bytes, Version.Size, Version.TimeStamp, IsCompleted);

    private FileExtras MakeExtras() => _extras ??= new FileExtras();

    private bool Has(FileMarks mark) => (_marks & mark) != 0;

    private void Mark(FileMarks mark, bool value) => _marks = value ? _marks | mark : _marks & ~mark;
}
