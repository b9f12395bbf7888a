using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A proxy of a <see cref="SimulatedNetwork"/>: <see cref="SimulatedProxies.Add"/> (PROP-21).</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Name,nq}")]
public sealed class SimulatedProxy
{
    private readonly SimulatedNetwork _network;
    private CredentialDemand? _demand;
    private bool _acceptsStored;
    private bool _stripsContentLength;
    private bool _stripsRanges;

    internal SimulatedProxy(SimulatedNetwork network, string name)
    {
        _network = network;
        Name = name;
    }

    /// <summary>Its name in lower case, with the port if it was named with one.</summary>
    public string Name { get; }

    internal bool StripsContentLength_NeedsLock => _stripsContentLength;

    internal bool StripsRanges_NeedsLock => _stripsRanges;

    /// <summary>
    /// From now on it takes Content-Length out of answers: what comes through it over http is as from a server that does not tell the size (HTTP-5,
    /// <see cref="SimulatedResource.WithoutContentLength()"/>). What it passes on over https it cannot see.
    /// </summary>
    /// <param name="strips">False: it does so no more.</param>
    /// <returns>This proxy.</returns>
    public SimulatedProxy StripsContentLength(bool strips = true)
    {
        _network.Edit(ref _stripsContentLength, strips);
        return this;
    }

    /// <summary>
    /// From now on it takes Range out of requests: what comes through it over http is as from a server that knows no ranges (HTTP-5,
    /// <see cref="SimulatedResource.WithoutRanges()"/>). What it passes on over https it cannot see.
    /// </summary>
    /// <param name="strips">False: it does so no more.</param>
    /// <returns>This proxy.</returns>
    public SimulatedProxy StripsRanges(bool strips = true)
    {
        _network.Edit(ref _stripsRanges, strips);
        return this;
    }

    /// <summary>Whether it lets in whoever shows it these.</summary>
    internal bool Admits_NeedsLock(TransferSettings shown) =>
        _demand is null || (_acceptsStored && shown.UsesStoredCredentials) || _demand.IsMet(shown.Credentials, BackgroundCopyAuthTarget.Proxy);

    /// <summary>From now on the credentials that the machine keeps are good as well (PROP-6).</summary>
    /// <returns>This proxy.</returns>
    public SimulatedProxy AcceptsStoredCredentials()
    {
        _network.Edit(ref _acceptsStored, true);
        return this;
    }

    /// <summary>From now on it answers requests without these credentials with status 407 (ERR-22).</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="userName">The name; null together with the password, with NTLM and Negotiate: the user who is logged on.</param>
    /// <param name="password">The password.</param>
    /// <returns>This proxy.</returns>
    /// <exception cref="ArgumentException">No such scheme, or one of the two is null where it is needed (E_INVALIDARG).</exception>
    public SimulatedProxy RequiresCredentials(BackgroundCopyAuthScheme scheme, string? userName, string? password)
    {
        CredentialDemand demand = CredentialDemand.Create(scheme, userName, password);
        _network.Edit(ref _demand, demand);
        return this;
    }
}
