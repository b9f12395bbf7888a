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

    internal SimulatedProxy(SimulatedNetwork network, string name)
    {
        _network = network;
        Name = name;
    }

    /// <summary>Its name in lower case, with the port if it was named with one.</summary>
    public string Name { get; }

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
