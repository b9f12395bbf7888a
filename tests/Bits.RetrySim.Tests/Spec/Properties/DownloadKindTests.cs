using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Methods of their own, dynamic content, high performance and limits of the size.</summary>
public sealed class DownloadKindTests
{
    [Fact]
    [Trait("Rule", "RETRY-22")]
    [Trait("Rule", "PROP-24")]
    public void HttpMethod_AnyFailure_IsTheLastAndResumeBeginsAgain()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.HttpMethod = "POST";
        bench.Start(job).Accept(1_000);
        bench.Attempt.Receive(400);
        bench.Attempt.Fail(0x80072EFE);

        (job.State, job.Attempts).Should().Be((Error, 1));
        job.Resume();
        bench.Pump();
        bench.Attempt.Offset.Should().Be(0);
        job.Progress.BytesTransferred.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "RETRY-22")]
    [Trait("Rule", "RETRY-28")]
    public void HttpMethod_FailsAfterTheAnswer_IsNotTriedAgainAtOnce()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.HttpMethod = "POST";
        bench.Start(job).Accept(1_000);
        bench.Attempt.Fail(0x80072EFE);

        (job.State, job.Attempts).Should().Be((Error, 1));
    }

    [Theory]
    [Trait("Rule", "RETRY-22")]
    [Trait("Rule", "NET-1")]
    [InlineData(true, Error)]
    [InlineData(false, TransientError)]
    public void HttpMethod_NetworkLost_FailsTheAttemptOnly(bool runs, BackgroundCopyJobState expected)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.HttpMethod = "POST";
        job.Resume();
        if (runs)
        {
            bench.Pump();
        }

        bench.Environment.NetworkAvailable = false;
        bench.Pump();

        (job.State, job.Error!.Code).Should().Be((expected, HResults.BG_E_NETWORK_DISCONNECTED));
    }

    [Fact]
    [Trait("Rule", "SCHED-10")]
    public void HttpMethod_Set_MakesAForegroundJobForGood()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.HttpMethod = "POST";

        job.Priority.Should().Be(BackgroundCopyJobPriority.Foreground);
        FluentActions.Invoking(() => job.Priority = BackgroundCopyJobPriority.High).Should().Throw<BitsException>().Where(e => e.HResult == HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        job.Priority = BackgroundCopyJobPriority.Foreground;
    }

    [Theory]
    [Trait("Rule", "PROP-24")]
    [InlineData(null)]
    [InlineData("GET")]
    public void HttpMethod_Default_ChangesNothing(string? method)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.HttpMethod = method;

        (job.HttpMethod, job.Priority).Should().Be(("GET", BackgroundCopyJobPriority.Normal));
    }

    [Fact]
    [Trait("Rule", "PROP-24")]
    [Trait("Rule", "PROP-3")]
    public void HttpMethod_BesideDynamicContent_IsRefusedBothWays()
    {
        using Bench bench = new();
        BackgroundCopyJob dynamic = bench.CreateJob();
        dynamic.Properties.DynamicContent = true;
        BackgroundCopyJob method = bench.CreateJob();
        method.HttpMethod = "POST";

        FluentActions.Invoking(() => dynamic.HttpMethod = "POST").Should().Throw<BitsException>().Where(e => e.HResult == HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
        FluentActions.Invoking(() => method.Properties.DynamicContent = true).Should().Throw<BitsException>().Where(e => e.HResult == HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD);
    }

    [Fact]
    [Trait("Rule", "RETRY-23")]
    public void DynamicContent_Interrupted_BeginsAtByteZero()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.Properties.DynamicContent = true;
        bench.Start(job).Accept(1_000);
        bench.Attempt.Receive(400);
        bench.Attempt.Fail(0x80072EFE);
        bench.GoTo(600);

        job.Attempts.Should().Be(2);
        bench.Attempt.Offset.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "RETRY-28")]
    [Trait("Rule", "PROP-3")]
    public void DynamicContent_FailsToConnect_IsTriedAgainAtOnce()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.Properties.DynamicContent = true;
        bench.Start(job).Fail(0x80072EE7);

        (job.State, job.Attempts).Should().Be((Connecting, 2));
    }

    [Fact]
    [Trait("Rule", "PROP-3")]
    [Trait("Rule", "HTTP-3")]
    public void DynamicContent_ServerTellsNoLengthAndKnowsNoRanges_Arrives()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1_000).WithoutContentLength().WithoutRanges();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Properties.DynamicContent = true;
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(Transferred);
        job.Progress.BytesTransferred.Should().Be(1_000);
    }

    [Theory]
    [Trait("Rule", "CONS-5")]
    [InlineData(true, Error)]
    [InlineData(false, Transferring)]
    public void Restarted_DynamicContent_IsAnErrorForTheClient(bool isDynamic, BackgroundCopyJobState expected)
    {
        using BitsSimulation bits = new();
        bits.Network.BitsPerSecond = 800;
        bits.Network.Host("h").Resource("/f", 1_000).ChangesAt(TimeSpan.FromSeconds(5), 2_000, new DateTimeOffset(2001, 1, 1, 0, 0, 0, TimeSpan.Zero));
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Properties.DynamicContent = isDynamic;
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(6));

        job.State.Should().Be(expected);
        (job.Error?.Code).Should().Be(isDynamic ? HResults.BG_E_REMOTE_FILE_CHANGED : null);
    }

    [Theory]
    [Trait("Rule", "PROP-4")]
    [Trait("Rule", "PROG-8")]
    [InlineData(false, Cancelled, 400)]
    [InlineData(true, Queued, 0)]
    public void HighPerformance_ServiceRestarts_IsCancelledOrBeginsAgain(bool keeps, BackgroundCopyJobState expected, long bytes)
    {
        using Bench bench = new(options => options.Readings.RestartKeepsHighPerformance = keeps);
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.Properties.HighPerformance = true;
        bench.AddFiles(job);
        bench.Start(job).Accept(1_000);
        bench.Attempt.Receive(400);

        bench.Manager.RestartService();

        (job.State, job.Progress.BytesTransferred).Should().Be((expected, bytes));
    }

    [Fact]
    [Trait("Rule", "PROP-4")]
    public void HighPerformance_AllArrived_OutlivesARestart()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.Properties.HighPerformance = true;
        bench.AddFiles(job);
        bench.Start(job).Accept(1_000);
        bench.Attempt.Complete();

        bench.Manager.RestartService();

        job.State.Should().Be(Transferred);
    }

    [Theory]
    [Trait("Rule", "PROP-5")]
    [Trait("Rule", "OQ-25")]
    [InlineData(1_000UL, Transferred)]
    [InlineData(999UL, Error)]
    public void MaximumDownloadSize_MoreIsTold_FailsAfterTheAnswer(ulong most, BackgroundCopyJobState expected)
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Properties.MaximumDownloadSize = most;
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(expected);
        (job.Error?.Code).Should().Be(expected == Error ? HResults.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED : null);
        job.Attempts.Should().Be(expected == Error ? 4 : 1, "after an answer there are three immediate retries (RETRY-28)");
    }

    [Fact]
    [Trait("Rule", "PROP-10")]
    [Trait("Rule", "DEF-modes")]
    public void Properties_ByNumber_AreThoseByName()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        BackgroundCopyJobProperties properties = job.Properties;

        properties.Get(BackgroundCopyJobPropertyId.DynamicContent).Should().Be(false);
        properties.Get(BackgroundCopyJobPropertyId.HighPerformance).Should().Be(false);
        properties.Get(BackgroundCopyJobPropertyId.OnDemandMode).Should().Be(false);
        properties.Get(BackgroundCopyJobPropertyId.MaximumDownloadSize).Should().Be(ulong.MaxValue);
        properties.Get(BackgroundCopyJobPropertyId.MinimumNotificationInterval).Should().Be(500U);
        properties.Get(BackgroundCopyJobPropertyId.CostFlags).Should().Be(0x80000021U);

        properties.Set(BackgroundCopyJobPropertyId.DynamicContent, true);
        properties.Set(BackgroundCopyJobPropertyId.HighPerformance, true);
        properties.Set(BackgroundCopyJobPropertyId.OnDemandMode, false);
        properties.Set(BackgroundCopyJobPropertyId.MaximumDownloadSize, 7UL);
        properties.Set(BackgroundCopyJobPropertyId.MinimumNotificationInterval, 20U);
        properties.Set(BackgroundCopyJobPropertyId.CostFlags, 0x800000FFU);

        (properties.DynamicContent, properties.HighPerformance, properties.OnDemandMode, properties.MaximumDownloadSize).Should().Be((true, true, false, 7UL));
        (job.MinimumNotificationInterval, job.CostFlags).Should().Be((TimeSpan.FromMilliseconds(20), BackgroundCopyCostStates.TransferAlways));
    }
}
