namespace Bits.RetrySim;

/// <summary>What jobs and their parts call, in the name of one caller.</summary>
internal sealed class ServiceDoor
{
    internal required BitsService Service { get; init; }

    /// <summary>Who calls; null: the test itself, which asks nobody.</summary>
    internal required BackgroundCopyCaller? Caller { get; init; }

    internal required JobReader Reader { get; init; }

    internal required JobCalls Calls { get; init; }

    internal required ConnectionCalls ConnectionCalls { get; init; }

    internal required FileCalls FileCalls { get; init; }

    internal required ReplyCalls ReplyCalls { get; init; }

    internal required RangeCalls RangeCalls { get; init; }

    internal required ClientCalls ClientCalls { get; init; }

    internal required FileSets FileSets { get; init; }

    internal required JobFiles Files { get; init; }

    internal required FileAdder FileAdder { get; init; }

    internal required StateWaits Waits { get; init; }
}
