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
        using CancellationTokenSource source = new(TimeSpan.FromDays(2), Clock);

        FluentActions.Invoking(() => _bits.Run(
            async () =>
            {
                Task other = Task.Delay(TimeSpan.FromDays(3), Clock);
                await job.WaitForOutcomeAsync();
                await other;
            },
            TimeSpan.FromDays(1)))
            .Should().Throw<NotReachedException>().WithMessage(
                "The code has not ended within 1.00:00:00, up to +1.00:00:00. Pending on the clock:\n"
                + "  timer of CancellationTokenSource at +2.00:00:00\n"
                + "  timer of " + DelayTimer.Owner + " at +3.00:00:00\n"
                + "  job 1 \"job\", awaited: Suspended*nothing is transferred before Resume*");
        Clock.Elapsed.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    public void Run_ManyTimersPending_ListsTheFirstOnes()
    {
        List<ITimer> timers = [.. Enumerable.Range(1, 25).Select(day => Clock.CreateTimer(_ => { }, null, TimeSpan.FromDays(day), Timeout.InfiniteTimeSpan))];

        FluentActions.Invoking(() => Clock.Run(() => new TaskCompletionSource().Task, TimeSpan.FromHours(1)))
            .Should().Throw<NotReachedException>().WithMessage("*\n  timer at +1.00:00:00\n*\n  timer at +20.00:00:00\n  and 5 more");

        timers.ForEach(timer => timer.Dispose());
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

    /// <summary>What was due at an instant before anything happened there is no loop, however much it is.</summary>
    [Fact]
    public void Run_MoreThanTheLimitGoOnAtOneInstant_IsNoLoop()
    {
        const int Delays = 100_001;
        int ended = 0;

        Clock.Run(() => Task.WhenAll(Enumerable.Range(0, Delays).Select(async _ =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Clock);
            ended++;
        })));

        ended.Should().Be(Delays);
        Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
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
    public void Run_NoCode_IsRefused()
    {
        FluentActions.Invoking(() => Clock.Run((Func<Task<int>>)null!)).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        FluentActions.Invoking(void () => Clock.Start((Func<Task<int>>)null!)).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Run_CodeAndCallbackFailAtOnce_LosesNeither()
    {
        _bits.Network.Host("h").Fails(SimulatedFault.HttpStatus(403));
        BackgroundCopyJob job = Job();
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => throw new InvalidTimeZoneException("callback") };

        FluentActions.Invoking(() => Clock.Run(() =>
        {
            job.Resume();
            return Task.FromException(new InvalidOperationException("code"));
        })).Should().Throw<AggregateException>().Which.InnerExceptions.Select(inner => inner.Message).Should().Equal("callback", "code");
    }

    [Fact]
    public void Run_CodeThrows_KeepsItsStack() =>
        FluentActions.Invoking(() => Clock.Run(FailAfterASecond)).Should().Throw<InvalidTimeZoneException>()
            .Which.StackTrace.Should().Contain(nameof(FailAfterASecond));

    [Fact]
    public void Run_TokenRegisteredWithTheContext_IsToldAtItsInstant()
    {
        Clock.Run(async () =>
        {
            using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), Clock);
            using CancellationTokenRegistration registration = source.Token.Register(() => Log("cancelled"), useSynchronizationContext: true);
            await Task.Delay(TimeSpan.FromSeconds(6), Clock);
        });

        _log.Should().Equal("cancelled 5");
    }

    [Fact]
    public void Run_WithinARun_IsRefused() =>
        FluentActions.Invoking(() => Clock.Run(() =>
        {
            Clock.Run(() => Task.CompletedTask);
            return Task.CompletedTask;
        })).Should().Throw<InvalidOperationException>().WithMessage("*being advanced*await Task.Delay(span, clock)*");

    private async Task FailAfterASecond()
    {
        await Task.Delay(TimeSpan.FromSeconds(1), Clock);
        throw new InvalidTimeZoneException("mine");
    }

    private void Log(string what) => _log.Add(FormattableString.Invariant($"{what} {Clock.Elapsed.TotalSeconds}"));

    private BackgroundCopyJob Job()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        return job;
    }
}
