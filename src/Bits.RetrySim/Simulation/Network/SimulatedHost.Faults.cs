namespace Bits.RetrySim;

// Faults of one host; the same as those of the network.
public sealed partial class SimulatedHost
{
    /// <summary>How many attempts went to this host, for whatever path; HEAD and GET of one attempt are one.</summary>
    public long RequestCount => Faults.RequestCount;

    /// <inheritdoc cref="SimulatedNetwork.Fails(SimulatedFault)"/>
    public SimulatedHost Fails(SimulatedFault fault)
    {
        Faults.Fails(fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.Fails(int)"/>
    public SimulatedHost Fails(int status) => Fails(SimulatedFault.HttpStatus(status));

    /// <inheritdoc cref="SimulatedNetwork.Recovers"/>
    public SimulatedHost Recovers()
    {
        Faults.Recovers();
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.OnRequest"/>
    public SimulatedHost OnRequest(long request, SimulatedFault fault)
    {
        Faults.OnRequest(request, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.OnRequests"/>
    public SimulatedHost OnRequests(long first, long last, SimulatedFault fault)
    {
        Faults.OnRequests(first, last, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.Outage"/>
    public SimulatedHost Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Faults.Outage(from, to, fault);
        return this;
    }
}
