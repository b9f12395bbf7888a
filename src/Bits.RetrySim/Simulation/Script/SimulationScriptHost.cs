namespace Bits.RetrySim;

/// <summary>A host of a <see cref="SimulationScript"/>, as <see cref="SimulatedHost"/> describes it.</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptHost
{
    internal SimulationScriptHost(string name) => Name = name;

    /// <summary>The host's name, with its port if one is given.</summary>
    public string Name { get; }

    /// <summary>What its transfers share (<c>bitsPerSecond</c>).</summary>
    /// <value>Bits per second, from 1; <see langword="null"/>, the link alone limits them, when the script does not say.</value>
    public long? BitsPerSecond { get; internal init; }

    /// <summary>How long an attempt takes to be answered (<c>latency</c>).</summary>
    /// <value><see langword="null"/>, as the network's, when the script does not say.</value>
    public TimeSpan? Latency { get; internal init; }

    /// <summary>Outages of this host (<c>outages</c>).</summary>
    public IReadOnlyList<SimulationScriptOutage> Outages { get; internal init; } = [];

    /// <summary>Faults of this host (<c>faults</c>).</summary>
    public IReadOnlyList<SimulationScriptFault> Faults { get; internal init; } = [];

    /// <summary>Its files (<c>resources</c>), by their paths.</summary>
    public IReadOnlyList<SimulationScriptResource> Resources { get; internal init; } = [];

    /// <summary>When it is named for the first time; <see langword="null"/>: from the beginning.</summary>
    internal ScriptStep<SimulatedNetwork>? Appears { get; init; }

    /// <summary>Says whom it lets in, and what it shows of itself.</summary>
    internal Action<SimulatedHost> Open { get; init; } = static _ => { };

    internal IReadOnlyList<ScriptUpload> Uploads { get; init; } = [];

    internal IReadOnlyList<ScriptStep<SimulatedHost>> Changes { get; init; } = [];

    /// <summary>Whether something of it has its time, so that a clock is needed.</summary>
    internal bool IsTimed => Appears is not null || Changes.Count > 0 || Uploads.Any(static upload => upload.Changes.Count > 0) || Resources.Any(static resource => resource.IsTimed);

    internal void ApplyTo(SimulatedHost host, ScriptSchedule schedule)
    {
        host.BitsPerSecond = BitsPerSecond ?? host.BitsPerSecond;
        host.Latency = Latency ?? host.Latency;
        Open(host);
        foreach (SimulationScriptOutage outage in Outages)
        {
            host.Outage(outage.From, outage.To, outage.Fault);
        }

        foreach (SimulationScriptFault fault in Faults)
        {
            fault.ApplyTo(host.Faults);
        }

        foreach (SimulationScriptResource resource in Resources)
        {
            resource.ApplyTo(host.Resource, schedule);
        }

        foreach (ScriptUpload upload in Uploads)
        {
            upload.ApplyTo(host, schedule);
        }

        foreach (ScriptStep<SimulatedHost> change in Changes)
        {
            change.Schedule(schedule, host);
        }
    }
}
