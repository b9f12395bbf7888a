using System.Net;
using System.Net.Sockets;

namespace Bits.RetrySim.Tests;

/// <summary>Real transfers, by the HTTP stack of the runtime that this runs on.</summary>
public sealed class HttpTransportTests : IDisposable
{
    /// <summary>Only tells a hang: under mono, on a machine that is slow and busy, a start takes its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();
    private readonly SkippingClock _clock = new();
    private readonly HttpTransportOptions _options = new();
    private readonly List<BackgroundCopyManager> _managers = [];
    private readonly byte[] _file = new byte[300_000];

    public HttpTransportTests() => new Random(7).NextBytes(_file);

    private string Target => Path.Combine(_directory.Path, "file.bin");

    public void Dispose()
    {
        _managers.ForEach(static manager => manager.Dispose());
        _directory.Dispose();
    }

    [Fact]
    public async Task Download_OfAWholeFile_IsThere()
    {
        using RangeServer server = new(_file);
        BackgroundCopyJob job = Start(server.Url);

        (await OutcomeOf(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        File.ReadAllBytes(Target).Should().Equal(_file);
        File.GetLastWriteTimeUtc(Target).Should().Be(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        server.Requests.Should().Equal("HEAD", "GET 0-299999");
    }

    [Fact]
    public async Task Download_ThatBreaksOffTwice_GoesOnWhereItWas()
    {
        using RangeServer server = new(_file, 200, 100_000, 50_000);
        BackgroundCopyJob job = Start(server.Url);

        await Skip(job, attempts: 2);
        (await OutcomeOf(job)).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();

        File.ReadAllBytes(Target).Should().Equal(_file);
        server.Requests.Where(request => request.StartsWith("GET", StringComparison.Ordinal)).Should().Equal("GET 0-299999", "GET 100000-299999", "GET 150000-299999");
        job.ErrorCount.Should().Be(2);
    }

    [Fact]
    public async Task Download_FromAServerThatFallsSilent_TimesOut()
    {
        using RangeServer server = new(_file, 200, -100_000);
        _options.ReceiveTimeout = TimeSpan.FromSeconds(1);
        BackgroundCopyJob job = Start(server.Url);
        await job.WaitForStateAsync(BackgroundCopyJobState.Transferring, new CancellationTokenSource(Patience).Token);
        Task failed = job.WaitForStateAsync(BackgroundCopyJobState.TransientError, new CancellationTokenSource(Patience).Token);

        // The watchdog begins anew with each piece that comes, the last of which nobody sees.
        while (!failed.IsCompleted)
        {
            _clock.Skip(_options.ReceiveTimeout);
            await Task.Yield();
        }

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_TIMEOUT);
    }

    [Fact]
    public async Task Download_BegunWhereNoContextFlows_IsThere()
    {
        using RangeServer server = new(_file);
        BackgroundCopyJob job;
        using (ExecutionContext.SuppressFlow())
        {
            job = Start(server.Url);
        }

        (await OutcomeOf(job)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public async Task Download_OfWhatIsNotThere_EndsWithItsStatus()
    {
        using RangeServer server = new(_file, status: 404);
        BackgroundCopyJob job = Start(server.Url);

        (await OutcomeOf(job)).Should().Be(BackgroundCopyJobState.Error);

        job.Error!.Code.Should().Be(HResults.HttpStatus(404));
    }

    [Fact]
    public async Task Download_FromAPortThatNobodyListensTo_CannotConnectAndIsRetried()
    {
        TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        BackgroundCopyJob job = Start($"http://127.0.0.1:{port}/file.bin");

        await Skip(job, attempts: 1);

        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_CANNOT_CONNECT);
    }

    private static Task<BackgroundCopyJobState> OutcomeOf(BackgroundCopyJob job) => job.WaitForOutcomeAsync(new CancellationTokenSource(Patience).Token);

    /// <summary>Leaves out the delay after each of so many failures.</summary>
    private async Task Skip(BackgroundCopyJob job, int attempts)
    {
        for (int i = 0; i < attempts; i++)
        {
            await job.WaitForStateAsync(BackgroundCopyJobState.TransientError, new CancellationTokenSource(Patience).Token);
            Task retried = job.WaitForStateAsync(BackgroundCopyJobState.Connecting, new CancellationTokenSource(Patience).Token);
            _clock.Skip(TimeSpan.FromSeconds(60));
            await retried;
        }
    }

    private BackgroundCopyJob Start(string url)
    {
        BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = _clock, Transport = new HttpTransport(_options), Files = new DiskFiles() });
        _managers.Add(manager);
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile(url, Target);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        job.Resume();
        return job;
    }
}
