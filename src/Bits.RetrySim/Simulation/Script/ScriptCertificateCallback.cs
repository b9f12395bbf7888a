namespace Bits.RetrySim;

/// <summary>The word of a script's client on the certificates of servers.</summary>
/// <param name="code">With what it refuses them; 0: it does not.</param>
internal sealed class ScriptCertificateCallback(int code) : IBackgroundCopyServerCertificateValidationCallback
{
    public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate)
    {
        if (code != 0)
        {
            throw Failure.Bits(code, $"The script refuses the certificate {certificate}.");
        }
    }
}
