namespace Bits.RetrySim;

/// <summary>Where a code of the catalogue belongs.</summary>
internal enum CatalogueClass : byte
{
    /// <summary>Not an error.</summary>
    Success,

    /// <summary>The result of a method; as a job's error it is treated like an unlisted code (ERR-43).</summary>
    CallError,

    /// <summary>A job's error that is tried again after the delay.</summary>
    Transient,

    /// <summary>A job's error that ends the attempts.</summary>
    Fatal,

    /// <summary>A job's error that lasts as long as its condition (RETRY-14 to RETRY-16).</summary>
    Waits,

    /// <summary>No source says; treated like an unlisted code (ERR-42).</summary>
    Unclassified,
}
