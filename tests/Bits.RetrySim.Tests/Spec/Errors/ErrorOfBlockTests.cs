using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The error of a block, and what is left of it when the job goes on.</summary>
public sealed class ErrorOfBlockTests
{
    [Fact]
    [Trait("Rule", "ERR-5")]
    [Trait("Rule", "RETRY-14")]
    public void Error_OfALockedVolume_BelongsToNoFile()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.StartJob();

        bench.Environment.LockVolume(@"C:\");

        (job.Error!.Code, job.Error.Context, job.Error.File).Should().Be((HResults.BG_E_DESTINATION_LOCKED, BackgroundCopyErrorContext.LocalFile, null));
    }

    [Fact]
    [Trait("Rule", "ERR-3")]
    public void Error_OfABlockBeforeAJobWithoutNewFilesIsTransferredAgain_IsGone()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferred);
        job.Suspend();
        bench.Environment.NetworkAvailable = false;
        job.Resume();
        bench.Pump();
        job.Error!.Code.Should().Be(HResults.BG_E_NETWORK_DISCONNECTED);

        bench.Environment.NetworkAvailable = true;
        bench.Pump();

        job.State.Should().Be(Transferred);
        bench.Log.Events.Last(entry => entry.To == Transferred).HResult.Should().Be(0);
        bench.AddFiles(job);
        job.Resume();
        job.State.Should().Be(Queued);
        job.Error.Should().BeNull();
    }
}
