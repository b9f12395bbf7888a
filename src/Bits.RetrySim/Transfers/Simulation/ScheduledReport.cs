namespace Bits.RetrySim;

/// <summary>A call of <see cref="ITransferHost.Schedule"/> that waits until the lock is released.</summary>
internal readonly record struct ScheduledReport(SimulatedTransfer Transfer, int Generation, ByteFlow Flow, long Instant, TransferReport? Report);
