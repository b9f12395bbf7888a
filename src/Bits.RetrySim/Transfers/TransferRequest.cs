namespace Bits.RetrySim;

/// <summary>What one attempt is to fetch.</summary>
/// <param name="Now">The engine's instant, in ticks.</param>
/// <param name="Generation">The number to hand back with every report of this attempt.</param>
/// <param name="RemoteName">The URL.</param>
/// <param name="LocalName">The destination.</param>
/// <param name="Offset">Bytes of the file that are already here; where the transfer goes on.</param>
/// <param name="Size">The file's size as last told by the server; -1 while unknown.</param>
/// <param name="TimeStamp">The file's time stamp as last told by the server, in UTC ticks; <see cref="FileVersion.NoTimeStamp"/> if unknown.</param>
/// <param name="Foreground">Whether the job is a foreground job (SCHED-2, SCHED-9).</param>
/// <param name="JobNumber">The job's creation number, for hints and traces.</param>
internal readonly record struct TransferRequest(
    long Now,
    int Generation,
    string RemoteName,
    string LocalName,
    long Offset,
    long Size,
    long TimeStamp,
    bool Foreground,
    int JobNumber);
