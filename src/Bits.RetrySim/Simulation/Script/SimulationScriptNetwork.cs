namespace Bits.RetrySim;

/// <summary>The network of a <see cref="SimulationScript"/>, as <see cref="SimulatedNetwork"/> describes it.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptNetwork
{
    internal SimulationScriptNetwork()
    {
    }

    /// <summary>The link's capacity (<c>bitsPerSecond</c>).</summary>
    /// <value>Bits per second, from 1; <see langword="null"/>, unlimited, when the script does not say.</value>
    public long? BitsPerSecond { get; internal init; }

    /// <summary>How long an attempt takes to be answered (<c>latency</c>).</summary>
    /// <value><see langword="null"/>, zero, when the script does not say.</value>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>How long an attempt tries to connect (<c>connectTimeout</c>).</summary>
    /// <value><see langword="null"/>, 60 seconds, when the script does not say.</value>
    public TimeSpan? ConnectTimeout { get; internal init; }

    /// <summary>How long an attempt endures silence (<c>receiveTimeout</c>).</summary>
    /// <value><see langword="null"/>, 30 seconds, when the script does not say.</value>
    public TimeSpan? ReceiveTimeout { get; internal init; }

    /// <summary>Outages of the whole network (<c>outages</c>).</summary>
    public IReadOnlyList<SimulationScriptOutage> Outages { get; internal init; } = [];

    /// <summary>Faults of the whole network (<c>faults</c>).</summary>
    public IReadOnlyList<SimulationScriptFault> Faults { get; internal init; } = [];

    /// <summary>The hosts (<c>hosts</c>), by their names.</summary>
    public IReadOnlyList<SimulationScriptHost> Hosts { get; internal init; } = [];

    /// <summary>The files on the drives of this machine (<c>localSources</c>), by their paths; see <see cref="SimulatedNetwork.LocalSource(string, long, DateTimeOffset?)"/>.</summary>
    public IReadOnlyList<SimulationScriptResource> LocalSources { get; internal init; } = [];

    internal IReadOnlyList<ScriptStep<SimulatedNetwork>> Changes { get; init; } = [];

    /// <summary>Makes the proxies.</summary>
    internal Action<SimulatedNetwork> Connect { get; init; } = static _ => { };

    /// <summary>Whether something of it has its time, so that a clock is needed.</summary>
    internal bool IsTimed => Changes.Count > 0 || Hosts.Any(static host => host.IsTimed) || LocalSources.Any(static source => source.IsTimed);

    /// <exception cref="InvalidOperationException">The network already has one of the resources; nothing was changed.</exception>
    internal void ApplyTo(SimulatedNetwork network, ScriptSchedule schedule)
    {
        foreach (SimulationScriptHost host in Hosts)
        {
            network.FindHost(host.Name)?.RequireNone(host.Resources.Select(static resource => resource.Path));
        }

        network.ThisMachine.RequireNone(LocalSources.Select(static source => source.Path));
        network.BitsPerSecond = BitsPerSecond ?? network.BitsPerSecond;
        network.Latency = Latency ?? network.Latency;
        network.ConnectTimeout = ConnectTimeout ?? network.ConnectTimeout;
        network.ReceiveTimeout = ReceiveTimeout ?? network.ReceiveTimeout;
        Connect(network);
        foreach (SimulationScriptOutage outage in Outages)
        {
            network.Outage(outage.From, outage.To, outage.Fault);
        }

        foreach (SimulationScriptFault fault in Faults)
        {
            fault.ApplyTo(network.Faults);
        }

        foreach (SimulationScriptHost host in Hosts)
        {
            if (host.Appears is { } from)
            {
                schedule(from.At, from.Node, () => host.ApplyTo(network.Host(host.Name), schedule));
            }
            else
            {
                host.ApplyTo(network.Host(host.Name), schedule);
            }
        }

        foreach (SimulationScriptResource source in LocalSources)
        {
            source.ApplyTo(network.ThisMachine.Add, schedule);
        }

        foreach (ScriptStep<SimulatedNetwork> change in Changes)
        {
            change.Schedule(schedule, network);
        }
    }
}
