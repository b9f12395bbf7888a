namespace Bits.RetrySim.Tool;

/// <summary>One thing that is known to have happened to a job.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">What.</param>
internal sealed record StoryStep(DateTimeOffset At, StoryStepKind Kind)
{
    /// <summary>The HRESULT of an end or a block; 0: none.</summary>
    internal int Code { get; init; }

    internal string Url { get; init; } = "";

    /// <summary>The bytes of the file that are here; null if it is not told.</summary>
    internal long? Bytes { get; init; }

    /// <summary>The size of the file; null if it is not told.</summary>
    internal long? Size { get; init; }
}
