namespace Bits.RetrySim;

// What the script says of outages, for those who draw it.
public sealed partial class SimulatedNetwork
{
    /// <summary>The outages of every scope, each with the host or the file it concerns (empty for the whole network), by names and as they were written.</summary>
    internal IReadOnlyList<(string Scope, FaultRule Rule)> Outages()
    {
        lock (Gate)
        {
            List<(string Scope, FaultRule Rule)> outages = [.. Rules.Outages.Select(rule => ("", rule))];
            foreach (SimulatedHost host in _hosts.Values.OrderBy(host => host.Name, StringComparer.Ordinal))
            {
                outages.AddRange(host.Rules.Outages.Select(rule => (host.Name, rule)));
                outages.AddRange(host.Resources_NeedsLock.SelectMany(resource => resource.Rules.Outages.Select(rule => (host.Name + FileNames.ShownPath(resource.Path), rule))));
            }

            return outages;
        }
    }
}
