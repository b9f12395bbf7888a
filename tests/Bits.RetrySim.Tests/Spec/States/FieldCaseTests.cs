using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Small cases from public reports, from Resume to what a client sees.</summary>
public sealed class FieldCaseTests
{
    private const long Mega = 1_000_000;

    [Fact]
    [Trait("Rule", "NET-9")]
    [Trait("Rule", "OQ-39")]
    public void ForegroundJob_GameModeFrom10To20_WaitsForItsEnd()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = Download(simulation, 600 * Mega);
        job.Priority = BackgroundCopyJobPriority.Foreground;
        simulation.At(10, () => simulation.Environment.GameMode = true);
        simulation.At(20, () => simulation.Environment.GameMode = false);
        job.Resume();
        simulation.GoTo(15);
        job.Error!.Code.Should().Be(unchecked((int)0x8020006F));
        simulation.GoTo(30);

        simulation.EventLog.StatesOf(job, from: 1).Should().Equal("10 TransientError 0x8020006F", "20 Queued", "20 Connecting", "20 Transferring");
        job.ErrorCount.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    [Trait("Rule", "FILE-6")]
    public void AddFile_OwnerHasLoggedOff_LeavesANewJobEmptyAndSuspended()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyUser owner = new("ann");
        simulation.Environment.LogOff(owner);
        BackgroundCopyJob job = simulation.Manager.CreateJob("pkg", BackgroundCopyJobType.Download, owner);

        job.Invoking(it => it.AddFile("https://cdn.example/pkg.bin", @"C:\in\pkg.bin"))
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x800704DD));
        (job.State, job.Files.Count).Should().Be((Suspended, 0));
    }

    /// <summary>State, arguments, logon, limits: each is looked at only where nothing before it is wrong.</summary>
    [Fact]
    [Trait("Rule", "LIFE-3")]
    [Trait("Rule", "FILE-6")]
    public void AddFile_SeveralThingsWrong_TellsTheFirst()
    {
        using BitsSimulation simulation = new(options => options.Policy = new GroupPolicy { MaxFilesPerJob = 1 });
        BackgroundCopyJob job = Download(simulation, Mega);
        CodeOf(job, "https://cdn.example/2.bin").Should().Be(HResults.BG_E_TOO_MANY_FILES_IN_JOB);
        simulation.Environment.LogOff(job.Owner);
        CodeOf(job, "https://cdn.example/2.bin").Should().Be(HResults.ERROR_NOT_LOGGED_ON);
        CodeOf(job, "no url").Should().Be(HResults.E_INVALIDARG);
        job.Cancel();

        CodeOf(job, "no url").Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Decision", "D-22")]
    public void JobModificationOnly_DownloadEnds_IsToldOfTheEnd()
    {
        using BitsSimulation simulation = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = Download(simulation, 20 * Mega);
        job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        job.MinimumNotificationInterval = TimeSpan.FromSeconds(0.5);
        job.NotifyInterface = callback;
        job.Resume();
        simulation.GoTo(30);

        job.State.Should().Be(Transferred);
        callback.Calls.Should().OnlyContain(call => call.Kind == BackgroundCopyNotifications.JobModification).And.Contain(call => call.State == Transferred);
    }

    [Fact]
    [Trait("Rule", "METHOD-Getters")]
    public void Files_EachOfTheNineStates_CanBeRead()
    {
        foreach (BackgroundCopyJobState state in JobStates.TableOrder)
        {
            using Bench bench = new();

            bench.JobIn(state).Files.Should().ContainSingle($"the job is in {state}");
        }
    }

    private static int CodeOf(BackgroundCopyJob job, string remoteName) => Record.Exception(() => job.AddFile(remoteName, @"C:\in\2.bin"))!.HResult;

    private static BackgroundCopyJob Download(BitsSimulation simulation, long size)
    {
        simulation.Network.BitsPerSecond = 8 * Mega;
        simulation.Network.Host("cdn.example").Resource("/pkg.bin", size);
        BackgroundCopyJob job = simulation.Manager.CreateJob("pkg");
        job.AddFile("https://cdn.example/pkg.bin", @"C:\in\pkg.bin");
        return job;
    }
}
