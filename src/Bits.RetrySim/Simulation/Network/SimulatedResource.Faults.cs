namespace Bits.RetrySim;

// Faults of one resource; the same as those of the network.
public sealed partial class SimulatedResource
{
    /// <summary>How many attempts asked for this resource; HEAD and GET of one attempt are one.</summary>
    public long RequestCount => Faults.RequestCount;

    /// <inheritdoc cref="SimulatedNetwork.Fails(SimulatedFault)"/>
    public SimulatedResource Fails(SimulatedFault fault)
    {
        Faults.Fails(fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.Fails(int)"/>
    public SimulatedResource Fails(int status) => Fails(SimulatedFault.HttpStatus(status));

    /// <inheritdoc cref="SimulatedNetwork.Recovers"/>
    public SimulatedResource Recovers()
    {
        Faults.Recovers();
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.OnRequest"/>
    public SimulatedResource OnRequest(long request, SimulatedFault fault)
    {
        Faults.OnRequest(request, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.OnRequests"/>
    public SimulatedResource OnRequests(long first, long last, SimulatedFault fault)
    {
        Faults.OnRequests(first, last, fault);
        return this;
    }

    /// <inheritdoc cref="SimulatedNetwork.Outage"/>
    public SimulatedResource Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Faults.Outage(from, to, fault);
        return this;
    }
}
