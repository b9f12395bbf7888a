namespace Bits.RetrySim;

/// <summary>All that the service keeps about one file of a job. Guarded by the service's lock.</summary>
internal sealed class FileRecord(string remoteName, string localName)
{
    /// <summary>What clients hold; a mark that the face sets and finds again.</summary>
    internal object? Face;

    /// <summary>Where it comes from next (FILE-13, FILE-14, PROP-31).</summary>
    internal string RemoteName { get; set; } = remoteName;

    internal string LocalName { get; } = localName;

    /// <summary>The position in the job, from 0.</summary>
    internal int Index { get; set; }

    /// <summary>Whether Complete has renamed the file (PROG-4).</summary>
    internal bool IsCompleted { get; set; }

    /// <summary>Bytes that are here, as last settled.</summary>
    internal long Bytes { get; set; }

    /// <summary>The file as the server told it last (CONS-1).</summary>
    internal FileVersion Version { get; set; } = FileVersion.Unknown;

    /// <summary>Lines of the last response that do not follow from the file (HTTP-8).</summary>
    internal string Headers { get; private set; } = "";

    /// <summary>The server has told something besides the file.</summary>
    internal void Take(TransferAnswer answer) => (RemoteName, Headers) = (answer.RemoteName ?? RemoteName, answer.Headers);

    internal FileSnapshot ToSnapshot() => new(RemoteName, LocalName, Bytes, Version.Size, Version.TimeStamp, IsCompleted);
}
