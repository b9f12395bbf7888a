namespace Bits.RetrySim.Benchmarks;

/// <summary>What moves the machines written for comparison.</summary>
internal enum JobSignal
{
    Start,
    Fail,
    RetryDue,
}
