namespace Bits.RetrySim;

/// <summary>The redirects on the way of a request, from the first resource to the last. Guarded by the network's lock.</summary>
internal sealed class RedirectChain
{
    private readonly List<Redirect> _hops = [];
    private bool _isEndless;

    private RedirectChain(SimulatedHost first) => First = first;

    /// <summary>The host that is asked first.</summary>
    internal SimulatedHost First { get; }

    /// <summary>Where they lead.</summary>
    internal string Last => _hops[^1].Target;

    internal bool EndsSecure => Last.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Follows the script from a resource that sends elsewhere; the last host or resource may not be in it.</summary>
    internal static RedirectChain Follow(
        SimulatedNetwork network, SimulatedHost from, SimulatedResource what, bool isSecure, out RemoteAddress address, out SimulatedHost? host, out SimulatedResource? resource)
    {
        RedirectChain chain = new(from);
        (host, resource, address) = (from, what, default);
        while (resource?.Redirect_NeedsLock is { } redirect)
        {
            if (chain._hops.Count == Redirect.MaximumHops)
            {
                chain._isEndless = true;
                break;
            }

            chain._hops.Add(new Redirect(host!, resource, isSecure, redirect.Target, redirect.Status));
            isSecure = chain.EndsSecure;
            network.TryFind_NeedsLock(redirect.Target, out address, out host, out resource);
        }

        return chain;
    }

    internal void CountRequest(SimulatedTransfer transfer, long now)
    {
        string asked = transfer.RemoteName;
        foreach (Redirect hop in _hops)
        {
            hop.CountRequest(transfer, asked, now);
            asked = hop.Target;
        }
    }

    /// <summary>Nothing if the request comes through to the last resource; else what holds it on the way.</summary>
    internal Encounter Meet(long instant, TransferSettings settings)
    {
        foreach (Redirect hop in _hops)
        {
            if (hop.Meet(instant, settings) is { Holds: true } met)
            {
                return met;
            }

            if (hop.CheckPolicy(settings.SecurityOptions) is var refused and not 0)
            {
                return new Encounter(refused);
            }
        }

        return new Encounter(_isEndless ? HResults.ERROR_WINHTTP_REDIRECT_FAILED : 0);
    }

    /// <summary>What the remote name becomes: the last one where redirects are reported, the first one where they are not allowed (PROP-30).</summary>
    internal string? NewNameFor(BackgroundCopySecurityOptions options, bool isRefused) =>
        (options & BackgroundCopySecurityOptions.RedirectDisallow) != 0 ? (isRefused ? _hops[0].Target : null)
        : (options & BackgroundCopySecurityOptions.RedirectReport) != 0 && !isRefused ? _hops[^1].Target
        : null;
}
