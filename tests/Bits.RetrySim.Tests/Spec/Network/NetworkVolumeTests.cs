using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Destination volumes that are locked, as while chkdsk runs.</summary>
[Trait("Rule", "RETRY-14")]
[Trait("Rule", "ERR-39")]
public sealed class NetworkVolumeTests
{
    private const string Locked = "TransientError 0x8020000D";

    [Theory]
    [InlineData(@"C:\in\a.bin", @"C:\", @"D:\")]
    [InlineData(@"c:\in\a.bin", @"C:\", @"D:\")]
    [InlineData(@"\\server\share\in\a.bin", @"\\server\share\", @"\\server\other\")]
    [InlineData("/var/in/a.bin", "/", @"C:\")]
    public void LockVolume_TheJobsVolumeAndAnother_OnlyItsOwnMatters(string localName, string own, string other)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.ResumeJob(localName: localName);
        bench.Pump();
        bench.GoTo(10);
        bench.Environment.LockVolume(other);
        bench.GoTo(20);
        bench.Environment.LockVolume(own);
        bench.GoTo(30);
        bench.Environment.UnlockVolume(other);
        bench.GoTo(10_000);
        bench.Environment.UnlockVolume(own);
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal($"20 {Locked}", "10000 Queued", "10000 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void LockVolume_JobsOnTwoVolumes_TheOtherJobGoesOn()
    {
        using Bench bench = new();
        BackgroundCopyJob onC = bench.ResumeJob(priority: BackgroundCopyJobPriority.Foreground, localName: @"C:\in\a");
        BackgroundCopyJob onD = bench.ResumeJob(priority: BackgroundCopyJobPriority.Foreground, localName: @"D:\in\a");
        bench.Pump();
        bench.GoTo(10);
        bench.Environment.LockVolume(@"C:\");
        bench.GoTo(20);

        onC.State.Should().Be(TransientError);
        onD.State.Should().Be(Connecting);
    }

    [Fact]
    public void LockVolume_FileThatHasArrived_DoesNotHoldTheRestUp()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(localName: @"C:\in\a");
        job.AddFile("https://cdn.example/b", @"D:\in\b");
        job.Resume();
        bench.Pump();
        bench.AttemptOf(job).Accept(1);
        bench.AttemptOf(job).Complete();
        bench.GoTo(10);
        bench.Environment.LockVolume(@"C:\");
        bench.GoTo(20);
        job.State.Should().Be(Transferring);

        bench.Environment.LockVolume(@"D:\");
        job.State.Should().Be(TransientError);
    }

    [Fact]
    public void AddFile_OnALockedVolume_BlocksTheJob()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Transferring);
        bench.Environment.LockVolume(@"D:\");
        bench.GoTo(10);
        job.State.Should().Be(Transferring);
        job.AddFile("https://cdn.example/b", @"D:\in\b");
        bench.GoTo(20);
        bench.Environment.UnlockVolume(@"D:\");
        bench.Pump();

        bench.Log.StatesOf(job, from: 1).Should().Equal($"10 {Locked}", "20 Queued", "20 Connecting");
    }

    [Fact]
    [Trait("Rule", "RETRY-15")]
    public void UnlockVolume_AnotherErrorsWait_IsNotBroughtForward()
    {
        using Bench bench = new();
        BackgroundCopyJob failed = bench.JobIn(TransientError, priority: BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob running = bench.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        bench.GoTo(10);
        bench.Environment.LockVolume(@"C:\");
        bench.GoTo(20);
        bench.Environment.UnlockVolume(@"C:\");
        bench.GoTo(1000);

        bench.Log.AttemptsOf(running).Should().Equal(0, 20);
        bench.Log.AttemptsOf(failed).Should().Equal(0, 600);
    }
}
