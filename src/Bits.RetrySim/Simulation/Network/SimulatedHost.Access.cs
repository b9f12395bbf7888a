namespace Bits.RetrySim;

// Who may come, and what the host shows of itself.
public sealed partial class SimulatedHost
{
    private CredentialDemand? _demand;
    private SimulatedCertificateFlaws _flaws;
    private string? _clientCertificate;

    internal CredentialDemand? Demand_NeedsLock => _demand;

    internal SimulatedCertificateFlaws Flaws_NeedsLock => _flaws;

    internal string? ClientCertificate_NeedsLock => _clientCertificate;

    /// <summary>From now on https requests without this certificate fail with 0x80072F0C (ERR-38).</summary>
    /// <param name="subjectNameOrHash">The subject's name, or the SHA-1 hash in 40 hexadecimal digits, as the job sets it; case does not matter.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentException">It is null or empty (E_INVALIDARG).</exception>
    public SimulatedHost RequiresClientCertificate(string subjectNameOrHash)
    {
        if (Arguments.NotNull(subjectNameOrHash, nameof(subjectNameOrHash)).Length == 0)
        {
            throw Failure.InvalidArgument(nameof(subjectNameOrHash), $"A certificate is named by its subject or its hash; the text is empty.");
        }

        _network.Edit(ref _clientCertificate, subjectNameOrHash);
        return this;
    }

    /// <summary>From now on it answers requests without these credentials with status 401 (ERR-22).</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="userName">The name; null together with the password, with NTLM and Negotiate: the user who is logged on.</param>
    /// <param name="password">The password.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentException">No such scheme, or one of the two is null where it is needed (E_INVALIDARG).</exception>
    public SimulatedHost RequiresCredentials(BackgroundCopyAuthScheme scheme, string? userName, string? password)
    {
        CredentialDemand demand = CredentialDemand.Create(scheme, userName, password);
        _network.Edit(ref _demand, demand);
        return this;
    }

    /// <summary>From now on the certificate that it shows over https has these flaws, and no others (PROP-30, ERR-28).</summary>
    /// <param name="flaws">What is wrong with it; <see cref="SimulatedCertificateFlaws.None"/>: nothing any more.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG).</exception>
    public SimulatedHost WithCertificate(SimulatedCertificateFlaws flaws)
    {
        const SimulatedCertificateFlaws All = (SimulatedCertificateFlaws)0x3F;
        if ((flaws & ~All) != 0)
        {
            throw Failure.OutOfRange(nameof(flaws), flaws, $"0x{(int)flaws:X} has undefined bits; the defined ones are 0x{(int)All:X}.");
        }

        _network.Edit(ref _flaws, flaws);
        return this;
    }
}
