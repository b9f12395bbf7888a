namespace Bits.RetrySim;

// Faults of the whole network. Hosts and resources offer the same.
public sealed partial class SimulatedNetwork
{
    /// <summary>How many attempts were begun on this network, to whatever host; HEAD and GET of one attempt are one.</summary>
    public long RequestCount => Faults.RequestCount;

    /// <summary>From now on every request goes wrong in this way, until <c>Recovers</c> or another call of this method; bodies that flow do not mind.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The object that was called.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <example>
    /// <code>
    /// SimulatedHost host = bits.Network.Host("cdn.example");
    /// host.Fails(SimulatedFault.NameNotResolved);
    /// bits.At(TimeSpan.FromHours(3), () => host.Recovers());
    /// </code>
    /// </example>
    public SimulatedNetwork Fails(SimulatedFault fault)
    {
        Faults.Fails(fault);
        return this;
    }

    /// <summary>From now on every request is answered with an HTTP status that is an error: <c>Fails(SimulatedFault.HttpStatus(status))</c>.</summary>
    /// <param name="status">The status, 100 to 999 without 200 and 206, for example 503.</param>
    /// <returns>The object that was called.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="status"/> is 200 or 206.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="status"/> is below 100 or above 999.</exception>
    /// <example><code>bits.Network.Host("cdn.example").Fails(503);</code></example>
    public SimulatedNetwork Fails(int status) => Fails(SimulatedFault.HttpStatus(status));

    /// <summary>Takes <c>Fails</c> back. Outages and faults of numbered requests stay.</summary>
    /// <returns>The object that was called.</returns>
    public SimulatedNetwork Recovers()
    {
        Faults.Recovers();
        return this;
    }

    /// <summary>One request goes wrong.</summary>
    /// <param name="request">Which attempt that comes here, counted from 1 as <c>RequestCount</c> does.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The object that was called.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="request"/> is below 1.</exception>
    public SimulatedNetwork OnRequest(long request, SimulatedFault fault)
    {
        Faults.OnRequest(request, fault);
        return this;
    }

    /// <summary>A series of requests goes wrong.</summary>
    /// <param name="first">The first attempt that comes here, counted from 1 as <c>RequestCount</c> does.</param>
    /// <param name="last">The last one, not below <paramref name="first"/>.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The object that was called.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="first"/> is below 1, or <paramref name="last"/> below it.</exception>
    public SimulatedNetwork OnRequests(long first, long last, SimulatedFault fault)
    {
        Faults.OnRequests(first, last, fault);
        return this;
    }

    /// <summary>
    /// For a time every request goes wrong, and the line is down: bodies that flow break off at the beginning with 0x80072EFE or, if the fault is
    /// silence, wait as long as <see cref="ReceiveTimeout"/>.
    /// </summary>
    /// <param name="from">When it begins, since the simulation's start; the first instant at which requests go wrong.</param>
    /// <param name="to">When it is over; the first instant at which they go well again.</param>
    /// <param name="fault">What goes wrong.</param>
    /// <returns>The object that was called.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="fault"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="from"/> is negative, or <paramref name="to"/> is not after it or above 366,000 days.
    /// </exception>
    /// <example>
    /// <code>
    /// bits.Network.Host("cdn.example").Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));
    /// </code>
    /// </example>
    public SimulatedNetwork Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)
    {
        Faults.Outage(from, to, fault);
        return this;
    }
}
