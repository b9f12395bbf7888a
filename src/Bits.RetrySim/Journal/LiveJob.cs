namespace Bits.RetrySim;

/// <summary>How a job that has not ended is when a journal is read.</summary>
/// <param name="Number">Its creation number.</param>
/// <param name="Status">What is due for it.</param>
/// <param name="Progress">How far it has come.</param>
internal sealed record LiveJob(int Number, RetryStatus Status, BackgroundCopyJobProgress Progress);
