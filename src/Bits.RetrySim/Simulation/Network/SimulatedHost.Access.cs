namespace Bits.RetrySim;

// Who may come, and what the host shows of itself.
public sealed partial class SimulatedHost
{
    private CredentialDemand? _demand;
    private SimulatedCertificateFlaws _flaws;
    private string? _clientCertificate;
    private bool _isHttp10;
    private BackgroundCopyServerCertificate? _certificate;

    internal CredentialDemand? Demand_NeedsLock => _demand;

    internal SimulatedCertificateFlaws Flaws_NeedsLock => _flaws;

    internal bool IsHttp10_NeedsLock => _isHttp10;

    internal string? ClientCertificate_NeedsLock => _clientCertificate;

    /// <summary>What it shows over https.</summary>
    internal BackgroundCopyServerCertificate Certificate_NeedsLock => _certificate ??= MakeCertificate("CN=" + Name.Split(':')[0], null, null);

    /// <summary>
    /// From now on it shows this certificate over https, which matters where a client judges it: <see cref="BackgroundCopyJobHttp.SetServerCertificateValidationInterface"/>
    /// (PROP-25). Without it a host shows one with <c>CN=</c> and its name as subject.
    /// </summary>
    /// <param name="subjectName">The subject's name.</param>
    /// <param name="rawData">The certificate's bytes; null: the subject's name in UTF-8.</param>
    /// <param name="chainData">The certificates of its chain, as a serialized store; null: none.</param>
    /// <returns>This host.</returns>
    /// <exception cref="ArgumentException">The name is null, empty or of several lines, or the certificate has no bytes (E_INVALIDARG).</exception>
    public SimulatedHost WithServerCertificate(string subjectName, byte[]? rawData = null, byte[]? chainData = null)
    {
        ShownCertificates.CheckSubject(subjectName, nameof(subjectName));
        ShownCertificates.CheckData(rawData, nameof(rawData));
        _network.Edit(ref _certificate, MakeCertificate(subjectName, rawData, chainData));
        return this;
    }

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

    /// <summary>
    /// From now on it speaks HTTP/1.0: files that it tells the size of, and whose ranges it knows all the same, come as usual (HTTP-1). Where it would need ranges
    /// and knows none (<see cref="SimulatedResource.WithoutRanges()"/>), requests fail with BG_E_INSUFFICIENT_HTTP_SUPPORT 0x80200012 (HTTP-2).
    /// </summary>
    /// <param name="isHttp10">False: from now on it speaks HTTP/1.1 again.</param>
    /// <returns>This host.</returns>
    public SimulatedHost SpeaksHttp10(bool isHttp10 = true)
    {
        _network.Edit(ref _isHttp10, isHttp10);
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

    private BackgroundCopyServerCertificate MakeCertificate(string subjectName, byte[]? rawData, byte[]? chainData) =>
        ShownCertificates.Make(Name.Contains(':', StringComparison.Ordinal) ? Name : Name + ":443", subjectName, rawData, chainData);
}
