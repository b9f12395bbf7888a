namespace Bits.RetrySim.Tests;

/// <summary>A client who judges certificates as the test says, and keeps what it was asked.</summary>
internal sealed class RecordingJudge : IBackgroundCopyServerCertificateValidationCallback
{
    internal List<(BackgroundCopyJob Job, BackgroundCopyFile File, BackgroundCopyServerCertificate Certificate)> Asked { get; } = [];

    internal Action<BackgroundCopyJob, BackgroundCopyServerCertificate> Act { get; set; } = static (_, _) => { };

    public void ValidateServerCertificate(BackgroundCopyJob job, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate)
    {
        Asked.Add((job, file, certificate));
        Act(job, certificate);
    }
}
