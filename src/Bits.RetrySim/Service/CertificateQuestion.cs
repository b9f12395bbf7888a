namespace Bits.RetrySim;

/// <summary>An attempt waits for its client's word on a certificate; due when he is asked.</summary>
/// <param name="job">The job.</param>
/// <param name="generation">The attempt; if another one has begun since, nobody wants to know any more.</param>
/// <param name="certificate">What the server shows.</param>
internal sealed class CertificateQuestion(JobRecord job, int generation, BackgroundCopyServerCertificate certificate) : JobDue(DuePhase.CertificateValidation, job)
{
    internal BackgroundCopyServerCertificate Certificate { get; } = certificate;

    /// <summary>Whether the answer still matters.</summary>
    internal bool IsOpen => Job.Transfer!.IsAttempt(generation) && Job.Extras.CertificateJudge?.Question == this;
}
