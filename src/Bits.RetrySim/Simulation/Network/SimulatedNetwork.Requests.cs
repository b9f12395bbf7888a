namespace Bits.RetrySim;

// What hosts remember of the requests they were sent.
public sealed partial class SimulatedNetwork
{
    private int _requestsKept;

    /// <summary>How many requests each host keeps for <see cref="SimulatedHost.Requests"/>: the last ones.</summary>
    /// <value>
    /// From 0, the default: none is kept, so that retries cost no memory. What was sent before it was set is not known; a smaller number forgets the
    /// oldest at once.
    /// </value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is negative.</exception>
    /// <example>
    /// <code>
    /// bits.Network.RequestsKept = 1_000;
    /// bits.Clock.Advance(TimeSpan.FromHours(1));
    /// bits.Network.Host("cdn.example").Requests.Select(request => request.Status).Should().Equal(503, 503, 200);
    /// </code>
    /// </example>
    public int RequestsKept
    {
        get => Volatile.Read(ref _requestsKept);
        set
        {
            if (value < 0)
            {
                throw Failure.OutOfRange(nameof(value), value, "A number of requests to keep is 0 or more.");
            }

            lock (Gate)
            {
                Volatile.Write(ref _requestsKept, value);
                foreach (SimulatedHost host in _hosts.Values)
                {
                    host.ForgetRequests_NeedsLock();
                }
            }
        }
    }
}
