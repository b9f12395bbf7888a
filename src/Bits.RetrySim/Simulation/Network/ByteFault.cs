namespace Bits.RetrySim;

/// <summary>A drop or a stall at a fixed byte of a file. Guarded by the network's lock.</summary>
/// <param name="at">When this many bytes of the file are here.</param>
/// <param name="fault">A drop or a stall.</param>
/// <param name="once">Whether it strikes one attempt only.</param>
internal sealed class ByteFault(long at, SimulatedFault fault, bool once)
{
    internal long At { get; } = at;

    internal SimulatedFault Fault { get; } = fault;

    internal bool Once { get; } = once;

    internal bool IsUsed { get; set; }
}
