namespace Bits.RetrySim;

// Faults of the whole host.
public sealed partial class SimulatedHost
{
    /// <summary>How many attempts went to this host, for whatever path; HEAD and GET of one attempt are one.</summary>
    public long RequestCount
    {
        get
        {
            lock (_network.Gate)
            {
                return Rules.RequestCount;
            }
        }
    }

    /// <summary>From now on every request goes wrong in this way, until <see cref="Recovers"/> or another call of this method.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    public SimulatedHost Fails(SimulatedFault fault)
    {
        FaultScript.Always(_network, Rules, fault);
        return this;
    }

    /// <summary>Takes <see cref="Fails"/> back. Outages and faults of numbered requests stay.</summary>
    /// <returns>This host.</returns>
    public SimulatedHost Recovers()
    {
        FaultScript.Recover(_network, Rules);
        return this;
    }

    /// <summary>One request goes wrong.</summary>
    /// <param name="request">Which attempt at this host, counted from 1 as <see cref="RequestCount"/> does.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="request"/> is below 1.</exception>
    public SimulatedHost OnRequest(long request, SimulatedFault fault)
    {
        FaultScript.Single(_network, Rules, request, fault);
        return this;
    }

    /// <summary>A series of requests goes wrong.</summary>
    /// <param name="first">The first attempt at this host, counted from 1 as <see cref="RequestCount"/> does.</param>
    /// <param name="last">The last one, not below <paramref name="first"/>.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="first"/> is below 1, or <paramref name="last"/> below it.</exception>
    public SimulatedHost OnRequests(long first, long last, SimulatedFault fault)
    {
        FaultScript.Numbered(_network, Rules, first, last, fault);
        return this;
    }

    /// <summary>For a time every request goes wrong; running transfers are cut at the beginning with the fault's code.</summary>
    /// <param name="from">When it begins, since the simulation's start; the first instant at which requests go wrong.</param>
    /// <param name="to">When it is over; the first instant at which they go well again.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="from"/> is negative, or <paramref name="to"/> is not after it or above 366,000 days.
    /// </exception>
    public SimulatedHost Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        FaultScript.Outage(_network, Rules, from, to, fault);
        return this;
    }
}
