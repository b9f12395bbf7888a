namespace Bits.RetrySim;

/// <summary>A fault of a script and when it holds.</summary>
/// <param name="fault">What goes wrong.</param>
/// <param name="version">The script's version at which it was written: what is newer than an attempt strikes the attempt while it runs.</param>
/// <param name="from">The first instant of an outage, or the first request it strikes.</param>
/// <param name="to">The first instant after an outage, or the last request it strikes.</param>
internal sealed class FaultRule(SimulatedFault fault, long version, long from = 0, long to = long.MaxValue)
{
    internal SimulatedFault Fault { get; } = fault;

    internal long Version { get; } = version;

    internal long From { get; } = from;

    internal long To { get; } = to;

    /// <summary>Whether <see cref="From"/> and <see cref="To"/> are instants, not numbers of requests.</summary>
    internal bool IsOutage { get; init; }

    /// <summary>Whether the script took it back.</summary>
    internal bool IsWithdrawn { get; set; }
}
