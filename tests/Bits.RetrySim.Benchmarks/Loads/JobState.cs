namespace Bits.RetrySim.Benchmarks;

/// <summary>The states that the machines written for comparison go through in a cycle.</summary>
internal enum JobState
{
    Queued,
    Connecting,
    TransientError,
}
