namespace Bits.RetrySim;

/// <summary>What a line is told.</summary>
internal enum TransferCommandKind : byte
{
    Start,
    Continue,
    Approve,
    Stop,
    SetForeground,
    SetBackgroundLimit,
    Refresh,
    FallAsleep,
    Wake,
    Close,
}

/// <summary>A command for the line, listed in a step and carried out after it.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Transfer">Whose attempt is concerned; null for the whole line.</param>
/// <param name="Generation">Start, Continue, Approve: the attempt that is meant; if another one has begun since, the command is too late.</param>
/// <param name="BitsPerSecond">SetBackgroundLimit: the limit.</param>
/// <param name="IsForeground">SetForeground: what the job has become.</param>
/// <param name="Ticks">Wake: how long the machine has slept.</param>
internal readonly record struct TransferCommand(
    TransferCommandKind Kind,
    JobTransfer? Transfer = null,
    int Generation = 0,
    long? BitsPerSecond = null,
    bool IsForeground = false,
    long Ticks = 0);
