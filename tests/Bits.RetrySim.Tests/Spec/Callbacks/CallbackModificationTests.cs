using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.BackgroundCopyNotifications;

namespace Bits.RetrySim.Tests;

/// <summary>JobModification: what makes one, how often at most, and what is never lost.</summary>
public sealed class CallbackModificationTests
{
    private const BackgroundCopyNotifications All = JobTransferred | JobError | JobModification | FileTransferred;

    /// <summary>Every call of a client that changes something about a job, by name.</summary>
    private static readonly Dictionary<string, Action<BackgroundCopyJob>> Changes = new(StringComparer.Ordinal)
    {
        ["AddFile"] = job => job.AddFile("http://server.example/x", @"C:\x"),
        ["AddFileSet"] = job => job.AddFileSet([new("http://server.example/x", @"C:\x")]),
        ["DisplayName"] = job => job.DisplayName = "other",
        ["Description"] = job => job.Description = "other",
        ["Priority"] = job => job.Priority = BackgroundCopyJobPriority.High,
        ["MinimumRetryDelay"] = job => job.MinimumRetryDelay = TimeSpan.FromSeconds(61),
        ["NoProgressTimeout"] = job => job.NoProgressTimeout = TimeSpan.FromDays(1),
        ["MaximumDownloadTime"] = job => job.MaximumDownloadTime = TimeSpan.FromDays(1),
        ["MinimumNotificationInterval"] = job => job.MinimumNotificationInterval = TimeSpan.FromSeconds(1),
        ["CostFlags"] = job => job.CostFlags = BackgroundCopyCostStates.TransferStandard,
        ["NotifyFlags"] = job => job.NotifyFlags = JobModification,
        ["Suspend"] = job => job.Suspend(),
        ["Resume"] = job => job.Resume(),
    };

    public static TheoryData<string> ChangeNames => [.. Changes.Keys];

    [Theory]
    [Trait("Rule", "CB-7")]
    [MemberData(nameof(ChangeNames))]
    public void JobModification_ClientChangesTheJob_IsCalledOnce(string change)
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(TransientError), out BackgroundCopyJob job);
        bench.GoTo(100);

        Changes[change](job);
        callback.Lines().Should().BeEmpty("no callback is made inside a client's own call");
        bench.Pump();

        callback.Lines().Should().Equal("100 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "STATE-44")]
    public void JobModification_ReadingAndFailingCalls_AreNoChange()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(TransientError), out BackgroundCopyJob job);
        bench.GoTo(100);

        _ = (job.State, job.Progress, job.Times, job.Error, job.RetryStatus, job.Files, job.CheckSettings());
        FluentActions.Invoking(() => job.DisplayName = null!).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => job.AddFile("x", "y")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => job.Priority = (BackgroundCopyJobPriority)9).Should().Throw<NotImplementedException>();
        bench.GoTo(500);

        callback.Lines().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-6")]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "STATE-12")]
    [Trait("Rule", "STATE-17")]
    public void JobModification_EachStepOfARetry_IsCalledButJobErrorIsNot()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Connecting), out BackgroundCopyJob job);

        bench.GoTo(10);
        bench.AttemptOf(job).Accept(100);
        bench.GoTo(20);
        bench.AttemptOf(job).Receive(1);
        bench.AttemptOf(job).FailHttp(503);
        bench.GoTo(1000);

        callback.Lines().Should().Equal("10 JobModification", "20 JobModification", "620 JobModification");
        callback.Calls.Select(call => call.State).Should().Equal(Transferring, TransientError, Connecting);
    }

    [Fact]
    [Trait("Rule", "CB-6")]
    public void JobError_ManyTransientErrors_IsNotCalledBeforeTheTimeout()
    {
        using BitsSimulation simulation = new();
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://nowhere.example/a", @"C:\a");
        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        job.Resume();

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(1_209_599));
        callback.Lines().Should().BeEmpty();
        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(1_300_000));

        callback.Lines().Should().Equal("1209600 JobError");
    }

    [Theory]
    [Trait("Rule", "CB-7")]
    [Trait("Decision", "D-22")]
    [InlineData(Error, "0.2 JobError,0.5 JobModification")]
    [InlineData(Transferred, "0.2 FileTransferred 1,0.2 JobTransferred,0.5 JobModification")]
    [InlineData(Acknowledged, "")]
    [InlineData(Cancelled, "")]
    public void JobModification_EnteringErrorOrTransferred_DeliversWhatIsOwedAndTheEndDropsIt(BackgroundCopyJobState end, string expected)
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Transferring), out BackgroundCopyJob job, deliverFirst: true);
        bench.GoTo(0.1);
        job.Description = "waits until 0.5";
        bench.GoTo(0.2);

        switch (end)
        {
            case Error:
                bench.AttemptOf(job).Receive(1);
                bench.AttemptOf(job).FailHttp(404);
                break;
            case Transferred:
                bench.AttemptOf(job).Complete();
                break;
            case Acknowledged:
                job.Complete();
                break;
            default:
                job.Cancel();
                break;
        }

        bench.GoTo(10);
        callback.Lines().Skip(1).Should().Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_ChangeInError_IsCalled()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Error), out BackgroundCopyJob job);
        bench.GoTo(10);

        job.Description = "changed";
        bench.Pump();

        callback.Lines(JobModification).Should().Equal("10 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-12")]
    [Trait("Rule", "PROP-7")]
    [Trait("Rule", "DEF-minimum-notification-interval")]
    public void JobModification_ManyChanges_ComesAtMostEvery500Milliseconds()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Suspended), out BackgroundCopyJob job, deliverFirst: true);
        job.MinimumNotificationInterval.Should().Be(TimeSpan.FromMilliseconds(500));

        for (int tenth = 1; tenth <= 14; tenth++)
        {
            bench.GoTo(tenth / 10.0);
            job.Description = $"{tenth}";
        }

        bench.GoTo(100);

        callback.Lines().Should().Equal("0 JobModification", "0.5 JobModification", "1 JobModification", "1.5 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-12")]
    public void JobModification_LastChange_IsAlwaysTold()
    {
        using Bench bench = new();
        List<string> told = [];
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyFlags = JobModification;
        job.NotifyInterface = new BackgroundCopyCallback { JobModification = changed => told.Add(changed.Description) };
        bench.Pump();

        foreach (string description in new[] { "a", "b", "c" })
        {
            job.Description = description;
        }

        bench.GoTo(0.4999);
        told.Should().Equal("");
        bench.GoTo(100);

        told.Should().Equal("", "c");
    }

    [Theory]
    [Trait("Rule", "CB-12")]
    [Trait("Rule", "PROP-7")]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(3_000)]
    public void MinimumNotificationInterval_Set_IsKept(int milliseconds)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(milliseconds);
        job.MinimumNotificationInterval.Should().Be(TimeSpan.FromMilliseconds(milliseconds));
        RecordingCallback callback = Listen(bench, job, out _, deliverFirst: true);

        bench.GoTo(0.01);
        job.Description = "changed";
        bench.GoTo(10_000);

        callback.Calls.Select(call => call.Instant.TotalMilliseconds).Should().Equal(0, Math.Max(10, milliseconds));
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "CB-12")]
    public void JobModification_DownloadRuns_ComesOncePerInterval()
    {
        // 1,000 bytes a second for ten seconds.
        using BitsSimulation simulation = Download(bitsPerSecond: 8_000, size: 10_000, out BackgroundCopyJob job, out RecordingCallback callback);

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(100));

        job.State.Should().Be(Transferred);
        callback.Calls.Select(call => call.Instant.TotalSeconds).Should().Equal(Enumerable.Range(0, 21).Select(n => n / 2.0), "the last bytes are owed when the job is done");
        callback.Calls[^1].State.Should().Be(Transferred);
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_SlowDownload_ComesWithEachByte()
    {
        using BitsSimulation simulation = Download(bitsPerSecond: 4, size: 5, out BackgroundCopyJob job, out RecordingCallback callback);
        List<long> bytes = [];
        job.NotifyInterface = new RecordingCallback(new BackgroundCopyCallback { JobModification = moved => bytes.Add(moved.Progress.BytesTransferred) });
        callback = (RecordingCallback)job.NotifyInterface;

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(100));

        callback.Lines().Should().Equal(
            "0 JobModification", "2 JobModification", "4 JobModification", "6 JobModification", "8 JobModification", "10 JobModification");
        bytes.Should().Equal(0, 1, 2, 3, 4, 5);
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_BytesMoveByHand_IsCalled()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Transferring), out BackgroundCopyJob job, deliverFirst: true);
        bench.GoTo(10);

        bench.AttemptOf(job).Receive(1);
        bench.GoTo(100);

        callback.Lines().Should().Equal("0 JobModification", "10 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    public void JobModification_Fails_IsNotRepeated()
    {
        using Bench bench = new();
        RecordingCallback callback = Listen(bench, bench.JobIn(Suspended), out BackgroundCopyJob job);
        callback.FailNext(1, HResults.E_FAIL);
        bench.GoTo(10);
        job.Description = "changed";

        bench.GoTo(5000);
        callback.Lines().Should().Equal("10 JobModification");
        job.Description = "changed again";
        bench.GoTo(10_000);

        callback.Lines().Should().Equal("10 JobModification", "5000 JobModification");
    }

    [Fact]
    [Trait("Rule", "CB-7")]
    [Trait("Rule", "CB-4")]
    public void JobModification_Fails_DoesNotHoldBackJobError()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyFlags = JobModification;
        job.NotifyInterface = callback;
        bench.GoTo(10);

        job.NotifyFlags = JobError;
        bench.GoTo(5000);

        callback.Lines().Should().Equal("0 JobModification", "10 JobError");
    }

    /// <summary>
    /// Registers for everything. Registering is a change itself; its calls, and those of events that had already come, are not recorded unless
    /// asked for.
    /// </summary>
    private static RecordingCallback Listen(Bench bench, BackgroundCopyJob job, out BackgroundCopyJob heard, bool deliverFirst = false)
    {
        heard = job;
        RecordingCallback callback = new();
        bool records = deliverFirst;
        job.NotifyFlags = All;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobTransferred = told => Record(inner => inner.JobTransferred(told)),
            JobError = (told, error) => Record(inner => inner.JobError(told, error)),
            JobModification = told => Record(inner => inner.JobModification(told)),
            FileTransferred = (told, file) => Record(inner => inner.FileTransferred(told, file)),
        };
        bench.Pump();
        records = true;
        return callback;

        void Record(Action<IBackgroundCopyCallback> call)
        {
            if (records)
            {
                call(callback);
            }
        }
    }

    private static BitsSimulation Download(long bitsPerSecond, long size, out BackgroundCopyJob job, out RecordingCallback callback)
    {
        BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = bitsPerSecond;
        simulation.Network.Host("server.example").Resource("/a", size);
        callback = new RecordingCallback();
        job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.NotifyFlags = JobModification;
        job.NotifyInterface = callback;
        job.Resume();
        return simulation;
    }
}
