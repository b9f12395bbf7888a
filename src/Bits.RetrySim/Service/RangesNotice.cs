namespace Bits.RetrySim;

/// <summary>When a client is called about parts of files that he has asked for (CB-11).</summary>
internal sealed class RangesNotice
{
    internal JobDue? Due { get; set; }

    /// <summary>Not before this instant is a call repeated that failed.</summary>
    internal long RetryAt { get; set; }

    /// <summary>When he was called last.</summary>
    internal long Last { get; set; } = long.MinValue;
}
