using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Attempts: what starts and stops them, and what becomes of reports, those that come in time and those that do not.</summary>
public sealed class AttemptDeskTests
{
    private const long Second = TimeSpan.TicksPerSecond;

    [Fact]
    public void Start_Turn_OrdersTheFileFromWhereItIs()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);
        Push(line, new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(1000, 77)));
        Push(line, new TransferReport(TransferReportKind.Received, 400));
        Push(line, Failed(503, 450));

        job.Data.State.Should().Be(TransientError);
        bench.GoTo(700);

        line.Commands.Should().Equal("0 start 1", "0 stop 1", "600 start 1");
        line.Handles[0].Orders[1].Should().Be(
            new TransferOrder(600 * Second, 3, 1, false, ServiceBench.RemoteName(1), ServiceBench.LocalName(1), 450, new FileVersion(1000, 77), TransferSettings.Default));
        job.Attempts.Should().Be(2);
    }

    [Fact]
    [Trait("Decision", "D-8")]
    public void Push_OlderGeneration_IsNothing()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);
        int old = line.Handles[0].Generation;
        bench.Service.Calls.Call(job, JobTrigger.Suspend, JobCall.Suspend);
        line.Host.Push(line.Handles[0], old, new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(1000, -1)));
        bench.Service.Calls.Resume(job);
        bench.Pump();
        line.Host.Push(line.Handles[0], old, Failed(404));

        job.Data.State.Should().Be(Connecting);
        job.ToSnapshot().Files[0].Size.Should().Be(-1);
    }

    [Fact]
    [Trait("Decision", "D-47")]
    public void Push_AttemptStoppedByWhatComesFirst_IsNothing()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);
        bench.Service.At(0, () => bench.Service.Calls.Call(job, JobTrigger.Suspend, JobCall.Suspend));

        Push(line, Failed(404));

        (job.Data.State, job.Data.ErrorCount).Should().Be((Suspended, 0));
    }

    [Fact]
    [Trait("Decision", "D-47")]
    public void Push_WithinACommandOfTheLine_IsTakenInItsPlace()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord first = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);
        JobRecord second = bench.CreateJob(priority: BackgroundCopyJobPriority.Foreground);

        // Both begin in one turn: the failure is pushed first, but what is accepted comes before it (D-1).
        line.OnCommand = command =>
        {
            int number = command[^1] - '0';
            if (command.StartsWith("start", StringComparison.Ordinal))
            {
                line.Host.Push(
                    line.Handles[number - 1],
                    line.Handles[number - 1].Generation,
                    number == 1 ? Failed(404) : new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(10, -1)));
            }
        };
        bench.Service.Calls.Resume(first);
        bench.Service.Calls.Resume(second);
        bench.Pump();

        bench.Entered.TakeLast(2).Should().Equal("job 2 Transferring", "job 1 Error");
    }

    [Fact]
    [Trait("Decision", "D-41")]
    public void Push_ManyReports_UseOneEntry()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        Run(bench);
        Push(line, new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(100_000, -1)));
        for (int i = 1; i < 100; i++)
        {
            Push(line, new TransferReport(TransferReportKind.Received, i));
        }

        int came = 100;
        long bytes = Allocated.By(() =>
        {
            for (int i = 0; i < 100; i++, came++)
            {
                line.Host.Push(line.Handles[0], 1, new TransferReport(TransferReportKind.Received, came));
            }
        });

        bytes.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void Push_FewerBytesThanBefore_LoseNothing()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);
        Push(line, new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(1000, -1)));
        Push(line, new TransferReport(TransferReportKind.Received, 400));
        Push(line, new TransferReport(TransferReportKind.Received, 300));
        Push(line, Failed(503, 0));

        job.ToSnapshot().Files[0].Bytes.Should().Be(400);
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Push_Restarted_BeginsAtNothing()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);
        Push(line, new TransferReport(TransferReportKind.Accepted, 0, new FileVersion(1000, 1)));
        Push(line, new TransferReport(TransferReportKind.Received, 400));
        Push(line, new TransferReport(TransferReportKind.Restarted, 0, new FileVersion(500, 2)));

        (job.ToSnapshot().Files[0].Bytes, job.ToSnapshot().Files[0].Size, job.Data.State).Should().Be((0, 500, Transferring));
        Push(line, new TransferReport(TransferReportKind.Completed, 500));
        job.Data.State.Should().Be(Transferred);
    }

    [Fact]
    public void Schedule_NextReport_IsDeliveredAndAcknowledged()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: false);
        using ServiceBench end = bench;
        TransferReport accepted = new(TransferReportKind.Accepted, 0, new FileVersion(1000, -1));
        line.OnCommand = command =>
        {
            if (command == "start 1")
            {
                line.Host.Schedule(line.Handles[0], 1, ByteFlow.Still(0, 0), 5 * Second, accepted);
            }
            else if (command == "continue 1")
            {
                line.Host.Schedule(line.Handles[0], 1, new ByteFlow(0, 5 * Second, 800, 1000), 15 * Second, new TransferReport(TransferReportKind.Completed, 1000));
            }
        };
        JobRecord job = Run(bench);
        bench.GoTo(7);

        (job.Data.State, bench.Service.Reader.Read<BackgroundCopyJobProgress>(job, JobReader.ProgressOf).BytesTransferred).Should().Be((Transferring, 200));
        bench.GoTo(20);

        job.Data.State.Should().Be(Transferred);
        line.Commands.Where(command => !command.EndsWith("flush", StringComparison.Ordinal)).Should().Equal("0 start 1", "5 continue 1", "15 stop 1");
    }

    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void SettleBytes_JobStops_CountsWhatHasFlowedAsOfItsLastByte()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: false);
        using ServiceBench end = bench;
        line.OnCommand = command =>
        {
            if (command == "start 1")
            {
                line.Host.Schedule(line.Handles[0], 1, new ByteFlow(0, 0, 8, 4), long.MaxValue, default);
            }
        };
        JobRecord job = Run(bench);
        bench.GoTo(60);

        bench.Service.Calls.Call(job, JobTrigger.Suspend, JobCall.Suspend);

        job.ToSnapshot().Files[0].Bytes.Should().Be(4);
        bench.Log.Events.Should().NotBeEmpty();
        job.Data.LastActivity.Engine.Should().Be(60 * Second, "the call is activity too");
    }

    [Fact]
    public void Schedule_OlderGeneration_IsNothing()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: false);
        using ServiceBench end = bench;
        JobRecord job = Run(bench);

        line.OnCommand = command =>
        {
            if (command.StartsWith("stop", StringComparison.Ordinal))
            {
                line.Host.Schedule(line.Handles[0], 1, ByteFlow.Still(0, 0), 0, Failed(404));
            }
        };
        bench.Service.Calls.Call(job, JobTrigger.Suspend, JobCall.Suspend);
        bench.GoTo(10);

        job.Data.State.Should().Be(Suspended);
    }

    [Fact]
    public void Refresh_ScriptChangedInACallback_FollowsOnceForAllChanges()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: false);
        using ServiceBench end = bench;
        bench.Service.At(Second, () =>
        {
            line.Host.Refresh();
            line.Host.Refresh();
            line.Commands.Should().NotContain("1 refresh");
        });

        bench.GoTo(2);

        line.Commands.Should().ContainSingle(command => command == "1 refresh");
    }

    [Fact]
    [Trait("Decision", "D-36")]
    public void Dispose_AttemptRuns_IsStoppedAndTheLineGivenBack()
    {
        (ServiceBench bench, RecordingTransport line) = Make(isLive: true);
        Run(bench);

        bench.Dispose();
        Push(line, Failed(404));

        line.Commands.Should().Equal("0 start 1", "0 stop 1", "0 close");
        bench.Jobs[0].Data.State.Should().Be(Connecting);
    }

    private static (ServiceBench Bench, RecordingTransport Line) Make(bool isLive)
    {
        RecordingTransport line = new(isLive);
        return (new ServiceBench(setup => setup with { Transport = line }), line);
    }

    private static JobRecord Run(ServiceBench bench)
    {
        JobRecord job = bench.CreateJob();
        bench.Service.Calls.Resume(job);
        bench.Pump();
        job.Data.State.Should().Be(Connecting);
        return job;
    }

    private static void Push(RecordingTransport line, TransferReport report) => line.Host.Push(line.Handles[0], line.Handles[0].Generation, report);

    private static TransferReport Failed(int status, long bytes = 0) => new(TransferReportKind.Failed, bytes, HResult: HResults.HttpStatus(status));
}
