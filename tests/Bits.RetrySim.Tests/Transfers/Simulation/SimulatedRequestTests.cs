namespace Bits.RetrySim.Tests;

/// <summary>What hosts remember of the requests they were sent.</summary>
public sealed class SimulatedRequestTests : IDisposable
{
    private readonly BitsSimulation _bits = new();

    public SimulatedRequestTests() => _bits.Network.RequestsKept = 100;

    private SimulatedHost Host => _bits.Network.Host("cdn.example");

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void Requests_TwoFailuresThenTheFile_HaveInstantOffsetAndStatus()
    {
        Host.OnRequests(1, 2, SimulatedFault.HttpStatus(503)).Resource("/a", 1000);
        Resume("https://cdn.example/a?sig=secret");

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        Host.Requests.Should().Equal(
            new SimulatedRequest(1, TimeSpan.Zero, 1, "/a", 0) { IsAnswered = true, Status = 503, Code = HResults.BG_E_HTTP_ERROR_503 },
            new SimulatedRequest(2, TimeSpan.FromMinutes(10), 1, "/a", 0) { IsAnswered = true, Status = 503, Code = HResults.BG_E_HTTP_ERROR_503 },
            new SimulatedRequest(3, TimeSpan.FromMinutes(20), 1, "/a", 0) { IsAnswered = true, Status = 200 });
        Host.RequestCount.Should().Be(3);
    }

    [Fact]
    public void Requests_BodyDropped_GoesOnFromItsByteWith206()
    {
        Host.Resource("/a", 1000).DropsAt(400, once: true);
        Resume("https://cdn.example/a");

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        Host.Requests.Select(request => (request.Offset, request.Status, request.Code)).Should().Equal((0L, 200, 0), (400L, 206, 0));
    }

    [Fact]
    public void Requests_ConnectionRefusedOrFileMissing_HaveTheCode()
    {
        Host.OnRequest(1, SimulatedFault.ConnectionRefused);
        Resume("https://cdn.example/a");

        _bits.Clock.Advance(TimeSpan.FromMinutes(10));

        Host.Requests.Select(request => (request.Status, request.Code)).Should().Equal(
            (null, HResults.ERROR_WINHTTP_CANNOT_CONNECT), (404, HResults.BG_E_HTTP_ERROR_404));
    }

    [Fact]
    public void Requests_StillWaitingThenStopped_AreNotAnswered()
    {
        Host.Fails(SimulatedFault.NoAnswer);
        BackgroundCopyJob job = Resume("https://cdn.example/a");
        _bits.Clock.Advance(TimeSpan.FromSeconds(10));
        SimulatedRequest waiting = Host.Requests.Single();
        job.Suspend();
        SimulatedRequest stopped = Host.Requests.Single();
        job.Resume();

        _bits.Clock.Advance(TimeSpan.FromSeconds(30));

        waiting.Should().Be(new SimulatedRequest(1, TimeSpan.Zero, 1, "/a", 0)).And.Be(stopped);
        Host.Requests[0].IsAnswered.Should().BeFalse();
        Host.Requests[1].Should().Be(new SimulatedRequest(2, TimeSpan.FromSeconds(10), 1, "/a", 0) { IsAnswered = true, Code = HResults.ERROR_WINHTTP_TIMEOUT });
    }

    [Fact]
    public void Requests_ChangedFile_IsSentFromItsBeginning()
    {
        Host.Resource("/a", 1000).DropsAt(400, once: true).ChangesAt(TimeSpan.FromMinutes(1), 900, DateTimeOffset.UnixEpoch);
        Resume("https://cdn.example/a");

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        Host.Requests.Select(request => (request.Offset, request.Status)).Should().Equal((0L, 200), (400L, 200));
    }

    [Fact]
    public void Requests_FileOfAShare_HasNoStatusAndACodeOfWindows()
    {
        _bits.Network.Host("server").Resource("/share/a", 10).OnRequest(1, SimulatedFault.ConnectionRefused);
        Resume(@"\\server\share\a");

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        _bits.Network.Host("server").Requests.Select(request => (request.IsAnswered, request.Status, request.Code)).Should().Equal(
            (true, null, HResults.ERROR_BAD_NETPATH), (true, null, 0));
    }

    [Fact]
    public void Requests_HostNamedWhileTheAttemptConnects_AreTold()
    {
        _bits.Network.Latency = TimeSpan.FromSeconds(10);
        Resume("https://cdn.example/a");
        _bits.Clock.Advance(TimeSpan.FromSeconds(5));
        Host.Resource("/a", 1);

        _bits.Clock.Advance(TimeSpan.FromSeconds(5));

        Host.Requests.Should().Equal(new SimulatedRequest(1, TimeSpan.Zero, 1, "/a", 0) { IsAnswered = true, Status = 200 });
    }

    [Fact]
    public void RequestsKept_MoreMade_KeepsTheLast()
    {
        _bits.Network.RequestsKept = 3;
        Host.Fails(503);
        Resume("https://cdn.example/a");

        _bits.Clock.Advance(TimeSpan.FromHours(1));

        Host.Requests.Select(request => request.Number).Should().Equal(5, 6, 7);
        _bits.Network.RequestsKept = 1;
        Host.Requests.Select(request => request.Number).Should().Equal(7);
        Host.RequestCount.Should().Be(7);
    }

    [Fact]
    public void Requests_NoneKept_ThrowsAndSaysWhatToSet()
    {
        _bits.Network.RequestsKept = 0;

        _bits.Invoking(_ => Host.Requests).Should().Throw<InvalidOperationException>().WithMessage("*RequestsKept = 1_000*");
        _bits.Network.RequestsKept = 1;
        Host.Requests.Should().BeEmpty();
    }

    /// <summary>Requests that are kept go the long way, others the short one: nobody can tell by what happens.</summary>
    [Fact]
    public void Run_WithAndWithoutRequestsKept_GivesTheSameLog()
    {
        string Log(int kept)
        {
            using BitsSimulation bits = new();
            bits.Network.RequestsKept = kept;
            bits.Network.Host("cdn.example").Outage(TimeSpan.Zero, TimeSpan.FromHours(3), SimulatedFault.HttpStatus(503)).Resource("/a", 1000);
            BackgroundCopyJob job = bits.Manager.CreateJob("job");
            job.AddFile("https://cdn.example/a", "/a");
            job.Resume();
            bits.Clock.Advance(TimeSpan.FromDays(1));
            using StringWriter log = new();
            bits.EventLog.WriteTo(log);
            return log.ToString();
        }

        Log(5).Should().Be(Log(0));
    }

    [Fact]
    public void ToString_Request_IsALineWithoutSecrets()
    {
        Host.OnRequest(1, SimulatedFault.HttpStatus(503)).OnRequest(2, SimulatedFault.NameNotResolved).Resource("/a", 1000);
        BackgroundCopyJob job = Resume("https://u:secret@cdn.example/a?sig=secret");
        _bits.Clock.Advance(TimeSpan.FromMinutes(20));

        Host.Requests.Select(request => request.ToString()).Should().Equal(
            "+00:00:00, job 1, /a at byte 0: 503",
            "+00:10:00, job 1, /a at byte 0: ERROR_WINHTTP_NAME_NOT_RESOLVED 0x80072EE7",
            "+00:20:00, job 1, /a at byte 0: 200");
        new SimulatedRequest(1, TimeSpan.Zero, job.Number, "/a\n", 5).ToString().Should().Be(@"+00:00:00, job 1, /a\u000A at byte 5: no answer");
    }

    private BackgroundCopyJob Resume(string url)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(url, "/a");
        job.Resume();
        return job;
    }
}
