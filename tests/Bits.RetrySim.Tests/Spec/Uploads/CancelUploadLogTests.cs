using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>What is told of the requests with which a server hears that an upload was cancelled.</summary>
[Trait("Rule", "LIFE-20")]
public sealed class CancelUploadLogTests : IDisposable
{
    private readonly FakeLogCollector _messages = FakeLogCollector.Create(new FakeLogCollectorOptions());
    private readonly LoggerFactory _loggers;
    private readonly UploadBench _bench;

    public CancelUploadLogTests()
    {
        _loggers = new LoggerFactory([new FakeLoggerProvider(_messages)], new LoggerFilterOptions { MinLevel = LogLevel.Trace });
        _bench = new UploadBench(options => options.LoggerFactory = _loggers);
    }

    public void Dispose()
    {
        _bench.Dispose();
        _loggers.Dispose();
    }

    private IEnumerable<(double Seconds, SessionEndStep Step, int HResult)> Told => _bench.Bits.EventLog.Events
        .Where(entry => entry.Kind == JobEventKind.SessionEnd).Select(entry => (entry.Instant.TotalSeconds, entry.SessionEnd!.Value, entry.HResult));

    [Fact]
    public void Cancel_ThatTheServerTakes_IsTold()
    {
        _bench.Run(seconds: 0.5).Cancel();
        _bench.Advance(10);

        Told.Should().Equal((0.5, SessionEndStep.Sent, 0), (0.5, SessionEndStep.Taken, 0));
        Messages().Should().Equal((402, LogLevel.Debug, "The server of job 1 is told that no more of its upload comes"), (403, LogLevel.Debug, "The server of job 1 has ended the session of its upload"));
        _bench.Bits.EventLog.Events[^1].ToString().Should().EndWith("job 0001  SESSIONEND                                                                 the server has ended the session");
    }

    [Fact]
    [Trait("Rule", "UP-5")]
    public void Cancel_ThatTheServerRefuses_IsTold()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Target.Fails(404);
        job.Cancel();
        _bench.Advance(10);

        Told.Should().Equal((0.5, SessionEndStep.Sent, 0), (0.5, SessionEndStep.Refused, HResults.BG_E_HTTP_ERROR_404));
        Messages()[^1].Should().Be((405, LogLevel.Information, "The server of job 1 has not ended the session of its upload (error 0x80190194), and is not told again"));
    }

    [Fact]
    [Trait("Rule", "UP-5")]
    public void Cancel_OfAServerThatIsGone_IsToldWithEachRequestUntilItIsGivenUp()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        job.NoProgressTimeout = TimeSpan.FromSeconds(700);
        _bench.Target.Fails(503);
        job.Cancel();
        _bench.Advance(3_000);

        Told.Should().Equal(
            (0.5, SessionEndStep.Sent, 0), (0.5, SessionEndStep.Failed, HResults.HttpStatus(503)), (600.5, SessionEndStep.Sent, 0), (600.5, SessionEndStep.GivenUp, HResults.HttpStatus(503)));
        Messages().Select(message => message.Id).Should().Equal(402, 404, 402, 405);
        Messages()[1].Text.Should().Be("The server of job 1 could not be told that no more of its upload comes (error 0x801901F7), and is told again");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void Cancel_WithoutANetwork_IsToldAsPutOff()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Environment.NetworkAvailable = false;
        job.Cancel();
        _bench.Advance(599);
        _bench.Bits.Environment.NetworkAvailable = true;
        _bench.Advance(10);

        Told.Should().Equal((0.5, SessionEndStep.Failed, HResults.BG_E_NETWORK_DISCONNECTED), (600.5, SessionEndStep.Sent, 0), (600.5, SessionEndStep.Taken, 0));
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void Cancel_OfAServerWithANewCertificate_IsToldAsWithoutAJudge()
    {
        BackgroundCopyJob job = _bench.Create();
        job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(0));
        job.Resume();
        _bench.Advance(0.5);
        _bench.Host.WithServerCertificate("CN=new");
        job.Cancel();
        _bench.Advance(0);

        Told.Should().Equal((0.5, SessionEndStep.Sent, 0), (0.5, SessionEndStep.Failed, HResults.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED));
    }

    [Fact]
    public void Timeline_OfAServerThatIsGone_FoldsItsRequests()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Target.Fails(503);
        job.Cancel();
        _bench.Advance(90_000);
        using StringWriter json = new(CultureInfo.InvariantCulture);
        _bench.Bits.Timeline().WriteJsonLines(json);

        string[] lines = [.. _bench.Bits.Timeline().ToString().Split('\n').Where(line => line.Contains("could not be told", StringComparison.Ordinal))];
        lines.Should().HaveCount(2);
        lines[0].Should().Contain(" x144 ").And.Contain("the server could not be told, and is told again after the retry delay: HTTP status 503: Service Unavailable (0x801901F7)").And.EndWith("; one every 10 min");
        lines[1].Should().EndWith("the server could not be told, and is not told again: HTTP status 503: Service Unavailable (0x801901F7)");
        json.ToString().Should().Contain("\"kind\":\"sessionend\",\"job\":1,\"hresult\":\"0x801901F7\",\"sessionEnd\":\"GivenUp\",\"detail\":\"the server could not be told, and is not told again\"");
    }

    [Fact]
    [Trait("Rule", "NET-1")]
    public void Timeline_OfAMachineWithoutANetwork_FoldsWhatIsPutOff()
    {
        BackgroundCopyJob job = _bench.Run(seconds: 0.5);
        _bench.Bits.Environment.NetworkAvailable = false;
        job.Cancel();
        _bench.Advance(90_000);

        _bench.Bits.Timeline().ToString().Split('\n').Where(line => line.Contains("could not be told", StringComparison.Ordinal)).Should().HaveCount(3, "the last but one is followed by another one than the others");
    }

    private (int Id, LogLevel Level, string Text)[] Messages() =>
        [.. _messages.GetSnapshot().Where(message => message.Id.Id is >= 402 and <= 405).Select(message => (message.Id.Id, message.Level, message.Message))];
}
