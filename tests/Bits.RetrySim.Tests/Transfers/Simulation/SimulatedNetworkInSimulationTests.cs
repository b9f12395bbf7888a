namespace Bits.RetrySim.Tests;

/// <summary>The network under a real manager: what only shows when both work together.</summary>
public sealed class SimulatedNetworkInSimulationTests : IDisposable
{
    private const string Url = "https://cdn.example/app.zip";
    private readonly BitsSimulation _simulation = new();

    public SimulatedNetworkInSimulationTests() => _simulation.Network.BitsPerSecond = 8_000_000;

    private SimulatedHost Host => _simulation.Network.Host("cdn.example");

    public void Dispose() => _simulation.Dispose();

    [Fact]
    [Trait("Decision", "D-7")]
    public void Advance_TwoForegroundJobs_TheSecondTakesOverTheShareOfTheFirst()
    {
        Host.Resource("/app.zip", 10_000_000);
        Host.Resource("/half", 5_000_000);
        BackgroundCopyJob whole = Resume(Url, BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob half = Resume("https://cdn.example/half", BackgroundCopyJobPriority.Foreground);

        _simulation.Clock.Advance(TimeSpan.FromSeconds(10));
        half.State.Should().Be(BackgroundCopyJobState.Transferred);
        whole.Progress.BytesTransferred.Should().Be(5_000_000);

        _simulation.Clock.Advance(TimeSpan.FromSeconds(5));
        whole.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Decision", "D-37")]
    public void Advance_OutageUnderATransfer_RetriesAndGoesOnWhereItWas()
    {
        Host.Resource("/app.zip", 10_000_000);
        Host.Outage(TimeSpan.FromSeconds(4), TimeSpan.FromHours(1), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Resume(Url);

        _simulation.Clock.Advance(TimeSpan.FromSeconds(4));
        (job.State, job.Progress.BytesTransferred, job.Error!.Code).Should()
            .Be((BackgroundCopyJobState.TransientError, 4_000_000, HResults.ERROR_WINHTTP_CONNECTION_ERROR));

        _simulation.Clock.Advance(TimeSpan.FromSeconds(3_600));
        (job.State, job.ErrorCount).Should().Be((BackgroundCopyJobState.Transferring, 6));
        _simulation.Clock.Advance(TimeSpan.FromSeconds(6));
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Advance_FileChangesUnderATransfer_BeginsAgainWithoutAnError()
    {
        Host.Resource("/app.zip", 10_000_000).ChangesAt(TimeSpan.FromSeconds(4), 2_000_000, DateTimeOffset.UnixEpoch);
        BackgroundCopyJob job = Resume(Url);

        _simulation.Clock.Advance(TimeSpan.FromSeconds(5));
        job.Progress.Should().Be(new BackgroundCopyJobProgress(2_000_000, 1_000_000, 1, 0));
        _simulation.Clock.Advance(TimeSpan.FromSeconds(1));

        (job.State, job.ErrorCount).Should().Be((BackgroundCopyJobState.Transferred, 0));
    }

    [Fact]
    public void Advance_ScriptChangedFromACallback_StrikesTheAttemptOfThatInstant()
    {
        Host.Resource("/app.zip", 10_000_000);
        BackgroundCopyJob job = Resume(Url);
        job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobModification = changed =>
            {
                if (changed.State == BackgroundCopyJobState.Transferring)
                {
                    Host.Fails(SimulatedFault.HttpStatus(503)).Recovers().Outage(TimeSpan.Zero, TimeSpan.FromHours(1), SimulatedFault.HttpStatus(502));
                }
            },
        };

        _simulation.Clock.Advance(TimeSpan.FromSeconds(2));

        (job.State, job.Error?.Code).Should().Be((BackgroundCopyJobState.TransientError, HResults.BG_E_HTTP_ERROR_502), "the line broke before a byte, and so did the request that was made again at once");
    }

    [Fact]
    public void Advance_ScriptTouchedBetweenResumeAndAdvance_LosesNoReport()
    {
        Host.Resource("/app.zip", 0);
        BackgroundCopyJob job = Resume(Url);
        _simulation.Network.Latency = TimeSpan.Zero;
        _simulation.Network.Host("other.example").Resource("/x", 1);

        _simulation.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    private BackgroundCopyJob Resume(string url, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal)
    {
        BackgroundCopyJob job = _simulation.Manager.CreateJob("job");
        job.Priority = priority;
        job.AddFile(url, @"C:\Downloads\file.bin");
        job.Resume();
        return job;
    }
}
