using System.Text;
namespace Bits.RetrySim.Tests;

/// <summary>The recipes of docs/cookbook.md, in its order. Each fails without the line that ends with "the fault".</summary>
public sealed class Recipes
{
    [Trait("Rule", "ERR-20")]
    [Fact]
    public void Download_ServerIsBusyForAnHour_ArrivesAtTheFirstAttemptAfterIt()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Resource("/app.zip", 500_000_000);
        host.Outage(TimeSpan.Zero, TimeSpan.FromHours(1), SimulatedFault.HttpStatus(503));   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromHours(1));
        job.ErrorCount.Should().Be(6);   // at 0:00, 0:10 ... 0:50
    }

    [Trait("Rule", "ERR-26")]
    [Fact]
    public void Download_NameIsNotResolved_IsTriedForFourteenDays()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Resource("/app.zip", 500_000_000);
        host.Fails(SimulatedFault.NameNotResolved);   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.RunUntil(job, BackgroundCopyJobState.TransientError, limit: TimeSpan.FromDays(1));
        job.Error!.Code.Should().Be(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED);
        job.RetryStatus.GivesUpAt.Should().Be(TimeSpan.FromDays(14));
        host.Recovers();
        bits.RunToOutcome(job, TimeSpan.FromMinutes(10)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Trait("Rule", "ERR-22")]
    [Fact]
    public void Download_ProxyWantsCredentials_FailsAtOnceAndGoesOnAfterResume()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        bits.Network.Fails(407);   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Code.Should().Be(HResults.BG_E_HTTP_ERROR_407);
        bits.Network.Recovers();   // somebody has signed in
        job.Resume();
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Trait("Rule", "COST-1")]
    [Fact]
    public void Download_Roaming_WaitsUntilItIsNot()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        bits.Environment.CostState = BackgroundCopyCostStates.Roaming;   // the fault
        bits.At(TimeSpan.FromHours(2), () => bits.Environment.CostState = BackgroundCopyCostStates.Unrestricted);

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        job.Resume();

        bits.RunUntil(job, BackgroundCopyJobState.TransientError, limit: TimeSpan.FromMinutes(1));
        job.Error!.Code.Should().Be(HResults.BG_E_BLOCKED_BY_COST_TRANSFER_POLICY);
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromHours(2));
        job.ErrorCount.Should().Be(0);
    }

    [Trait("Rule", "NET-9")]
    [Fact]
    public void Download_BatterySaver_LetsForegroundJobsThrough()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        bits.Environment.BatterySaver = true;   // the fault

        BackgroundCopyJob update = bits.Manager.CreateJob("update"), asked = bits.Manager.CreateJob("asked for by the user");
        asked.Priority = BackgroundCopyJobPriority.Foreground;
        update.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        asked.AddFile("https://cdn.example/app.zip", @"C:\Downloads\asked.zip");
        update.Resume();
        asked.Resume();

        bits.RunToOutcome(asked, TimeSpan.FromHours(1)).Should().Be(BackgroundCopyJobState.Transferred);
        update.State.Should().Be(BackgroundCopyJobState.TransientError);
        bits.Environment.BatterySaver = false;
        bits.RunToOutcome(update, TimeSpan.Zero).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Trait("Rule", "CLOCK-8")]
    [Fact]
    public void Download_ServiceRestarts_IsTriedAtOnceAndTellsNobody()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Resource("/app.zip", 500_000_000);
        host.Outage(TimeSpan.Zero, TimeSpan.FromMinutes(5), SimulatedFault.HttpStatus(503));
        RecordingCallback callback = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.NotifyInterface = callback;
        job.Resume();
        bits.At(TimeSpan.FromMinutes(7), bits.Manager.RestartService);   // the fault

        bits.RunToOutcome(job, TimeSpan.FromDays(1));
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(7));   // not at 0:10
        callback.Calls.Should().BeEmpty();
        job.NotifyInterface = callback;   // what a program does when it starts, for each job that EnumJobs lists
        bits.Clock.Advance(TimeSpan.Zero);
        callback.Calls.Should().ContainSingle().Which.Kind.Should().Be(BackgroundCopyNotifications.JobTransferred);
    }

    [Trait("Rule", "CB-4")]
    [Fact]
    public void Callback_ThatFails_IsCalledAgainAfterTheRetryDelay()
    {
        using BitsSimulation bits = new(options => options.RethrowCallbackExceptions = false);
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        RecordingCallback callback = new();
        callback.FailNext(2, HResults.E_FAIL);   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.NotifyInterface = callback;
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromHours(1));

        callback.Calls.Select(call => call.Instant.TotalMinutes).Should().Equal(0, 10, 20);
        callback.Calls.Should().OnlyContain(call => call.Kind == BackgroundCopyNotifications.JobTransferred);
    }

    [Trait("Rule", "POLICY-1")]
    [Fact]
    public void Download_NobodyCompletesIt_IsCancelledAfterNinetyDays()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/app.zip", 500_000_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);

        bits.Clock.Advance(TimeSpan.FromDays(90));   // the fault

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        bits.Manager.EnumJobs().Should().BeEmpty();
        bits.Files.Temporary.Should().BeEmpty();   // what had arrived is gone
        job.Invoking(late => late.Complete()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Trait("Rule", "ERR-41")]
    [Fact]
    public void Download_DiskIsFull_FailsForGoodAndGoesOnWhereItStopped()
    {
        using BitsSimulation bits = new();
        bits.Network.RequestsKept = 10;
        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Resource("/app.zip", 500_000_000);
        host.OnRequest(1, SimulatedFault.DropAfter(200_000_000, HResults.ERROR_DISK_FULL));   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Error);
        job.Error!.Context.Should().Be(BackgroundCopyErrorContext.LocalFile);
        job.Resume();   // there is room again
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        host.Requests.Select(request => request.Offset).Should().Equal(0, 200_000_000);
    }

    [Trait("Rule", "LIFE-18")]
    [Fact]
    public void Download_SecondOfThreeFilesIsMissing_KeepsTheFirstAndNeverTriesTheThird()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        foreach (string name in new[] { "1.bin", "2.bin", "3.bin" })
        {
            host.Resource($"/{name}", 10_000_000);
            job.AddFile($"https://cdn.example/{name}", $@"C:\Downloads\{name}");
        }

        host.Resource("/2.bin").Fails(404);   // the fault
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Error);
        job.Error!.File.Should().Be(job.Files[1]);
        host.Resource("/3.bin").RequestCount.Should().Be(0);
        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);
        bits.Files.Delivered.Should().ContainSingle().Which.LocalName.Should().Be(@"C:\Downloads\1.bin");
    }

    [Trait("Rule", "CONS-2")]
    [Fact]
    public void Download_FileChangesOnTheServer_BeginsAgainWithoutAnError()
    {
        using BitsSimulation bits = new();
        bits.Network.BitsPerSecond = 8_000_000;   // 1 MB a second
        SimulatedResource file = bits.Network.Host("cdn.example").Resource("/app.zip", 60_000_000);
        file.ChangesAt(TimeSpan.FromSeconds(30), 40_000_000, new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        bits.RunUntilBytes(job, 29_000_000, limit: TimeSpan.FromHours(1));
        bits.Clock.Advance(TimeSpan.FromSeconds(2));

        job.Progress.BytesTransferred.Should().Be(1_000_000);   // fewer than before
        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(70));
        job.ErrorCount.Should().Be(0);
    }

    [Trait("Rule", "CLOCK-4")]
    [Fact]
    public void Download_SystemClockStepsForward_IsGivenUpAtTheNextStartOfTheService()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromMinutes(5));

        bits.Clock.StepSystemTime(TimeSpan.FromDays(14));   // the fault

        job.RetryStatus.NextAttemptAt.Should().Be(TimeSpan.FromMinutes(10));   // the timers have not noticed
        bits.Manager.RestartService();
        bits.Clock.Advance(TimeSpan.Zero);
        job.State.Should().Be(BackgroundCopyJobState.Error);
        job.ErrorCount.Should().Be(2);   // one more attempt was made
    }

    [Trait("Rule", "SCHED-2")]
    [Fact]
    public void Download_NeighbourDownloadsToo_TakesTwiceAsLong()
    {
        using BitsSimulation mine = new();
        using BitsSimulation theirs = new(options => options.Transport = mine.Network, mine.Clock);   // another computer on the same line
        mine.Network.BitsPerSecond = 8_000_000;
        mine.Network.Host("cdn.example").Resource("/app.zip", 60_000_000);
        BackgroundCopyJob job = mine.Manager.CreateJob("update"), other = theirs.Manager.CreateJob("film");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        other.AddFile("https://cdn.example/app.zip", @"C:\Downloads\film.zip");
        job.Resume();
        other.Resume();   // the fault

        mine.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        mine.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(2));   // alone: one
        job.ErrorCount.Should().Be(0);
    }

    [Trait("Rule", "CB-16")]
    [Fact]
    public void Client_GivesUpAfterFiveFailures_CancelsTheJob()
    {
        using BitsSimulation bits = new();
        SimulatedHost host = bits.Network.Host("cdn.example");
        host.Resource("/app.zip", 500_000_000);
        host.Fails(503);   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobModification = changed =>
            {
                if (changed.ErrorCount >= 5)
                {
                    changed.Cancel();
                }
            },
        };
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Cancelled);
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(40));
        bits.Files.Temporary.Should().BeEmpty();
    }

    [Trait("Rule", "OQ-10")]
    [Fact]
    public void Client_ResumesInALoop_AsksTenTimesAsOftenAndNeverGivesUp()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        job.Resume();

        bits.Run(async () =>
        {
            for (int minute = 0; minute < 2 * 24 * 60; minute++)
            {
                await Task.Delay(TimeSpan.FromMinutes(1), bits.Clock);
                job.Resume();   // the fault
            }
        });

        job.State.Should().Be(BackgroundCopyJobState.TransientError);   // left alone it is in Error after a day and 145 attempts
        job.Attempts.Should().Be(2881);
    }

    [Trait("Rule", "UP-7")]
    [Fact]
    public void Upload_WhoseAnswerDoesNotCome_IsPostedTwice()
    {
        using BitsSimulation bits = new();
        bits.Network.LocalSource(@"C:\Logs\today.zip", sizeBytes: 5_000_000);
        SimulatedServerApplication application = bits.Network.Host("srv.example").UploadTarget("/in/today.zip").Application;
        application.RepliesWith("stored as 17");
        application.OnFile(1, SimulatedFault.NoAnswer);   // the fault
        BackgroundCopyJob job = bits.Manager.CreateJob("log", BackgroundCopyJobType.UploadReply);
        job.AddFile("https://srv.example/in/today.zip", @"C:\Logs\today.zip");
        job.Resume();

        bits.RunToOutcome(job, TimeSpan.FromDays(1)).Should().Be(BackgroundCopyJobState.Transferred);
        bits.Clock.Elapsed.Should().Be(TimeSpan.FromMinutes(15));   // five of silence, and the retry delay
        application.Received.Should().HaveCount(2);
        Encoding.UTF8.GetString(job.Reply!.GetData()).Should().Be("stored as 17");
    }

    [Trait("Rule", "FILE-24")]
    [Fact]
    public void Player_SeeksWhileTheConnectionIsLost_PlaysFromThereWhenItIsBack()
    {
        using BitsSimulation bits = new();
        bits.Network.BitsPerSecond = 8_000_000;
        bits.Network.Host("cdn.example").Resource("/film.mp4", 500_000_000);
        bits.Network.Outage(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), SimulatedFault.ConnectionRefused);   // the fault

        BackgroundCopyJob job = bits.Manager.CreateJob("film");
        BackgroundCopyFile film = job.AddFile("https://cdn.example/film.mp4", @"C:\Films\film.mp4");
        RecordingCallback player = new();
        job.Properties.OnDemandMode = true;
        job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
        job.NotifyFlags = BackgroundCopyNotifications.FileRangesTransferred;
        job.NotifyInterface = player;
        film.RequestFileRanges([new(0, 500_000), new(300_000_000, 2_000_000)]);   // its table of contents, and where the viewer went
        job.Resume();

        bits.RunUntil(job, BackgroundCopyJobState.Suspended, TimeSpan.FromDays(1));
        player.Calls.Select(call => call.Instant.TotalSeconds).Should().Equal(0.5, 302.5);
        film.GetFilledFileRanges().Should().Equal(new BackgroundCopyFileRange(0, 500_000), new BackgroundCopyFileRange(300_000_000, 2_000_000));
    }
}
