namespace Bits.RetrySim;

/// <summary>Writes faults into a scope of a script, after checking them; the same for network, hosts and resources.</summary>
internal static class FaultScript
{
    internal static void Always(SimulatedNetwork network, FaultRules rules, SimulatedFault fault)
    {
        Check(fault);
        network.Edit(version => rules.AddAlways(new FaultRule(fault, version)));
    }

    internal static void Recover(SimulatedNetwork network, FaultRules rules) => network.Edit(_ => rules.Recover());

    internal static void Single(SimulatedNetwork network, FaultRules rules, long request, SimulatedFault fault)
    {
        Check(fault);
        CheckRequest(request, nameof(request));
        network.Edit(version => rules.AddNumbered(new FaultRule(fault, version, request, request)));
    }

    internal static void Numbered(SimulatedNetwork network, FaultRules rules, long first, long last, SimulatedFault fault)
    {
        Check(fault);
        CheckRequest(first, nameof(first));
        if (last < first)
        {
            throw Failure.OutOfRange(nameof(last), last, $"The last request cannot come before the first, {first}.");
        }

        network.Edit(version => rules.AddNumbered(new FaultRule(fault, version, first, last)));
    }

    internal static void Outage(SimulatedNetwork network, FaultRules rules, TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Check(fault);
        ScriptTime.CheckSpan(from, nameof(from));
        ScriptTime.CheckSpan(to, nameof(to));
        if (to <= from)
        {
            throw Failure.OutOfRange(nameof(to), to, $"An outage ends after it begins, {from}.");
        }

        network.Edit(version => rules.AddOutage(new FaultRule(fault, version, from.Ticks, to.Ticks)));
    }

    private static void CheckRequest(long request, string paramName)
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
