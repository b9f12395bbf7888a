namespace Bits.RetrySim;

/// <summary>A client who judges the certificates of the servers that a job is sent to (PROP-25).</summary>
/// <param name="client">His object.</param>
/// <param name="validate">Asks him about a certificate that is shown before a file; throws if he refuses it.</param>
internal sealed class CertificateJudge(object client, Action<FileRecord, BackgroundCopyServerCertificate> validate)
{
    internal object Client => client;

    /// <summary>What he is asked now; the answer to any other question comes too late.</summary>
    internal CertificateQuestion? Question { get; set; }

    /// <summary>Whether he is at it; another question waits until he has answered (D-20).</summary>
    internal bool IsBusy { get; set; }

    internal void Validate(FileRecord file, BackgroundCopyServerCertificate certificate) => validate(file, certificate);
}
