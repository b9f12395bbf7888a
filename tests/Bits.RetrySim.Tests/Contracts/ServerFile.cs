namespace Bits.RetrySim.Tests;

/// <summary>The files of the server that <see cref="TransferLineContract"/> asks, by what becomes of them.</summary>
internal enum ServerFile
{
    /// <summary>1,000 bytes, all of which come.</summary>
    Whole,

    /// <summary>404.</summary>
    Missing,

    /// <summary>1,000 bytes; the connection breaks off after 400.</summary>
    Breaks,

    /// <summary>1,000 bytes; after some it is replaced by one of 500.</summary>
    Changes,

    /// <summary>1,000 bytes; after some no more come, until the attempt is stopped.</summary>
    Waits,
}
