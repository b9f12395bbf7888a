namespace Bits.RetrySim.Native;

/// <summary>What a fault concerns: the whole network, a host, or one file of it.</summary>
internal abstract class NativeScope
{
    /// <summary>How many requests there have been.</summary>
    internal abstract long RequestCount { get; }

    /// <exception cref="ArgumentException">A path without a host (E_INVALIDARG).</exception>
    /// <exception cref="InvalidOperationException">The host has no such file.</exception>
    internal static NativeScope Of(SimulatedNetwork network, string? host, string? path) => (host, path) switch
    {
        (null, null) => new OfNetwork(network),
        (null, _) => throw NativeFailure.InvalidArgument(nameof(path), "There is a path, and no host on which it would be."),
        (_, null) => new OfHost(network.Host(host)),
        _ => new OfResource(network.Host(host).Resource(path)),
    };

    /// <summary>Every request, until further notice.</summary>
    internal abstract void Fail(SimulatedFault fault);

    /// <summary>The next so many requests.</summary>
    /// <exception cref="ArgumentException">Not even one (E_INVALIDARG).</exception>
    internal void FailNext(long count, SimulatedFault fault)
    {
        if (count < 1 || count > long.MaxValue - RequestCount)
        {
            throw NativeFailure.InvalidArgument(nameof(count), FormattableString.Invariant($"count is {count} and must be 1 or more."));
        }

        FailBetween(RequestCount + 1, RequestCount + count, fault);
    }

    /// <summary>From one instant to another, since the start.</summary>
    internal abstract void FailWhile(TimeSpan from, TimeSpan to, SimulatedFault fault);

    /// <summary>What was said to fail fails no more.</summary>
    internal abstract void Recover();

    protected abstract void FailBetween(long first, long last, SimulatedFault fault);

    private sealed class OfNetwork(SimulatedNetwork network) : NativeScope
    {
        internal override long RequestCount => network.RequestCount;

        internal override void Fail(SimulatedFault fault) => network.Fails(fault);

        internal override void FailWhile(TimeSpan from, TimeSpan to, SimulatedFault fault) => network.Outage(from, to, fault);

        internal override void Recover() => network.Recovers();

        protected override void FailBetween(long first, long last, SimulatedFault fault) => network.OnRequests(first, last, fault);
    }

    private sealed class OfHost(SimulatedHost host) : NativeScope
    {
        internal override long RequestCount => host.RequestCount;

        internal override void Fail(SimulatedFault fault) => host.Fails(fault);

        internal override void FailWhile(TimeSpan from, TimeSpan to, SimulatedFault fault) => host.Outage(from, to, fault);

        internal override void Recover() => host.Recovers();

        protected override void FailBetween(long first, long last, SimulatedFault fault) => host.OnRequests(first, last, fault);
    }

    private sealed class OfResource(SimulatedResource resource) : NativeScope
    {
        internal override long RequestCount => resource.RequestCount;

        internal override void Fail(SimulatedFault fault) => resource.Fails(fault);

        internal override void FailWhile(TimeSpan from, TimeSpan to, SimulatedFault fault) => resource.Outage(from, to, fault);

        internal override void Recover() => resource.Recovers();

        protected override void FailBetween(long first, long last, SimulatedFault fault) => resource.OnRequests(first, last, fault);
    }
}
