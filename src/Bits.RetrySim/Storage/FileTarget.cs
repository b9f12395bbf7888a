namespace Bits.RetrySim;

/// <summary>Where a file that is fetched lies on this machine.</summary>
/// <param name="LocalName">Where it goes when its job is completed (LIFE-11).</param>
/// <param name="TemporaryName">Where its bytes are until then (FILE-9); the local name itself if the job writes there at once (LIFE-15).</param>
internal readonly record struct FileTarget(string LocalName, string TemporaryName)
{
    /// <summary>How many bytes of it are here.</summary>
    internal long Bytes { get; init; }

    /// <summary>The time stamp that it has once it is here, in UTC ticks (FILE-10); below 0: no server has told one.</summary>
    internal long TimeStamp { get; init; }

    /// <summary>The SHA-256 hash that it has to have, once it is here; null: whatever comes is good.</summary>
    internal string? ExpectedSha256 { get; init; }

    /// <summary>Whether its name is to outlive a power failure as its bytes do.</summary>
    internal bool NeedsDurableName { get; init; }

    /// <summary>Whether its bytes are in their place before the job is completed (LIFE-15).</summary>
    internal bool IsInPlace => TemporaryName == LocalName;
}
