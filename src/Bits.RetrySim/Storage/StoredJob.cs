namespace Bits.RetrySim;

/// <summary>A job as a store keeps it.</summary>
/// <param name="Id">The job's <see cref="BackgroundCopyJob.Id"/>, by which it is replaced and forgotten.</param>
/// <param name="Data">All that is to be known of it. Whoever stores it neither reads nor changes it.</param>
/// <threadsafety>Immutable, as long as nobody changes the array behind the data; safe for use by any number of threads.</threadsafety>
public sealed record StoredJob(Guid Id, ReadOnlyMemory<byte> Data);
