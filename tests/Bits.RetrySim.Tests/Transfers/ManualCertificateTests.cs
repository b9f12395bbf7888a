using System.Runtime.InteropServices;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Certificates that a test shows by hand.</summary>
[Trait("Rule", "PROP-25")]
public sealed class ManualCertificateTests : IDisposable
{
    private readonly Bench _bench = new();
    private readonly RecordingJudge _judge = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void AskAboutCertificate_Approved_LetsTheAttemptGoOn()
    {
        BackgroundCopyJob job = Judged();
        ManualAttempt attempt = _bench.Start(job);

        attempt.AskAboutCertificate("CN=cdn", [1, 2], [3]).Should().BeTrue();
        (attempt.AwaitsApproval, job.State).Should().Be((true, Connecting));
        attempt.Invoking(waiting => waiting.Accept(5)).Should().Throw<InvalidOperationException>().WithMessage("*waits until its client has judged*");
        _bench.Pump();

        (BackgroundCopyJob seen, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) = _judge.Asked.Should().ContainSingle().Which;
        (seen, file, certificate.Server, certificate.SubjectName).Should().Be((job, job.Files[0], "cdn.example:443", "CN=cdn"));
        (certificate.RawData.ToArray(), certificate.ChainData.ToArray()).Should().BeEquivalentTo((new byte[] { 1, 2 }, new byte[] { 3 }));
        (attempt.AwaitsApproval, attempt.IsRunning).Should().Be((false, true));
        attempt.AskAboutCertificate("CN=cdn", [1, 2]).Should().BeFalse("it is approved");
        attempt.Accept(5);
        attempt.Complete();
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    public void AskAboutCertificate_Refused_FailsTheAttempt()
    {
        BackgroundCopyJob job = Judged();
        _judge.Act = static (_, _) => throw new COMException("no", HResults.E_FAIL);
        ManualAttempt attempt = _bench.Start(job);
        attempt.AskAboutCertificate("CN=cdn").Should().BeTrue();
        _bench.Pump();

        (job.State, job.Error!.Code, job.Error.Context, attempt.IsRunning, attempt.AwaitsApproval).Should().Be((TransientError, HResults.E_FAIL, BackgroundCopyErrorContext.ServerCertificateCallback, false, false));
    }

    [Fact]
    public void AskAboutCertificate_ApprovedBefore_IsNotAskedAboutInTheNextAttempt()
    {
        BackgroundCopyJob job = Judged();
        ManualAttempt first = _bench.Start(job);
        first.AskAboutCertificate("CN=cdn").Should().BeTrue();
        _bench.Pump();
        first.FailHttp(503);
        _bench.GoTo(600);

        ManualAttempt second = _bench.AttemptOf(job);
        second.AskAboutCertificate("CN=cdn").Should().BeFalse();
        second.AskAboutCertificate("CN=new").Should().BeTrue();
        second.Invoking(asking => asking.AskAboutCertificate("CN=new")).Should().Throw<InvalidOperationException>().WithMessage("*waits until*");
        second.FailHttp(503);
        _bench.Pump();
        (_judge.Asked.Count, job.State).Should().Be((1, TransientError), "the attempt was over before he was asked");
    }

    [Fact]
    public void AskAboutCertificate_OfAJobWithoutAJudge_AsksNobody()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        ManualAttempt attempt = _bench.Start(job);

        attempt.AskAboutCertificate("CN=cdn").Should().BeFalse();
        attempt.Accept(5);
        job.State.Should().Be(Transferring);
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    public void AskAboutCertificate_WhoseJudgeARestartHasLost_IsFatal()
    {
        BackgroundCopyJob job = Judged();
        _bench.Manager.RestartService();
        ManualAttempt attempt = _bench.Start(job);
        attempt.AskAboutCertificate("CN=cdn").Should().BeTrue();

        (job.State, job.Error!.Code).Should().Be((Error, HResults.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED));
    }

    [Fact]
    public void AskAboutCertificate_OfAUrlOfHttp_IsRefused()
    {
        BackgroundCopyJob job = _bench.Manager.CreateJob("job");
        job.AddFile("http://cdn.example/f", @"C:\f");

        _bench.Start(job).Invoking(attempt => attempt.AskAboutCertificate("CN=cdn")).Should().Throw<InvalidOperationException>().WithMessage("*no server of https*");
    }

    private BackgroundCopyJob Judged()
    {
        BackgroundCopyJob job = _bench.CreateJob();
        job.Http.SetServerCertificateValidationInterface(_judge);
        return job;
    }
}
