namespace Bits.RetrySim.Tests;

/// <summary>Asynchronous code in virtual time.</summary>
public sealed class SimulatedClockRunTests : IDisposable
{
    private readonly BitsSimulation _bits = new();
    private readonly List<string> _log = [];

    private SimulatedClock Clock => _bits.Clock;

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void Run_Delays_EndAtTheirInstants()
    {
        Clock.Run(async () =>
        {
            Log("begin");
            await Task.Delay(TimeSpan.FromSeconds(30), Clock);
            Log("half");
            await Task.Delay(TimeSpan.FromDays(20), Clock).ConfigureAwait(false);
            Log("end");
        });

        _log.Should().Equal("begin 0", "half 30", "end 1728030");
        Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1_728_030));
    }

    [Fact]
    public void Run_WithAResult_HandsItOut() =>
        _bits.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(1), Clock);
            return Clock.Elapsed;
        }).Should().Be(TimeSpan.FromHours(1));

    [Fact]
    public void Run_CodeThatEndsAtOnce_MovesNoTime()
    {
        Clock.Run(() => Task.CompletedTask);

        Clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Run_PeriodicTimerTimeoutAndWhenAny_AreOnTheClock()
    {
        Clock.Run(async () =>
        {
            using PeriodicTimer timer = new(TimeSpan.FromSeconds(10), Clock);
            for (int tick = 0; tick < 3; tick++)
            {
                await timer.WaitForNextTickAsync();
                Log("tick");
            }

            using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), Clock);
            Task never = Task.Delay(Timeout.InfiniteTimeSpan, Clock, source.Token);
            Task first = await Task.WhenAny(never, Task.Delay(TimeSpan.FromSeconds(6), Clock));
            Log(first == never ? "cancelled" : "too late");
        });

        _log.Should().Equal("tick 10", "tick 20", "tick 30", "cancelled 35");
    }

    [Fact]
    public void Run_PollLoopAroundAJob_SeesItsStatesAtItsOwnInstants()
    {
        _bits.Network.Host("h").Resource("/f", 1_000);
        _bits.Network.Host("h").Outage(TimeSpan.Zero, TimeSpan.FromMinutes(25), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();

        _bits.Run(async () =>
        {
            job.Resume();
            while (job.State != BackgroundCopyJobState.Transferred)
            {
                await Task.Delay(TimeSpan.FromSeconds(30), Clock);
            }

            Log(job.State.ToString());
        });

        _log.Should().Equal("Transferred 1800");
        _bits.EventLog.AttemptsOf(job).Should().Contain(1800);
    }

    [Fact]
    public void Run_WaitForOutcome_GoesOnAtItsInstant()
    {
        _bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();
        job.Resume();

        _bits.Run(async () =>
        {
            await job.WaitForOutcomeAsync();
            Log(job.State.ToString());
        });

        _log.Should().Equal("Error 1209600");
    }

    [Fact]
    public void Run_WhatIsReadyAtOneInstant_ComesAfterManagersAndTimersAndInItsOrder()
    {
        BackgroundCopyJob job = Job();
        _bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(503));
        job.Resume();
        using ITimer timer = Clock.CreateTimer(_ => Log($"timer, {job.ErrorCount} failed"), null, TimeSpan.FromSeconds(600), Timeout.InfiniteTimeSpan);

        Clock.Run(async () =>
        {
            Task one = After(600, "one");
            Task two = After(600, "two");
            await Task.WhenAll(one, two);
        });

        _log.Should().Equal("timer, 2 failed 600", "one, 2 failed 600", "two, 2 failed 600");

        async Task After(int seconds, string what)
        {
            await Task.Delay(TimeSpan.FromSeconds(seconds), Clock);
            Log($"{what}, {job.ErrorCount} failed");
        }
    }

    [Fact]
    public void Run_CodeThrows_TheVeryExceptionComesOut()
    {
        InvalidTimeZoneException failure = new("mine");

        FluentActions.Invoking(() => Clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            throw failure;
        })).Should().Throw<InvalidTimeZoneException>().Which.Should().BeSameAs(failure);
        FluentActions.Invoking(() => Clock.Run(() => throw failure)).Should().Throw<InvalidTimeZoneException>().Which.Should().BeSameAs(failure);
    }

    [Fact]
    public void Run_CallbackThrows_EndsAtItsInstantWithItsException()
    {
        _bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(403));
        BackgroundCopyJob job = Job();
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => throw new InvalidTimeZoneException("assertion") };
        job.Resume();

        FluentActions.Invoking(() => Clock.Run(() => Task.Delay(TimeSpan.FromDays(15), Clock))).Should().Throw<InvalidTimeZoneException>();

        Clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Run_BeyondTheLimit_TellsWhatIsPending()
    {
        BackgroundCopyJob job = Job();

        FluentActions.Invoking(() => _bits.Run(async () => await job.WaitForOutcomeAsync(), TimeSpan.FromDays(1)))
            .Should().Throw<TimeoutException>()
            .WithMessage("*+1.00:00:00, the limit of this run*job 1 \"job\", awaited: Suspended*nothing is transferred before Resume*");
    }

    [Fact]
    public void Run_WaitsForNothingOnTheClock_TellsSo()
    {
        SimulatedClock clock = new() { RealTimeGrace = TimeSpan.FromMilliseconds(1) };

        FluentActions.Invoking(() => clock.Run(() => new TaskCompletionSource().Task))
            .Should().Throw<InvalidOperationException>().WithMessage("*never comes*+00:00:00*nothing is due*not on the clock*thread pool*0.001 s*");
    }

    [Fact]
    public void Run_TaskOfTheThreadPool_IsWaitedForWhenNothingElseIsDue()
    {
        SimulatedClock clock = new();
        using ManualResetEventSlim gate = new();
        Thread other = new(() => gate.Set());

        int sum = clock.Run(async () =>
        {
            other.Start();
            int one = await Task.Run(() =>
            {
                gate.Wait();
                return 1;
            });
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
            return one + 1;
        });

        sum.Should().Be(2);
        clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Run_CodeThatMovesTheClock_IsToldWhatToDo()
    {
        FluentActions.Invoking(() => Clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            Clock.Advance(TimeSpan.FromSeconds(1));
        })).Should().Throw<InvalidOperationException>().WithMessage("*await Task.Delay(span, clock)*");
    }

    [Fact]
    public void Run_AsyncVoidThrows_IsNotLost()
    {
        FluentActions.Invoking(() => Clock.Run(async () =>
        {
            Forget();
            await Task.Delay(TimeSpan.FromSeconds(5), Clock);
        })).Should().Throw<InvalidTimeZoneException>();
        Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));

        async void Forget()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            throw new InvalidTimeZoneException("forgotten");
        }
    }

    [Fact]
    public void Run_YieldsWithoutEnd_IsALoopAtAnInstant()
    {
        FluentActions.Invoking(() => Clock.Run(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        })).Should().Throw<InvalidOperationException>().WithMessage("Time stands still*await*");
    }

    [Fact]
    public void Start_SeveralAtOnce_RunBesideEachOtherUnderAdvance()
    {
        Task<int> slow = _bits.Start(() => Poll("slow", 20));
        Task quick = _bits.Start(() => Poll("quick", 15));
        Clock.Advance(TimeSpan.FromSeconds(45));

        _log.Should().Equal("quick 15", "slow 20", "quick 30", "slow 40", "quick 45");
        (quick.IsCompletedSuccessfully, slow.IsCompleted).Should().Be((true, false));
        _bits.Run(() => slow).Should().Be(3);

        async Task<int> Poll(string name, int seconds)
        {
            for (int round = 1; round <= 3; round++)
            {
                await Task.Delay(TimeSpan.FromSeconds(seconds), Clock);
                Log(name);
            }

            return 3;
        }
    }

    [Fact]
    public void Run_PieceReadyWhileAManagerCouldStepOn_ComesBeforeTimeMoves()
    {
        _bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = Job();

        Clock.Run(async () =>
        {
            using ITimer timer = Clock.CreateTimer(_ => job.Resume(), null, TimeSpan.FromSeconds(7), Timeout.InfiniteTimeSpan);
            await Task.Delay(TimeSpan.FromSeconds(7), Clock);
            Log("after");
            await Task.Delay(TimeSpan.FromHours(3), Clock);
        });

        _log.Should().Equal("after 7");
        job.ErrorCount.Should().Be(19);
    }

    [Fact]
    public void Run_BadArguments_AreRefused()
    {
        FluentActions.Invoking(() => Clock.Run((Func<Task>)null!)).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(() => Clock.Run((Func<Task<int>>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(void () => Clock.Start((Func<Task>)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Clock.Run(() => Task.CompletedTask, TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Clock.Run(() => Task.CompletedTask, TimeSpan.MaxValue)).Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>The first await of ordinary code captures the context of the test framework, whichever it is.</summary>
    [Fact]
    public void Run_OrdinaryCodeUnderAnyContext_LeavesTheSameLogEachTime()
    {
        const int Runs = 10_000;
        string[] expected = ["poll 30", "poll 60", "poll 90", "done 90"];
        SynchronizationContext? before = SynchronizationContext.Current;
        for (int run = 0; run < Runs; run++)
        {
            SynchronizationContext.SetSynchronizationContext(run % 2 == 0 ? new SynchronizationContext() : before);
            SimulatedClock clock = new();
            List<string> log = [];
            clock.Run(async () =>
            {
                for (int poll = 0; poll < 3; poll++)
                {
                    await Task.Delay(TimeSpan.FromSeconds(30), clock);
                    log.Add($"poll {clock.Elapsed.TotalSeconds}");
                }

                log.Add($"done {clock.Elapsed.TotalSeconds}");
            });
            log.Should().Equal(expected);
        }

        SynchronizationContext.SetSynchronizationContext(before);
    }

    /// <summary>The runtime completes a cancelled delay on the thread pool.</summary>
    [Fact]
    public void Run_DelayCancelledByTheClock_GoesOnAtThatInstantEachTime()
    {
        const int Runs = 500;
        for (int run = 0; run < Runs; run++)
        {
            SimulatedClock clock = new();
            TimeSpan seen = clock.Run(async () =>
            {
                using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), clock);
                Task never = Task.Delay(Timeout.InfiniteTimeSpan, clock, source.Token);
                await Task.WhenAny(never, Task.Delay(TimeSpan.FromSeconds(6), clock));
                return clock.Elapsed;
            });
            seen.Should().Be(TimeSpan.FromSeconds(5));
        }
    }

    private void Log(string what) => _log.Add(FormattableString.Invariant($"{what} {Clock.Elapsed.TotalSeconds}"));

    private BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        return job;
    }
}
