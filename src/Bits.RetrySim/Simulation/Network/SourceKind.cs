namespace Bits.RetrySim;

/// <summary>From what a file is fetched (FILE-4).</summary>
internal enum SourceKind : byte
{
    /// <summary>A web server.</summary>
    Http,

    /// <summary>A share of a file server.</summary>
    Share,

    /// <summary>A drive of this machine.</summary>
    LocalFile,
}
