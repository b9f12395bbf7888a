namespace Bits.RetrySim;

/// <summary>A job's error as of a moment, before a client asked for its object (ERR-4 to ERR-6).</summary>
/// <param name="Code">The HRESULT.</param>
/// <param name="Context">Where it arose.</param>
/// <param name="File">The file it belongs to; null when to none.</param>
/// <param name="Protocol">The protocol of the transfer; null when it has to do with none.</param>
internal sealed record ErrorOfJob(int Code, BackgroundCopyErrorContext Context, FileRecord? File, string? Protocol);
