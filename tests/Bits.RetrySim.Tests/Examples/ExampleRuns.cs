using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>The examples of the documentation comments, word by word, in the least around them that lets them run.</summary>
public sealed class ExampleRuns(ITestOutputHelper output) : IDisposable
{
    /// <summary>Named as the examples name it.</summary>
    internal readonly BitsSimulation bits = new();

    public void Dispose()
    {
        using StringWriter text = new();
        bits.WriteTo(text);
        output.WriteLine(text.ToString());
        bits.Dispose();
    }

    [Fact]
    public void Simulation_Made_HasAllThatATestNeeds()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        using BitsSimulation another = new(options => options.Readings = BitsReadings.Documented(), bits.Clock);

        another.Clock.Should().BeSameAs(bits.Clock);
        job.State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    public void Simulation_OfADate_ShowsIt()
    {
        using BitsSimulation bits = new(start: new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));

        bits.Clock.GetUtcNow().Month.Should().Be(3);
    }

    [Fact]
    public void Job_Created_IsResumed()
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        job.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    public void File_Added_HasNoSizeYet()
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");

        BackgroundCopyFile file = job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        file.Progress.BytesTotal.Should().BeNull();   // not known before the server was asked
    }

    [Fact]
    public void Job_Resumed_IsQueued()
    {
        BackgroundCopyJob job = NewJob();

        job.State.Should().Be(BackgroundCopyJobState.Suspended);
        job.Resume();
        job.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    public void Job_Transferred_IsCompleted()
    {
        BackgroundCopyJob job = Available(NewJob());
        job.Resume();

        if (bits.RunToOutcome(job, TimeSpan.FromDays(15)) == BackgroundCopyJobState.Transferred)
        {
            job.Complete().Should().Be(BackgroundCopyResult.Ok);
        }

        bits.Files.Delivered.Should().ContainSingle().Which.Size.Should().Be(500_000_000);
        bits.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    public void Job_Resumed_RunsToItsOutcome()
    {
        BackgroundCopyJob job = Available(NewJob());

        job.Resume();
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public void Outcome_Awaited_ComesInVirtualTime()
    {
        BackgroundCopyJob job = Available(NewJob());

        bits.Run(async () =>
        {
            job.Resume();
            if (await job.WaitForOutcomeAsync() == BackgroundCopyJobState.Transferred)
            {
                job.Complete();
            }
        });

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
    }

    [Theory]
    [InlineData(true, BackgroundCopyJobState.Acknowledged)]
    [InlineData(false, BackgroundCopyJobState.Cancelled)]
    public void Callback_MadeOfDelegates_EndsTheJob(bool available, BackgroundCopyJobState expected)
    {
        BackgroundCopyJob job = NewJob();
        if (available)
        {
            Available(job);
        }

        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = transferred => transferred.Complete(),
            JobError = (failed, error) => failed.Cancel(),
        };
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromDays(14));
        job.State.Should().Be(expected);
    }

    [Fact]
    public void Events_OfAManager_TellOfAFailure()
    {
        List<string> failures = [];
        BackgroundCopyJob job = NewJob();
        bits.Manager.Events.JobFailed += (_, e) => failures.Add($"{e.Job.DisplayName}: {e.Job.Error}");
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromDays(14));

        failures.Should().ContainSingle().Which.Should().StartWith(job.DisplayName);
    }

    [Fact]
    public void Clock_Advanced_LetsAJobFail()
    {
        BackgroundCopyJob job = NewJob();
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromDays(14));
        job.State.Should().Be(BackgroundCopyJobState.Error);
        foreach (JobEvent entry in bits.EventLog)
        {
            output.WriteLine(entry.ToString());
        }
    }

    [Fact]
    public void Code_Run_WaitsInVirtualTime()
    {
        BackgroundCopyJob job = NewJob();

        bits.Run(async () =>
        {
            job.Resume();
            await Task.Delay(TimeSpan.FromHours(1), bits.Clock);
            job.Suspend();
        });

        bits.Clock.Elapsed.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Conditions_OfJobs_AreRunUntil()
    {
        BackgroundCopyJob job = NewJob();
        job.Resume();

        bits.RunUntil(job, BackgroundCopyJobState.TransientError, limit: TimeSpan.FromHours(1));
        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromMinutes(10));
        bits.RunUntil(() => job.ErrorCount == 3, limit: TimeSpan.FromHours(1));
        Available(job);
        bits.RunUntilBytes(job, 250_000_000, limit: TimeSpan.FromHours(1));
        job.State.Should().Be(BackgroundCopyJobState.Transferring);
    }

    [Fact]
    public void Network_GoneAndBack_IsNoticedAtOnce()
    {
        BackgroundCopyJob job = NewJob();
        job.Resume();

        bits.Environment.NetworkAvailable = false;
        job.State.Should().Be(BackgroundCopyJobState.TransientError);
        bits.Environment.NetworkAvailable = true;
        job.State.Should().Be(BackgroundCopyJobState.Queued);
    }

    [Fact]
    public void Network_GoneForAnHour_IsScripted()
    {
        bits.At(TimeSpan.FromHours(2), () => bits.Environment.NetworkAvailable = false);
        bits.At(TimeSpan.FromHours(3), () => bits.Environment.NetworkAvailable = true);
        bits.Clock.Advance(TimeSpan.FromDays(1));

        bits.EventLog.Should().HaveCount(2);
    }

    [Fact]
    public void CommandStarter_InPlaceOfACallback_EndsTheJob()
    {
        using BitsSimulation bits = new(options => options.CommandStarter = command =>
        {
            command.Job.Complete();
            return 0;
        });
        bits.Network.Host("cdn.example").Resource("/app.zip", 1);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.NotifyCommand.Set(@"C:\Tools\done.exe");
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromMinutes(1));

        job.State.Should().Be(BackgroundCopyJobState.Acknowledged);
    }

    [Fact]
    public void Caller_Elevated_TakesAJobOver()
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        BackgroundCopyUser admin = new("admin", BackgroundCopyUserKind.Administrator);
        bits.Manager.As(new BackgroundCopyCaller(admin, IsElevated: true)).GetJob(job.Id).TakeOwnership();
        job.Owner.Should().Be(admin);
    }

    private BackgroundCopyJob NewJob()
    {
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        return job;
    }

    private BackgroundCopyJob Available(BackgroundCopyJob job)
    {
        bits.Network.BitsPerSecond = 8_000_000;
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        return job;
    }
}
