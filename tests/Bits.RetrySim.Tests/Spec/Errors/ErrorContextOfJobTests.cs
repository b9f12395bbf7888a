using static Bits.RetrySim.BackgroundCopyErrorContext;

namespace Bits.RetrySim.Tests;

/// <summary>Where errors of jobs are said to have arisen.</summary>
public sealed class ErrorContextOfJobTests
{
    [Theory]
    [Trait("Rule", "ERR-10")]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [InlineData(0x80190194, RemoteFile)]
    [InlineData(0x801901F7, RemoteFile)]
    [InlineData(0x80072EE2, RemoteFile)]
    [InlineData(0x80072EE7, RemoteFile)]
    [InlineData(0x80072EFD, RemoteFile)]
    [InlineData(0x80072EFE, RemoteFile)]
    [InlineData(0x80070057, GeneralTransport)]
    [InlineData(0x800703EB, GeneralTransport)]
    [InlineData(0x80070005, LocalFile)]
    [InlineData(0x80070020, LocalFile)]
    [InlineData(0x80070070, LocalFile)]
    [InlineData(0x8020000E, LocalFile)]
    public void Context_TransferFails_IsWhereItArose(uint code, BackgroundCopyErrorContext context)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Fail(code);

        job.Error!.Context.Should().Be(context);
        job.Error.File.Should().Be(context == GeneralTransport ? null : job.Files[0], "only file errors belong to a file");
    }

    [Theory]
    [Trait("Rule", "ERR-10")]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [InlineData(RetryReason.BlockedByNetwork, 0x80200010)]
    [InlineData(RetryReason.BlockedByStandby, 0x80200065)]
    [InlineData(RetryReason.BlockedByBandwidthPolicy, 0x8020003E)]
    [InlineData(RetryReason.BlockedByCost, 0x80200059)]
    [InlineData(RetryReason.BlockedByBatteryPolicy, 0x80200067)]
    [InlineData(RetryReason.BlockedByBatterySaver, 0x80200068)]
    [InlineData(RetryReason.BlockedByGameMode, 0x8020006F)]
    [InlineData(RetryReason.BlockedByBackgroundAccess, 0x8020006E)]
    [InlineData(RetryReason.BlockedBySystemPolicy, 0x80200070)]
    public void Context_Block_IsTheQueueManager(RetryReason block, uint code)
    {
        using Bench bench = Blocking.NewBench();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Accept(100);

        bench.Manager.Block(block);

        job.Error!.Code.Should().Be(unchecked((int)code));
        job.Error.Context.Should().Be(GeneralQueueManager);
        job.Error.File.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-10")]
    [Trait("Rule", "OQ-16")]
    public void Context_VolumeLocked_IsTheLocalFile()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Accept(100);

        bench.Environment.LockVolume(@"C:\");

        job.Error!.Code.Should().Be(unchecked((int)0x8020000D));
        job.Error.Context.Should().Be(LocalFile, "a volume is a matter of the local file");
    }

    [Fact]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [Trait("Rule", "STATE-24")]
    public void Context_MaximumDownloadTime_IsTheQueueManager()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(10);
        bench.Start(job).Accept(100);

        bench.GoTo(10);

        job.Error!.Code.Should().Be(unchecked((int)0x80200054));
        job.Error.Context.Should().Be(GeneralQueueManager);
        job.Error.File.Should().BeNull();
    }
}
