namespace Bits.RetrySim;

/// <summary>The certificate that a server shows over https, as <see cref="IBackgroundCopyServerCertificateValidationCallback"/> is handed it (PROP-25).</summary>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed class BackgroundCopyServerCertificate
{
    internal BackgroundCopyServerCertificate(string server, string subjectName, byte[] rawData, byte[] chainData, string hash)
    {
        Server = server;
        SubjectName = subjectName;
        RawData = rawData;
        ChainData = chainData;
        Hash = hash;
    }

    /// <summary>Who shows it: the name of the host in lower case, and the port, as in <c>cdn.example:443</c>.</summary>
    public string Server { get; }

    /// <summary>The subject's name, as the host was given it.</summary>
    public string SubjectName { get; }

    /// <summary>The SHA-1 hash of <see cref="RawData"/> in 40 hexadecimal digits: the thumbprint that Windows shows.</summary>
    public string Hash { get; }

    /// <summary>The certificate's bytes.</summary>
    /// <value>What the simulated host was given; if nothing, the subject's name in UTF-8, which is no certificate that could be taken apart.</value>
    public ReadOnlyMemory<byte> RawData { get; }

    /// <summary>The certificates of the chain, as a serialized store.</summary>
    /// <value>What the simulated host was given; empty if nothing.</value>
    public ReadOnlyMemory<byte> ChainData { get; }

    /// <summary>How <see cref="RawData"/> is encoded.</summary>
    /// <value>Always 1, X509_ASN_ENCODING.</value>
    public int EncodingType { get; } = 1;

    /// <summary>Server and subject, as in <c>CN=cdn of cdn.example:443</c>.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString() => $"{SubjectName} of {Server}";
}
