using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The program that is run when the client cannot be told otherwise.</summary>
public sealed class NotifyCommandTests
{
    private const string Program = @"C:\tools\done.exe";

    private readonly List<string> _runs = [];
    private readonly Queue<int> _exitCodes = new();

    [Fact]
    [Trait("Rule", "CMD-8")]
    [Trait("Rule", "DEF-notify-command-line")]
    public void NotifyCommand_Unset_IsTwoEmptyStrings()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        (job.NotifyCommand.Program, job.NotifyCommand.Parameters).Should().Be(("", ""));
    }

    [Fact]
    [Trait("Rule", "CMD-1")]
    [Trait("Rule", "LIM-9")]
    public void NotifyCommand_SetAtItsLimitsAndTakenAway_IsReadBack()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        string longest = @"C:\" + new string('p', 257);
        string most = new('a', 4_000);

        job.NotifyCommand.Set(longest, most);
        (job.NotifyCommand.Program, job.NotifyCommand.Parameters).Should().Be((longest, most));
        job.NotifyCommand.Set(Program);
        (job.NotifyCommand.Program, job.NotifyCommand.Parameters).Should().Be((Program, ""));
        job.NotifyCommand.Set(null);
        (job.NotifyCommand.Program, job.NotifyCommand.Parameters).Should().Be(("", ""));
    }

    [Theory]
    [Trait("Rule", "CMD-1")]
    [InlineData("\"C:\\tools\\done.exe\" --job", 0)]
    [InlineData("done.exe --job", 0)]
    [InlineData(null, 0)]
    [InlineData("--job", 1)]
    public void NotifyCommand_ParametersWithoutTheProgramFirst_AreHintedAt(string? parameters, int hints)
    {
        using Bench bench = Make();
        bench.CreateJob().NotifyCommand.Set(Program, parameters);

        bench.Log.Events.Count(entry => entry.Kind == JobEventKind.Hint && entry.Hint.Contains("CMD-1", StringComparison.Ordinal)).Should().Be(hints);
    }

    [Theory]
    [Trait("Rule", "CMD-2")]
    [InlineData(Transferred, "0 transferred")]
    [InlineData(Error, "0 error 80190194")]
    public void Command_JobTransferredOrFailed_RunsWithWhatWasSet(BackgroundCopyJobState state, string run)
    {
        using Bench bench = Make();
        bench.JobIn(state, job => job.NotifyCommand.Set(Program, "done.exe secret"));
        bench.GoTo(100_000);

        _runs.Should().Equal($"{run} {Program} done.exe secret user");
        bench.Log.Events.Should().ContainSingle(entry => entry.Kind == JobEventKind.Notification)
            .Which.Should().Match<JobEvent>(entry => entry.Notification == NotificationKind.CommandLine && entry.Detail == $"CommandLine {Program}");
        bench.Log.ToString().Should().NotContain("secret");
    }

    [Theory]
    [Trait("Rule", "CMD-2")]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Transferring)]
    [InlineData(TransientError)]
    public void Command_JobNeitherTransferredNorFailed_DoesNotRun(BackgroundCopyJobState state)
    {
        using Bench bench = Make();
        bench.JobIn(state, job =>
        {
            job.NotifyFlags = (BackgroundCopyNotifications)0x1B;
            job.NotifyCommand.Set(Program);
        });
        bench.Pump();

        _runs.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CMD-2")]
    public void Command_SetAfterTheEvent_RunsAtOnce()
    {
        using Bench bench = Make();
        BackgroundCopyJob job = bench.JobIn(Error);
        bench.GoTo(50);
        job.NotifyCommand.Set(Program);
        bench.GoTo(100_000);

        _runs.Should().ContainSingle().Which.Should().StartWith("50 error");
    }

    [Theory]
    [Trait("Rule", "CMD-2")]
    [Trait("Rule", "CB-13")]
    [InlineData(BackgroundCopyNotifications.JobTransferred, 0)]
    [InlineData(BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.Disable, 0)]
    [InlineData(BackgroundCopyNotifications.JobError, 1)]
    public void Command_FlagsAskForNothing_DoesNotRun(BackgroundCopyNotifications flags, int runs)
    {
        using Bench bench = Make();
        BackgroundCopyJob job = bench.JobIn(Error, job => job.NotifyFlags = flags);
        job.NotifyCommand.Set(Program);
        bench.GoTo(1000);

        _runs.Should().HaveCount(runs);
    }

    [Fact]
    [Trait("Rule", "CMD-3")]
    public void Command_CallbackTookTheEvent_DoesNotRun()
    {
        using Bench bench = Make();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyCommand.Set(Program);
        job.NotifyInterface = callback;
        bench.GoTo(1000);
        job.NotifyCommand.Set(Program);
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError");
        _runs.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CMD-3")]
    [Trait("Rule", "CB-4")]
    public void Command_CallbackFails_RunsAtTheSameInstantAndTheCallbackIsNotCalledAgain()
    {
        using Bench bench = Make();
        RecordingCallback callback = new();
        callback.FailNext(10, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyCommand.Set(Program);
        job.NotifyInterface = callback;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError");
        _runs.Should().ContainSingle().Which.Should().StartWith("0 error");
    }

    [Theory]
    [Trait("Rule", "CMD-4")]
    [InlineData(BackgroundCopyUserKind.ServiceAccount, 0)]
    [InlineData(BackgroundCopyUserKind.Administrator, 1)]
    public void Command_OfAServiceAccount_DoesNotRun(BackgroundCopyUserKind kind, int runs)
    {
        using Bench bench = Make();
        BackgroundCopyJob job = bench.JobIn(Error, owner: new BackgroundCopyUser("owner", kind));
        job.NotifyCommand.Set(Program);
        bench.GoTo(100_000);

        _runs.Should().HaveCount(runs);
        bench.Log.Events.Should().NotContain(entry => entry.Kind == JobEventKind.Hint);
    }

    [Fact]
    [Trait("Rule", "CMD-6")]
    [Trait("Rule", "RETRY-25")]
    public void Command_ExitsWithAFailure_RunsAgainAfterTheDelayReadThen()
    {
        using Bench bench = Make(options => options.Readings.RedeliveryInterval = TimeSpan.FromSeconds(5));
        Exits(1, -1, 0);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyCommand.Set(Program);
        bench.GoTo(100);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        bench.GoTo(100_000);

        _runs.Select(Instant).Should().Equal("0", "600", "660");
        bench.Log.Events.Count(entry => entry is { Notification: NotificationKind.CommandLine, HResult: HResults.E_FAIL }).Should().Be(2);
    }

    [Theory]
    [Trait("Rule", "CMD-6")]
    [InlineData("complete")]
    [InlineData("cancel")]
    [InlineData("resume")]
    public void Command_FailsButEndsOrResumesTheJob_DoesNotRunAgain(string what)
    {
        using Bench bench = Make(options => options.CommandStarter = command =>
        {
            _runs.Add(what);
            ((Action)(what switch
            {
                "complete" => () => command.Job.Complete(),
                "cancel" => () => command.Job.Cancel(),
                _ => command.Job.Resume,
            }))();
            return 1;
        });
        bench.JobIn(Error).NotifyCommand.Set(Program);
        bench.GoTo(10_000);

        _runs.Should().Equal(what);
    }

    [Fact]
    [Trait("Rule", "CMD-7")]
    [Trait("Rule", "RETRY-25")]
    public void CallbackAndCommand_BothFail_AreToldAgainAfterTheDelay()
    {
        using Bench bench = Make();
        Exits(1, 0);
        RecordingCallback callback = new();
        callback.FailNext(10, HResults.E_FAIL);
        BackgroundCopyJob job = bench.JobIn(Error);
        job.NotifyCommand.Set(Program);
        job.NotifyInterface = callback;
        bench.GoTo(100_000);

        callback.Lines().Should().Equal("0 JobError", "600 JobError");
        _runs.Select(Instant).Should().Equal("0", "600");
    }

    [Fact]
    [Trait("Rule", "CMD-6")]
    public void Command_StarterThrows_RunsAgainAndTheTestSeesTheException()
    {
        int runs = 0;
        using Bench bench = Make(options => options.CommandStarter = _ => runs++ == 0 ? throw new FormatException("broken") : 0);
        bench.JobIn(Error).NotifyCommand.Set(Program);

        bench.Invoking(b => b.Pump()).Should().Throw<FormatException>().WithMessage("broken");
        bench.GoTo(100_000);
        runs.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "CMD-2")]
    public void Command_NobodyRunsIt_IsHintedAtOnceAndStaysToBeTold()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(Error, job => job.NotifyCommand.Set(Program));
        bench.GoTo(10_000);
        bench.Log.Events.Where(entry => entry.Kind == JobEventKind.Hint).Should().ContainSingle().Which.Hint.Should().Contain("CommandStarter");

        RecordingCallback callback = new();
        job.NotifyInterface = callback;
        bench.GoTo(20_000);
        callback.Lines().Should().Equal("10000 JobError");
    }

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void RestartService_CommandSet_KeepsItAndRunsWhatWasNotAcknowledgedOnly()
    {
        using Bench bench = Make();
        Exits(1, 0);
        BackgroundCopyJob failed = bench.JobIn(Error, job => job.NotifyCommand.Set(Program, "done.exe x"));
        bench.GoTo(100);
        bench.Manager.RestartService();
        bench.GoTo(200);

        (failed.NotifyCommand.Program, failed.NotifyCommand.Parameters).Should().Be((Program, "done.exe x"));
        _runs.Select(Instant).Should().Equal(["0", "100"], "the event had not been acknowledged");

        bench.Manager.RestartService();
        bench.GoTo(10_000);
        _runs.Should().HaveCount(2, "it was acknowledged before the second restart");
        failed.Resume();
        bench.Pump();
        bench.AttemptOf(failed).FailHttp(404);
        bench.GoTo(20_000);
        _runs.Should().HaveCount(3, "a new event is a new cycle");
    }

    [Fact]
    [Trait("Rule", "CMD-2")]
    public async Task Command_OnTheThreadPool_RunsOutsideTheLock()
    {
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim goOn = new();
        using Bench bench = Make(options =>
        {
            options.Dispatch = CallbackDispatch.ThreadPool;
            options.CommandStarter = command =>
            {
                begun.SetResult();
                goOn.Wait(Guard.Limit).Should().BeTrue();
                command.Job.Complete();
                return 0;
            };
        });
        BackgroundCopyJob job = bench.JobIn(Transferred, job => job.NotifyCommand.Set(Program));
        bench.Pump();
        await begun.Task.Within();
        Task ended = job.WaitForStateAsync(Acknowledged);
        job.State.Should().Be(Transferred);
        goOn.Set();
        await ended.Within();
        job.State.Should().Be(Acknowledged);
    }

    [Fact]
    public void ToString_OfACommand_HidesItsParameters()
    {
        BackgroundCopyCommand? seen = null;
        using Bench bench = Make(options => options.CommandStarter = command =>
        {
            seen = command;
            return 0;
        });
        bench.JobIn(Error).NotifyCommand.Set(Program, "done.exe secret");
        bench.Pump();

        seen!.ToString().Should().Be($"{Program} for job 1");
        (seen.User, seen.Error!.Code).Should().Be((new BackgroundCopyUser("user"), HResults.BG_E_HTTP_ERROR_404));
    }

    private Bench Make(Action<BackgroundCopyManagerOptions>? configure = null)
    {
        Bench bench = null!;
        bench = new Bench(options =>
        {
            options.CommandStarter = command =>
            {
                string what = command.Error is { } error ? $"error {error.Code:X8}" : "transferred";
                _runs.Add(FormattableString.Invariant($"{bench.Manager.Elapsed.TotalSeconds} {what} {command.Program} {command.Parameters} {command.User.Name}"));
                return _exitCodes.TryDequeue(out int code) ? code : 0;
            };
            configure?.Invoke(options);
        });
        return bench;
    }

    private void Exits(params int[] codes)
    {
        foreach (int code in codes)
        {
            _exitCodes.Enqueue(code);
        }
    }

    private static string Instant(string run) => run.Split(' ')[0];
}
