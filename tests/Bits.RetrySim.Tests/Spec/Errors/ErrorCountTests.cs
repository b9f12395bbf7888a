using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What counts as an error of a job.</summary>
public sealed class ErrorCountTests
{
    [Fact]
    [Trait("Rule", "ERR-13")]
    public void ErrorCount_FailuresAndRetriesThatFail_GrowsAndIsNeverReset()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Accept(100);
        bench.AttemptOf(job).Receive(1);
        bench.AttemptOf(job).Fail(HResults.ERROR_WINHTTP_CONNECTION_ERROR);
        job.ErrorCount.Should().Be(1, "it failed out of TRANSFERRING");

        bench.GoTo(600);
        bench.AttemptOf(job).FailHttp(503);
        job.ErrorCount.Should().Be(2, "a retry failed");

        bench.Start(job).Accept(100);
        job.ErrorCount.Should().Be(2, "neither Resume nor success takes it back");
        bench.AttemptOf(job).Receive(50);
        bench.AttemptOf(job).FailHttp(404);
        (job.State, job.ErrorCount).Should().Be((Error, 3), "a fatal failure counts as well");

        bench.Start(job).Accept(100);
        bench.AttemptOf(job).Complete();
        (job.State, job.ErrorCount).Should().Be((Transferred, 3));
    }

    [Theory]
    [Trait("Rule", "ERR-14")]
    [InlineData("network", 0x80200010)]
    [InlineData("volume", 0x8020000D)]
    [InlineData("bandwidth", 0x8020003E)]
    public void ErrorCount_Block_DoesNotGrow(string block, uint code)
    {
        using Bench bench = new();
        BackgroundCopyJob running = bench.CreateJob();
        BackgroundCopyJob queued = bench.CreateJob();
        bench.Start(running).Accept(100);
        queued.Resume();

        switch (block)
        {
            case "network":
                bench.Environment.NetworkAvailable = false;
                break;
            case "volume":
                bench.Environment.LockVolume(@"C:\");
                break;
            default:
                bench.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 0) });
                break;
        }

        foreach (BackgroundCopyJob job in new[] { running, queued })
        {
            (job.State, job.Error!.Code, job.ErrorCount).Should().Be((TransientError, unchecked((int)code), 0));
        }
    }

    [Fact]
    [Trait("Rule", "ERR-15")]
    [Trait("Rule", "OQ-17")]
    public void ErrorCount_FirstFailureInConnecting_Counts()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        bench.Start(job).Fail(HResults.ERROR_WINHTTP_CANNOT_CONNECT);

        (job.State, job.ErrorCount).Should().Be((TransientError, 1));
    }
}
