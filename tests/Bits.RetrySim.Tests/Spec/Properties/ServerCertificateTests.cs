using System.Runtime.InteropServices;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>A client that judges the certificates of servers itself.</summary>
public sealed class ServerCertificateTests : IDisposable
{
    private const int Refused = unchecked((int)0x800B0109);

    private readonly BitsSimulation _bits = new();
    private readonly RecordingJudge _judge = new();

    public ServerCertificateTests()
    {
        _bits.Network.RequestsKept = 100;
        _bits.Network.Host("h").Resource("/f", 1_000);
        _bits.Network.Host("h").Resource("/g", 1_000);
    }

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Callback_Approves_TheJobGoesOnAtTheSameInstant()
    {
        _bits.Network.Latency = TimeSpan.FromSeconds(2);
        BackgroundCopyJob job = Job("https://h/f");
        BackgroundCopyJobState? asked = null;
        _judge.Act = (seen, _) => asked = seen.State;
        job.Resume();
        Advance(2);

        job.State.Should().Be(Transferred);
        asked.Should().Be(Connecting, "no answer has come yet");
        (BackgroundCopyJob seenJob, BackgroundCopyFile file, BackgroundCopyServerCertificate certificate) = _judge.Asked.Should().ContainSingle().Which;
        (seenJob, file).Should().Be((job, job.Files[0]));
        (certificate.Server, certificate.SubjectName, certificate.EncodingType, certificate.ChainData.Length).Should().Be(("h:443", "CN=h", 1, 0));
        certificate.RawData.ToArray().Should().Equal("CN=h"u8.ToArray());
        certificate.Hash.Should().HaveLength(40);
        certificate.ToString().Should().Be("CN=h of h:443");
        _bits.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Notification).Select(entry => (entry.Instant.TotalSeconds, entry.HResult, entry.Detail))
            .Should().Equal((2, 0, "ServerCertificateValidation 1"));
        _bits.EventLog.Events.Should().ContainSingle(entry => entry.Call == JobCall.SetServerCertificateValidationInterface).Which.Argument.Should().Be("callback");
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Callback_IsAskedOverHttpsOnly_AndAfterTheNormalChecks()
    {
        BackgroundCopyJob plain = Job("http://h/f");
        BackgroundCopyJob flawed = Job("https://h/f");
        _bits.Network.Host("h").WithCertificate(SimulatedCertificateFlaws.Date);
        plain.Resume();
        flawed.Resume();
        Advance(0);
        (plain.State, flawed.State, flawed.Error!.Code, _judge.Asked.Count).Should().Be((Transferred, Error, HResults.ERROR_WINHTTP_SECURE_CERT_DATE_INVALID, 0));

        flawed.SecurityOptions = BackgroundCopySecurityOptions.IgnoreDateInvalid;
        _bits.Network.Host("h").RequiresCredentials(BackgroundCopyAuthScheme.Basic, "u", "p");
        flawed.Resume();
        Advance(0);
        (flawed.State, flawed.Error!.Code, _judge.Asked.Count).Should().Be((Error, HResults.BG_E_HTTP_ERROR_401, 1), "the server sees a request whose certificate was approved");
    }

    [Theory]
    [Trait("Rule", "ERR-36")]
    [Trait("Rule", "ERR-10")]
    [InlineData(Refused)]
    [InlineData(HResults.BG_E_HTTP_ERROR_404)]
    [InlineData(HResults.BG_E_NETWORK_DISCONNECTED)]
    public void Callback_Refuses_IsTransientWithItsCode_AndAskedAtEachAttempt(int code)
    {
        BackgroundCopyJob job = Job("https://h/f");
        _judge.Act = (_, _) => throw new COMException("no", code);
        job.Resume();
        Advance(0);

        (job.State, job.Error!.Code, job.Error.Context, job.ErrorCount).Should().Be((TransientError, code, BackgroundCopyErrorContext.ServerCertificateCallback, 1));
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromSeconds(600));
        _bits.Network.Host("h").Requests.Should().ContainSingle().Which.IsAnswered.Should().BeFalse("the server has not seen the request");
        Advance(1_200);
        (job.State, job.ErrorCount, _judge.Asked.Count, job.Attempts).Should().Be((TransientError, 3, 3, 3));
        _bits.EventLog.Events.Where(entry => entry.Kind == JobEventKind.Notification).Select(entry => (entry.Instant.TotalSeconds, entry.HResult))
            .Should().Equal((0, 0), (0, code), (600, 0), (600, code), (1_200, 0), (1_200, code));

        _judge.Act = static (_, _) => { };
        Advance(600);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    [Trait("Rule", "RETRY-9")]
    [Trait("Rule", "RETRY-12")]
    public void Callback_Refuses_TheTimeoutsCount()
    {
        _judge.Act = (_, _) => throw new COMException("no", Refused);
        BackgroundCopyJob patient = Job("https://h/f");
        BackgroundCopyJob hasty = Job("https://h/g");
        patient.NoProgressTimeout = TimeSpan.FromSeconds(1_000);
        hasty.NoProgressTimeout = TimeSpan.Zero;
        patient.Resume();
        hasty.Resume();
        Advance(0);

        (patient.State, hasty.State, hasty.Error!.Code).Should().Be((TransientError, Error, Refused));
        Advance(1_000);
        (patient.State, patient.Error!.Context, patient.Attempts).Should().Be((Error, BackgroundCopyErrorContext.ServerCertificateCallback, 2));
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Approval_IsKeptForServerAndHash_UntilTheSetterIsCalledAgain()
    {
        _bits.Network.Host("h").Fails(503);
        BackgroundCopyJob job = Job("https://h/f");
        job.AddFile("https://h/g", @"C:\g");
        job.Resume();
        Advance(1_200);
        (job.Attempts, _judge.Asked.Count).Should().Be((3, 1), "what was approved is not asked about again");

        _bits.Network.Host("h").WithServerCertificate("CN=next", [1, 2, 3], [4]);
        Advance(600);
        _judge.Asked.Select(asked => asked.Certificate.SubjectName).Should().Equal("CN=h", "CN=next");
        _judge.Asked[1].Certificate.RawData.ToArray().Should().Equal(1, 2, 3);
        _judge.Asked[1].Certificate.ChainData.ToArray().Should().Equal(4);
        _judge.Asked[1].Certificate.Hash.Should().Be("7037807198C22A7D2B0807371D763779A84FDFCF", "it is the SHA-1 hash of the bytes");

        job.Suspend();
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);
        _judge.Asked.Should().HaveCount(3);
        _bits.Network.Host("h").Recovers();
        Advance(600);
        (job.State, _judge.Asked.Count).Should().Be((Transferred, 3), "the second file comes from the same server");
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Approval_IsForOnePortOfOneServer_AndOneJob()
    {
        _bits.Network.Host("h:8443").Resource("/f", 1).Should().NotBeNull();
        _bits.Network.Host("h:8443").WithServerCertificate("CN=h");
        BackgroundCopyJob job = Job("https://h/f");
        job.AddFile("https://h:8443/f", @"C:\g");
        BackgroundCopyJob other = Job("https://h/f");
        job.Resume();
        other.Resume();
        Advance(0);

        (job.State, other.State).Should().Be((Transferred, Transferred));
        _judge.Asked.Select(asked => (asked.Job.Number, asked.File.RemoteName, asked.Certificate.Server)).Should().BeEquivalentTo(
            [(1, "https://h/f", "h:443"), (1, "https://h:8443/f", "h:8443"), (2, "https://h/f", "h:443")]);
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Redirect_OverHttps_AsksAboutEachServer()
    {
        _bits.Network.Host("a").Resource("/f", 1).RedirectsTo("https://h/f", 302);
        BackgroundCopyJob job = Job("https://a/f");
        job.Resume();
        Advance(0);

        job.State.Should().Be(Transferred);
        _judge.Asked.Select(asked => asked.Certificate.Server).Should().Equal("a:443", "h:443");
        _bits.Network.Host("a").Requests.Should().ContainSingle().Which.Status.Should().Be(302);
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "PROP-25")]
    public void Restart_LosesTheCallback_UntilItIsSetAgain()
    {
        _bits.Network.Host("h").Fails(503);
        BackgroundCopyJob approved = Job("https://h/f");
        approved.Resume();
        Advance(0);
        BackgroundCopyJob job = Job("https://h/g");
        _bits.Network.Host("h").Recovers();
        _bits.Manager.RestartService();
        job.Resume();
        Advance(0);

        approved.State.Should().Be(Transferred, "what was approved stays so");
        (job.State, job.Error!.Code, job.Error.Context).Should().Be((Error, HResults.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED, BackgroundCopyErrorContext.GeneralQueueManager));
        job.Resume();
        Advance(0);
        job.State.Should().Be(Error, "a Resume alone is no way out");
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);
        job.State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Rule", "CLOCK-7")]
    public void Setter_WithNull_AsksNobodyAnyMore()
    {
        BackgroundCopyJob job = Job("https://h/f");
        _bits.Manager.RestartService();
        job.Http.SetServerCertificateValidationInterface(null);
        job.Resume();
        Advance(0);

        (job.State, _judge.Asked.Count).Should().Be((Transferred, 0));
    }

    [Fact]
    [Trait("Rule", "ERR-36")]
    [Trait("Decision", "D-24")]
    public void Callback_ThrowsAnotherException_RefusesAndReachesTheTest()
    {
        BackgroundCopyJob job = Job("https://h/f");
        _judge.Act = (_, _) => throw new FormatException("mistake");
        job.Resume();

        FluentActions.Invoking(() => Advance(0)).Should().Throw<FormatException>();
        (job.State, job.Error!.Code, job.Error.Context).Should().Be((TransientError, new FormatException().HResult, BackgroundCopyErrorContext.ServerCertificateCallback));
    }

    [Theory]
    [Trait("Rule", "PROP-25")]
    [InlineData("Suspend", Suspended)]
    [InlineData("Cancel", Cancelled)]
    [InlineData("Complete", Acknowledged)]
    [InlineData("restart", Error)]
    [InlineData("suspend, set and resume", Transferred)]
    [InlineData("suspend and resume", Transferred)]
    [InlineData("another certificate", Transferred)]
    [InlineData("host gone", TransientError)]
    [InlineData("refuse after Suspend", Suspended)]
    public void Callback_ChangesTheWorld_ItsAnswerCountsOnlyForTheAttemptThatAsked(string what, BackgroundCopyJobState expected)
    {
        BackgroundCopyJob job = Job("https://h/f");
        Dictionary<string, Action> acts = new()
        {
            ["Suspend"] = job.Suspend,
            ["Cancel"] = () => job.Cancel(),
            ["Complete"] = () => job.Complete(),
            ["restart"] = _bits.Manager.RestartService,
            ["suspend, set and resume"] = () =>
            {
                job.Suspend();
                job.Http.SetServerCertificateValidationInterface(_judge);
                job.Resume();
            },
            ["suspend and resume"] = () =>
            {
                job.Suspend();
                job.Resume();
            },
            ["another certificate"] = () => _bits.Network.Host("h").WithServerCertificate("CN=next"),
            ["host gone"] = () => _bits.Network.Host("h").Fails(SimulatedFault.ConnectionRefused),
            ["refuse after Suspend"] = () =>
            {
                job.Suspend();
                throw new COMException("no", Refused);
            },
        };
        _judge.Act = (_, _) =>
        {
            _judge.Act = static (_, _) => { };
            acts[what]();
        };
        job.Resume();
        Advance(0);
        Advance(0);

        job.State.Should().Be(expected);
        bool asksAgain = what is "suspend, set and resume" or "suspend and resume" or "another certificate";
        _judge.Asked.Should().HaveCount(asksAgain ? 2 : 1);
        job.ErrorCount.Should().Be(expected is Error or TransientError ? 1 : 0);
    }

    [Fact]
    [Trait("Rule", "STATE-46")]
    [Trait("Rule", "PROP-25")]
    public void Callback_OfACaller_IsHandedTheJobAsHeSeesIt()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        BackgroundCopyCaller stranger = new(new BackgroundCopyUser("stranger"));
        FluentActions.Invoking(() => _bits.Manager.As(stranger).See(job).Http.SetServerCertificateValidationInterface(_judge)).Should().Throw<UnauthorizedAccessException>();

        BackgroundCopyCaller restricted = new(job.Owner);
        BackgroundCopyJob seen = _bits.Manager.As(restricted).See(job);
        seen.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);

        BackgroundCopyJob handed = _judge.Asked.Should().ContainSingle().Which.Job;
        (job.State, handed.Id, ReferenceEquals(handed, job)).Should().Be((Transferred, job.Id, false));
    }

    [Theory]
    [Trait("Rule", "ERR-36")]
    [InlineData("\"accept\"", Transferred, null)]
    [InlineData("\"0x800B0109\"", TransientError, Refused)]
    public void Script_CertificateCallback_JudgesForTheClient(string word, BackgroundCopyJobState state, int? code)
    {
        string json = $$"""
            {
              "network": { "hosts": { "h": { "serverCertificate": "CN=other", "resources": { "/f": { "size": 1 } } } } },
              "jobs": [ { "name": "a", "certificateCallback": {{word}}, "files": [ { "remote": "https://h/f", "local": "C:\\f" } ] } ],
              "runFor": 60
            }
            """;
        using BitsSimulation bits = BitsSimulation.FromScript(SimulationScript.Parse(json));
        bits.Clock.Advance(TimeSpan.FromSeconds(60));

        (bits.Manager.EnumJobs()[0].State, bits.Manager.EnumJobs()[0].Error?.Code).Should().Be((state, code));
        bits.EventLog.Events.Should().Contain(entry => entry.Notification == NotificationKind.ServerCertificateValidation);
    }

    private void Advance(double seconds) => _bits.Clock.Advance(TimeSpan.FromSeconds(seconds));

    private BackgroundCopyJob Job(string url)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(url, $@"C:\{job.Number}");
        job.Http.SetServerCertificateValidationInterface(_judge);
        return job;
    }
}
