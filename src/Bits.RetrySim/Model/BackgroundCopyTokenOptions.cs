namespace Bits.RetrySim;

/// <summary>What a helper token is used for, with the numbers of BG_TOKEN_* (section 19, NET-7).</summary>
[Flags]
public enum BackgroundCopyTokenOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Access to local files.</summary>
    LocalFile = 1,

    /// <summary>Access to the network.</summary>
    Network = 2,
}
