namespace Bits.RetrySim;

/// <summary>The faults of a scope of a script (network, host or resource): writes them after checking them, and counts requests.</summary>
/// <threadsafety>Safe from any thread, except for <see cref="Rules"/>, most of which the network's lock guards.</threadsafety>
internal sealed class FaultScope(SimulatedNetwork network)
{
    internal FaultRules Rules { get; } = new();

    internal long RequestCount => Rules.RequestCount;

    internal void Fails(SimulatedFault fault)
    {
        Check(fault);
        network.Edit(version => Rules.AddAlways(new FaultRule(fault, version)));
    }

    internal void Recovers() => network.Edit(_ => Rules.Recover());

    internal void OnRequest(long request, SimulatedFault fault)
    {
        Check(fault);
        CheckRequest(request, nameof(request));
        network.Edit(version => Rules.AddNumbered(new FaultRule(fault, version, request, request)));
    }

    internal void OnRequests(long first, long last, SimulatedFault fault)
    {
        Check(fault);
        CheckRequest(first, nameof(first));
        if (last < first)
        {
            throw Failure.OutOfRange(nameof(last), last, $"The last request cannot come before the first, {first}.");
        }

        network.Edit(version => Rules.AddNumbered(new FaultRule(fault, version, first, last)));
    }

    internal void Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Check(fault);
        if (fault is SimulatedFault.CourseFault)
        {
            throw Failure.InvalidArgument(nameof(fault), "An outage is no course of one request; script that with OnRequest.");
        }

        ScriptTime.CheckSpan(from, nameof(from));
        ScriptTime.CheckSpan(to, nameof(to));
        if (to <= from)
        {
            throw Failure.OutOfRange(nameof(to), to, $"An outage ends after it begins, {from}.");
        }

        network.Edit(version => Rules.AddOutage(new FaultRule(fault, version, from.Ticks, to.Ticks) { IsOutage = true }));
    }

    internal static void CheckRequest(long request, string paramName)
    {
        if (request < 1)
        {
            throw Failure.OutOfRange(paramName, request, "Requests are counted from 1.");
        }
    }

    private static void Check(SimulatedFault fault)
    {
        if (fault is null)
        {
            throw Failure.Null(nameof(fault));
        }
    }
}
