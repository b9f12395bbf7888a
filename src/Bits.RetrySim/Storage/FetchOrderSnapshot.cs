namespace Bits.RetrySim;

/// <summary>In which order the bytes of a file come of which parts have been asked for, as it could be kept (FILE-24).</summary>
/// <param name="Parts">What comes before the rest, in this order, and whether the client has asked for it or it came in its turn.</param>
/// <param name="Position">Where the rest goes on.</param>
/// <param name="Told">How many of the parts the client has heard of, or need not hear of (CB-11).</param>
internal sealed record FetchOrderSnapshot(IReadOnlyList<(BackgroundCopyFileRange Range, bool IsAsked)> Parts, long Position, int Told);
