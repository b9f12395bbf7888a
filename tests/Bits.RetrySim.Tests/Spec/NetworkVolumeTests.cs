using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Destination volumes that are locked, as while chkdsk runs.</summary>
[Trait("Rule", "RETRY-14")]
[Trait("Rule", "ERR-39")]
public sealed class NetworkVolumeTests
{
    private const string Locked = "TransientError 8020000D";

    [Theory]
    [InlineData(@"C:\in\a.bin", @"C:\", @"D:\")]
    [InlineData(@"c:\in\a.bin", @"C:\", @"D:\")]
    [InlineData(@"\\server\share\in\a.bin", @"\\server\share\", @"\\server\other\")]
    [InlineData("/var/in/a.bin", "/", @"C:\")]
    public void LockVolume_TheJobsVolumeAndAnother_OnlyItsOwnMatters(string localName, string own, string other)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Resumed(localName: localName);
        service.Settle();
        service.To(10);
        service.Environment.LockVolume(other);
        service.To(20);
        service.Environment.LockVolume(own);
        service.To(30);
        service.Environment.UnlockVolume(other);
        service.To(10_000);
        service.Environment.UnlockVolume(own);
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal($"20 {Locked}", "10000 Queued", "10000 Connecting");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    public void LockVolume_JobsOnTwoVolumes_TheOtherJobGoesOn()
    {
        using ManualService service = new();
        BackgroundCopyJob onC = service.Resumed(BackgroundCopyJobPriority.Foreground, localName: @"C:\in\a");
        BackgroundCopyJob onD = service.Resumed(BackgroundCopyJobPriority.Foreground, localName: @"D:\in\a");
        service.Settle();
        service.To(10);
        service.Environment.LockVolume(@"C:\");
        service.To(20);

        onC.State.Should().Be(TransientError);
        onD.State.Should().Be(Connecting);
    }

    [Fact]
    public void LockVolume_FileThatHasArrived_DoesNotHoldTheRestUp()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Job(localName: @"C:\in\a");
        job.AddFile("https://cdn.example/b", @"D:\in\b");
        job.Resume();
        service.Settle();
        service.AttemptOf(job).Accept(1);
        service.AttemptOf(job).Complete();
        service.To(10);
        service.Environment.LockVolume(@"C:\");
        service.To(20);
        job.State.Should().Be(Transferring);

        service.Environment.LockVolume(@"D:\");
        job.State.Should().Be(TransientError);
    }

    [Fact]
    public void AddFile_OnALockedVolume_BlocksTheJob()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Running();
        service.Environment.LockVolume(@"D:\");
        service.To(10);
        job.State.Should().Be(Transferring);
        job.AddFile("https://cdn.example/b", @"D:\in\b");
        service.To(20);
        service.Environment.UnlockVolume(@"D:\");
        service.Settle();

        service.Log.StatesOf(job, from: 1).Should().Equal($"10 {Locked}", "20 Queued", "20 Connecting");
    }

    [Fact]
    [Trait("Rule", "RETRY-15")]
    public void UnlockVolume_AnotherErrorsWait_IsNotBroughtForward()
    {
        using ManualService service = new();
        BackgroundCopyJob failed = service.Failed(BackgroundCopyJobPriority.Foreground);
        BackgroundCopyJob running = service.Running(BackgroundCopyJobPriority.Foreground);
        service.To(10);
        service.Environment.LockVolume(@"C:\");
        service.To(20);
        service.Environment.UnlockVolume(@"C:\");
        service.To(1000);

        service.Log.AttemptsOf(running).Should().Equal(0, 20);
        service.Log.AttemptsOf(failed).Should().Equal(0, 600);
    }
}
