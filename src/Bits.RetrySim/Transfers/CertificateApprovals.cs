namespace Bits.RetrySim;

/// <summary>Which certificates of which servers a job's client has approved (PROP-25). As a value: who approves one more gets another set.</summary>
internal sealed class CertificateApprovals
{
    /// <summary>The client is asked about all.</summary>
    internal static readonly CertificateApprovals None = new([]);

    private readonly (string Server, string Hash)[] _approved;

    private CertificateApprovals((string Server, string Hash)[] approved) => _approved = approved;

    /// <summary>Those that were kept.</summary>
    internal static CertificateApprovals Of(IReadOnlyList<(string Server, string Hash)> kept) => new([.. kept]);

    internal KeptList<(string Server, string Hash)> ToKept() => new(_approved);

    internal bool Contain(BackgroundCopyServerCertificate certificate) => Array.IndexOf(_approved, KeyOf(certificate)) >= 0;

    /// <summary>Whether a certificate is approved of a host, at whichever port.</summary>
    internal bool Contain(string host, string hash) =>
        Array.Exists(_approved, approved => approved.Hash == hash && approved.Server.StartsWith($"{host}:", StringComparison.OrdinalIgnoreCase));

    internal CertificateApprovals With(BackgroundCopyServerCertificate certificate) =>
        Contain(certificate) ? this : new CertificateApprovals([.. _approved, KeyOf(certificate)]);

    private static (string Server, string Hash) KeyOf(BackgroundCopyServerCertificate certificate) => (certificate.Server, certificate.Hash);
}
