namespace Bits.RetrySim.Tests;

/// <summary>What a client may rely on when callbacks run on the thread pool.</summary>
public sealed class CallbackOrderTests
{
    private const BackgroundCopyNotifications All = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError
        | BackgroundCopyNotifications.JobModification | BackgroundCopyNotifications.FileTransferred;

    [Fact]
    [Trait("Rule", "D-20")]
    public async Task Notify_CallbackOfTheJobRuns_TheNextOneOfThatJobWaits()
    {
        using PoolSimulation pool = new();
        BackgroundCopyJob job = pool.FailingJob();
        job.NotifyFlags = All;
        pool.Pump();
        GatedCall first = await pool.Callback.NextAsync();
        job.Description = "changed while its callback runs";
        pool.Simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        pool.Told.Should().Equal("1 JobError");

        first.Return();
        GatedCall second = await pool.NextWhilePumpingAsync();

        second.Name.Should().Be("JobModification");
        pool.Callback.MostRunning.Should().Be(1);
        second.Return();
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    [Trait("Rule", "D-23")]
    public async Task Notify_FilesAndJobTransferred_ComeInOrderOneAfterTheOther()
    {
        using PoolSimulation pool = new();
        pool.GoodJob("/a.zip", "/b.zip").NotifyFlags = All & ~BackgroundCopyNotifications.JobModification;
        pool.Pump();
        List<string> names = [];
        for (int i = 0; i < 3; i++)
        {
            GatedCall call = await pool.NextWhilePumpingAsync();
            names.Add(call.Name);
            call.Return();
        }

        names.Should().Equal("FileTransferred 1", "FileTransferred 2", "JobTransferred");
        pool.Callback.MostRunning.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "CB-10")]
    public async Task Notify_FileTransferredFails_IsRepeatedBeforeAnythingElseIsTold()
    {
        using ChannelLogger logger = new();
        using PoolSimulation pool = new(logger);
        pool.GoodJob("/a.zip").NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.FileTransferred;
        pool.Pump();
        (await pool.Callback.NextAsync()).Fail(HResults.E_FAIL);
        await logger.WaitForAsync("CallbackFailed");

        pool.Simulation.Clock.Advance(TimeSpan.FromSeconds(599));
        pool.Callback.Begun.Should().Be(1);
        pool.Simulation.Clock.Advance(TimeSpan.FromSeconds(1));
        GatedCall again = await pool.Callback.NextAsync();

        again.Name.Should().Be("FileTransferred 1");
        pool.Told.Should().Equal("1 FileTransferred 1", "1 FileTransferred 1");
        again.Return();
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "D-21")]
    public async Task Notify_JobErrorFails_IsRepeatedUntilItSucceeds()
    {
        using ChannelLogger logger = new();
        using PoolSimulation pool = new(logger);
        BackgroundCopyJob job = pool.FailingJob();
        pool.Pump();
        for (int i = 0; i < 2; i++)
        {
            (await pool.Callback.NextAsync()).Fail(HResults.E_FAIL);
            await logger.WaitForAsync("CallbackFailed");
            pool.Simulation.Clock.Advance(TimeSpan.FromSeconds(600));
        }

        (await pool.Callback.NextAsync()).Return();
        job.NotifyFlags |= BackgroundCopyNotifications.JobModification;
        job.Description = "its callback begins when the one before has been taken note of";
        (await pool.NextWhilePumpingAsync()).Return();
        pool.Simulation.Clock.Advance(TimeSpan.FromDays(2));

        pool.Told.Should().Equal("1 JobError", "1 JobError", "1 JobError", "1 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "D-22")]
    public void Notify_JobModificationFailsMeanwhile_JobErrorIsRepeatedWhenItIsDue()
    {
        using BitsSimulation simulation = new();
        List<TimeSpan> told = [];
        BackgroundCopyJob job = simulation.Manager.CreateJob("test");
        job.AddFile("https://cdn.example/gone.zip", "/data/gone.zip");
        job.NotifyFlags = BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.JobModification;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                told.Add(simulation.Manager.Elapsed);
                throw new BitsException("not now", HResults.E_FAIL);
            },
            JobModification = _ => throw new BitsException("never", HResults.E_FAIL),
        };
        simulation.Network.Host("cdn.example");
        job.Resume();
        simulation.At(TimeSpan.FromSeconds(400), () => job.Description = "changed in the state ERROR");

        simulation.Clock.Advance(TimeSpan.FromSeconds(1300));

        told.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(1200));
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public async Task Notify_CallbackCompletesItsJob_JobIsAcknowledged()
    {
        using PoolSimulation pool = new();
        BackgroundCopyJob job = pool.GoodJob("/a.zip");
        TaskCompletionSource<BackgroundCopyJobState> seen = new();
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = transferred =>
            {
                transferred.Description = "done";
                transferred.Complete();
                seen.SetResult(transferred.State);
            },
        };
        pool.Pump();

        (await seen.Task.Within()).Should().Be(BackgroundCopyJobState.Acknowledged);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public async Task Notify_CallbackWaitsForAThreadThatCallsJobs_DoesNotDeadlock()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.Manager.CreateJob("test");
        job.AddFile("https://cdn.example/gone.zip", "/data/gone.zip");
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (failed, _) => Task.Run(() => failed.Cancel()).Within().GetAwaiter().GetResult(),
        };
        simulation.Network.Host("cdn.example");
        job.Resume();

        await Task.Run(() => simulation.Clock.Advance(TimeSpan.Zero)).Within();

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }
}
