namespace Bits.RetrySim;

/// <summary>What a <see cref="ManualTransport"/> has to tell its manager.</summary>
internal readonly record struct ManualReport(ManualHandle Handle, int Generation, TransferReport Report);
