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
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Begin(job).Fail(code);

        job.Error!.Context.Should().Be(context);
        job.Error.File.Should().Be(context == GeneralTransport ? null : job.Files[0], "only file errors belong to a file");
    }

    [Theory]
    [Trait("Rule", "ERR-10")]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [InlineData("network", 0x80200010)]
    [InlineData("standby", 0x80200065)]
    [InlineData("bandwidth", 0x8020003E)]
    [InlineData("cost", 0x80200059)]
    [InlineData("battery policy", 0x80200067)]
    [InlineData("battery saver", 0x80200068)]
    [InlineData("game mode", 0x8020006F)]
    [InlineData("background access", 0x8020006E)]
    [InlineData("system policy", 0x80200070)]
    public void Context_Block_IsTheQueueManager(string block, uint code)
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Begin(job).Accept(100);

        Begin(scene, block);

        job.Error!.Code.Should().Be(unchecked((int)code));
        job.Error.Context.Should().Be(GeneralQueueManager);
        job.Error.File.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "ERR-10")]
    [Trait("Rule", "OQ-16")]
    public void Context_VolumeLocked_IsTheLocalFile()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Begin(job).Accept(100);

        scene.Environment.LockVolume(@"C:\");

        job.Error!.Code.Should().Be(unchecked((int)0x8020000D));
        job.Error.Context.Should().Be(LocalFile, "a volume is a matter of the local file");
    }

    [Fact]
    [Trait("Rule", "ERR-12")]
    [Trait("Rule", "OQ-16")]
    [Trait("Rule", "STATE-24")]
    public void Context_MaximumDownloadTime_IsTheQueueManager()
    {
        using ManualScene scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        job.MaximumDownloadTime = TimeSpan.FromSeconds(10);
        scene.Begin(job).Accept(100);

        scene.AdvanceTo(10);

        job.Error!.Code.Should().Be(unchecked((int)0x80200054));
        job.Error.Context.Should().Be(GeneralQueueManager);
        job.Error.File.Should().BeNull();
    }

    private static void Begin(ManualScene scene, string block)
    {
        BitsEnvironment environment = scene.Environment;
        switch (block)
        {
            case "network":
                environment.NetworkAvailable = false;
                break;
            case "standby":
                environment.Standby = true;
                break;
            case "bandwidth":
                scene.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 0) });
                break;
            case "cost":
                environment.CostState = BackgroundCopyCostStates.Roaming;
                scene.Manager.EnumJobs()[0].CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
                scene.Pump();
                break;
            case "battery policy":
                environment.BatteryPolicyBlocks = true;
                break;
            case "battery saver":
                environment.BatterySaver = true;
                break;
            case "game mode":
                environment.GameMode = true;
                break;
            case "background access":
                environment.BackgroundAccessBlocked = true;
                break;
            default:
                environment.SystemPolicyBlocks = true;
                break;
        }
    }
}
