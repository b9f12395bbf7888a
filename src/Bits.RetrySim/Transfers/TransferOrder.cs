namespace Bits.RetrySim;

/// <summary>What one attempt is to fetch.</summary>
/// <param name="Now">The engine's instant, in ticks.</param>
/// <param name="Generation">The number to hand back with every report of this attempt.</param>
/// <param name="Job">The job's creation number, for hints and traces.</param>
/// <param name="Foreground">Whether the job is a foreground job (SCHED-2, SCHED-9).</param>
/// <param name="RemoteName">The URL.</param>
/// <param name="LocalName">The destination.</param>
/// <param name="Offset">Bytes of the file that are already here; where the transfer goes on.</param>
/// <param name="Version">The file as last told by the server.</param>
/// <param name="Settings">What the requests carry besides.</param>
internal readonly record struct TransferOrder(
    long Now,
    int Generation,
    int Job,
    bool Foreground,
    string RemoteName,
    string LocalName,
    long Offset,
    FileVersion Version,
    TransferSettings Settings)
{
    /// <summary>Whether a server that cannot send the rest may send the whole, because it is another one than the one that sent the beginning (FILE-13).</summary>
    internal bool MayBeginAgain { get; init; }

    /// <summary>The parts of the file that are fetched; offset and bytes are counted over them. Null: the whole file (FILE-11).</summary>
    internal FileRanges? Ranges { get; init; }

    /// <summary>Offset and bytes count what the server has where a file is sent.</summary>
    internal TransferPurpose Purpose { get; init; }

    /// <summary>How many bytes there are to fetch of a file of a size; -1 if that is not known.</summary>
    internal long LengthIn(long size) => Ranges?.LengthIn(size) ?? size;
}
