namespace Bits.RetrySim;

// What the script says, for those who draw it, and what of it concerned nobody.
public sealed partial class SimulatedNetwork
{
    /// <summary>As many rules as one can read; of the rest only their number is told.</summary>
    private const int MostRemarks = 10;

    /// <summary>The hosts and paths with rules that nothing ever asked for, once the last manager leaves: such a name is mistyped, as a rule.</summary>
    internal IReadOnlyList<string> RemarksAtTheEnd_NeedsLock() => _lines.Length > 0 ? [] : Remarks_NeedsLock();

    /// <summary>The same, as of now; there may still be time to ask.</summary>
    internal IReadOnlyList<string> RemarksSoFar()
    {
        lock (Gate)
        {
            return Remarks_NeedsLock();
        }
    }

    /// <summary>The host of a remote name, if the script does not have it but one that is spelled nearly so; null if there is no typo to be seen.</summary>
    internal (string Host, string Similar)? MistypedHost(string remoteName)
    {
        lock (Gate)
        {
            if (!TryFind_NeedsLock(remoteName, out RemoteAddress address, out SimulatedHost? host, out _) || host is not null)
            {
                return null;
            }

            return Spelling.Nearest(address.Host, _hosts.Keys.Order(StringComparer.Ordinal)) is { } similar ? (address.Host, similar) : null;
        }
    }

    private List<string> Remarks_NeedsLock()
    {
        List<string> remarks = [];
        foreach (SimulatedHost host in _hosts.Values.OrderBy(host => host.Name, StringComparer.Ordinal))
        {
            if (host.Rules.IsUnused)
            {
                remarks.Add($"Nothing ever asked {host.Name} for a file, so the rules of the script for that host had no effect. Look whether its name is that of the remote names.");
            }

            remarks.AddRange(host.Resources_NeedsLock.Where(static resource => resource.HasUnusedRules_NeedsLock).Select(resource =>
                $"Nothing ever asked for {FileNames.ShownPath(resource.Path)} of {host.Name}, so the rules of the script for that file had no effect. Look whether its path is that of the remote names."));
        }

        remarks.AddRange(ThisMachine.Resources_NeedsLock.Where(static resource => resource.HasUnusedRules_NeedsLock).Select(resource =>
            $"Nothing ever asked for {FileNames.ShownPath(resource.Path)} of this machine, so the rules of the script for that file had no effect. Look whether its path is that of the remote names."));
        if (remarks.Count > MostRemarks)
        {
            string more = FormattableString.Invariant($"And {remarks.Count - MostRemarks} more hosts and files with rules of the script that nothing ever asked for.");
            remarks.RemoveRange(MostRemarks, remarks.Count - MostRemarks);
            remarks.Add(more);
        }

        return remarks;
    }

    /// <summary>The outages of every scope, each with the host or the file it concerns (empty for the whole network), by names and as they were written.</summary>
    internal IReadOnlyList<(string Scope, FaultRule Rule)> Outages()
    {
        lock (Gate)
        {
            List<(string Scope, FaultRule Rule)> outages = [.. Rules.Outages.Written.Select(rule => ("", rule))];
            foreach (SimulatedHost host in _hosts.Values.Append(ThisMachine).OrderBy(host => host.Name, StringComparer.Ordinal))
            {
                outages.AddRange(host.Rules.Outages.Written.Select(rule => (host.Name, rule)));
                outages.AddRange(host.Resources_NeedsLock.SelectMany(resource => resource.Rules.Outages.Written.Select(rule => (host.Name + FileNames.ShownPath(resource.Path), rule))));
            }

            return outages;
        }
    }
}
