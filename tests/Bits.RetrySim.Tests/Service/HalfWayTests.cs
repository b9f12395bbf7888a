using Microsoft.Extensions.Time.Testing;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Calls that work on files while something else is under way, and what is left when they fail half-way.</summary>
[Trait("Decision", "D-42")]
public sealed class HalfWayTests : FrozenJobScene
{
    [Fact]
    public async Task Cancel_WhileAnotherThreadDrains_TellsALiveLineBeforeItDeletes()
    {
        RecordingTransport line = new(isLive: true);
        using ServiceBench bench = new(setup => setup with { Transport = line, Files = Files });
        JobRecord job = bench.CreateJob();
        bench.Service.Calls.Resume(job);
        bench.Pump();
        line.Commands.Should().ContainSingle().Which.Should().EndWith("start 1");
        using SemaphoreSlim inside = new(0);
        using SemaphoreSlim goOn = new(0);
        bench.Service.At(bench.Clock.Elapsed.Ticks, () =>
        {
            inside.Release();
            goOn.Wait(Guard.Limit).Should().BeTrue();
        });
        CallOnThread advance = CallOnThread.Begin(bench.Pump);
        (await inside.WaitAsync(Guard.Limit)).Should().BeTrue();
        List<string> before = [];
        Files.OnDelete = _ =>
        {
            before.AddRange(line.Commands);
            return 0;
        };

        bench.Service.Files.Cancel(job).Should().Be(BackgroundCopyResult.Ok);

        before.Should().HaveCount(2).And.Subject.Last().Should().EndWith("stop 1", "it might still be writing");
        goOn.Release();
        (await advance.Failure).Should().BeNull();
        line.Commands.Should().HaveCount(2);
    }

    [Fact]
    public async Task Complete_FailsAfterTheSliceOfTheJobWasOver_TheJobGoesOn()
    {
        (ServiceBench bench, FakeTimeProvider time) = OnTimers();
        using ServiceBench own = bench;
        JobRecord job = bench.CreateJob(files: 2);
        bench.Service.Calls.Resume(job);
        time.Advance(TimeSpan.FromMilliseconds(1));
        bench.AttemptOf(job).Arrive();
        bench.AttemptOf(job).Accept(1000);
        bench.Service.Calls.Resume(bench.CreateJob());
        time.Advance(TimeSpan.FromMilliseconds(1));
        job.Data.State.Should().Be(Transferring);
        Files.OnRename = name =>
        {
            Files.Stay(name);
            return Throw("the disk is gone");
        };
        CallOnThread complete = CallOnThread.Begin(() => bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        time.Advance(TimeSpan.FromSeconds(301));

        Files.LetGo();

        (await complete.Failure).Should().BeOfType<IOException>();
        time.Advance(TimeSpan.FromMilliseconds(1));
        job.Data.State.Should().Be(Transferring, "a slice does not end while the job is held");
    }

    [Fact]
    public async Task Complete_ProviderFailsWhenTheFilesAreDone_LeavesTheJobToTheNextCall()
    {
        FailingReads time = new();
        using ServiceBench bench = new(setup => setup with { Files = Files, Provider = time });
        JobRecord job = bench.CreateJob();
        Files.OnDelete = _ =>
        {
            time.Failing = 2;
            return 0;
        };

        bench.Service.Invoking(service => service.Files.Cancel(job)).Should().Throw<InvalidTimeZoneException>();

        job.Freeze.Should().BeNull("nobody waits for ever for a call that is over");
        time.Failing = 0;
        Files.OnDelete = static _ => 0;
        (await CallOnThread.Begin(() => bench.Service.Files.Cancel(job)).Failure).Should().BeNull();
        job.Data.State.Should().Be(Cancelled);
    }

    [Fact]
    public async Task Complete_ReportWithdrawnWhileTheJobWasHeld_DoesNotComeBack()
    {
        RecordingTransport line = new(isLive: false);
        FakeTimeProvider time = new();
        using ServiceBench bench = new(setup => setup with { Transport = line, Files = Files, Provider = time });
        JobRecord job = bench.CreateJob(files: 2);
        void Report(TransferReport report, double seconds) => line.Host.Schedule(
            line.Handles[0], line.Handles[0].Generation, ByteFlow.Still(0, 0), (long)(seconds * TimeSpan.TicksPerSecond), report);
        Queue<Action> answers = new(
        [
            () => Report(new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(10, 0)), 0),
            () => Report(new TransferReport(TransferReportKind.Completed, 10), 0),
            () => Report(new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(10, 0)), 0),
            () => Report(new TransferReport(TransferReportKind.Failed, HResult: HResults.BG_E_HTTP_ERROR_404), 10),
        ]);
        line.OnCommand = command =>
        {
            if (command == "refresh")
            {
                Report(default, 0);
            }
            else if (command.StartsWith("start", StringComparison.Ordinal) || command.StartsWith("continue", StringComparison.Ordinal))
            {
                answers.TryDequeue(out Action? answer);
                answer?.Invoke();
            }
        };
        bench.Service.Calls.Resume(job);
        time.Advance(TimeSpan.FromSeconds(1));
        (job.Data.State, job.Data.FilesTransferred).Should().Be((Transferring, 1));
        Files.OnRename = name =>
        {
            Files.Stay(name);
            return Throw("the disk is gone");
        };
        CallOnThread complete = CallOnThread.Begin(() => bench.Service.Files.Complete(job));
        Files.WaitUntilInside();
        time.Advance(TimeSpan.FromSeconds(20));
        line.Host.Refresh();

        Files.LetGo();

        (await complete.Failure).Should().BeOfType<IOException>();
        time.Advance(TimeSpan.FromSeconds(20));
        job.Data.State.Should().Be(Transferring, "the script was changed: the failure that was due is none any more");
    }

    private sealed class FailingReads : TimeProvider
    {
        internal int Failing { get; set; }

        public override long GetTimestamp() => Failing > 0 && Failing-- > 0 ? throw new InvalidTimeZoneException("no timestamp") : 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
