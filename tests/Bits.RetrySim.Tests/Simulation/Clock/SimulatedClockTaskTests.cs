using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Tests;

/// <summary>What the framework builds on timers, other threads, contexts and the garbage collector.</summary>
public class SimulatedClockTaskTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    private readonly SimulatedClock _clock = new();

    [Fact]
    public void TaskDelay_InALoop_ResumesAtEachInstant()
    {
        List<TimeSpan> resumed = [];
        Task loop = Loop();
        _clock.Advance(TimeSpan.FromMinutes(45));

        resumed.Should().Equal(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(40));
        loop.IsCompleted.Should().BeFalse();

        async Task Loop()
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromMinutes(10), _clock).ConfigureAwait(false);
                resumed.Add(_clock.Elapsed);
            }
        }
    }

    [Fact]
    public void TaskDelay_UnderACallersSynchronizationContext_ResumesInsideTheAdvance()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        CountingContext context = new();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            bool resumed = false;
            Task work = Work();
            _clock.Advance(TimeSpan.FromSeconds(1));

            resumed.Should().BeTrue();
            work.IsCompletedSuccessfully.Should().BeTrue();
            context.Posts.Should().Be(0);
            SynchronizationContext.Current.Should().BeSameAs(context);

            async Task Work()
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _clock).ConfigureAwait(false);
                resumed = true;
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void SynchronizationContext_AfterAnAdvanceThatThrew_IsRestored()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        CountingContext context = new();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            using ITimer timer = _clock.CreateTimer(_ => throw new FormatException(), null, TimeSpan.Zero, Never);
            _clock.Invoking(c => c.Advance(TimeSpan.Zero)).Should().Throw<FormatException>();

            SynchronizationContext.Current.Should().BeSameAs(context);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void CancellationTokenSource_WithADelay_CancelsAtItsInstant()
    {
        List<TimeSpan> cancelled = [];
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), _clock);
        using CancellationTokenRegistration registration = source.Token.Register(() => cancelled.Add(_clock.Elapsed));
        Task delay = Task.Delay(TimeSpan.FromSeconds(9), _clock, source.Token);
        _clock.Advance(TimeSpan.FromSeconds(2));
        source.CancelAfter(TimeSpan.FromSeconds(6));
        _clock.Advance(TimeSpan.FromSeconds(60));

        cancelled.Should().Equal(TimeSpan.FromSeconds(8));
        delay.IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task PeriodicTimer_TicksAtItsInstants()
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(3), _clock);
        List<TimeSpan> ticks = [];
        Task loop = Loop();
        _clock.Advance(TimeSpan.FromSeconds(10));
        ticks.Should().Equal(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(9));
        timer.Dispose();
        await loop;

        async Task Loop()
        {
            while (await timer.WaitForNextTickAsync().ConfigureAwait(false))
            {
                ticks.Add(_clock.Elapsed);
            }
        }
    }

    [Fact]
    public async Task WaitAsync_WithATimeout_TimesOut()
    {
        Task waiting = new TaskCompletionSource().Task.WaitAsync(TimeSpan.FromDays(20), _clock);
        _clock.Advance(TimeSpan.FromDays(20));

        await waiting.Invoking(w => w).Should().ThrowAsync<TimeoutException>();
    }

    [Fact]
    public void Callback_RunsInTheCreatorsExecutionContext()
    {
        AsyncLocal<string> local = new();
        List<string?> seen = [];
        local.Value = "creator";
        using ITimer flowing = _clock.CreateTimer(
            _ =>
            {
                seen.Add(local.Value);
                local.Value = "callback";
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        local.Value = "caller";
        _clock.Advance(TimeSpan.FromSeconds(2));

        seen.Should().Equal("creator", "creator");
        local.Value.Should().Be("caller");
    }

    [Fact]
    public void Callback_WithSuppressedFlow_RunsInTheCallersContext()
    {
        AsyncLocal<string> local = new() { Value = "creator" };
        string? seen = null;
        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        using ITimer timer = _clock.CreateTimer(_ => seen = local.Value, null, TimeSpan.FromSeconds(1), Never);
        flow.Undo();
        local.Value = "caller";
        _clock.Advance(TimeSpan.FromSeconds(1));

        seen.Should().Be("caller");
    }

    [Fact]
    public void Callback_HoldsNoLock()
    {
        using ITimer other = _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(5), Never);
        List<Exception?> finished = [];
        using ITimer timer = _clock.CreateTimer(
            _ => finished.Add(FailureOnAnotherThread(() =>
            {
                other.Change(TimeSpan.FromSeconds(2), Never);
                _clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(1), Never).Dispose();
                _clock.StepSystemTime(TimeSpan.FromSeconds(1));
            })),
            null,
            TimeSpan.FromSeconds(1),
            Never);
        _clock.Advance(TimeSpan.FromSeconds(1));

        finished.Should().Equal([null]);
    }

    [Fact]
    public void Advance_WhileAnotherThreadAdvances_ThrowsInvalidOperation()
    {
        Exception? refused = null;
        using ITimer timer = _clock.CreateTimer(
            _ => refused = FailureOnAnotherThread(() => _clock.Advance(TimeSpan.Zero)),
            null,
            TimeSpan.FromSeconds(1),
            Never);
        _clock.Advance(TimeSpan.FromSeconds(2));

        refused.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("another thread");
        FailureOnAnotherThread(() => _clock.Advance(TimeSpan.FromSeconds(1))).Should().BeNull();
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task DisposeAsync_WhileTheCallbackRuns_CompletesWhenItHasEnded()
    {
        using ManualResetEventSlim running = new(), release = new();
        bool ended = false;
        ITimer timer = _clock.CreateTimer(
            _ =>
            {
                running.Set();
                release.Wait(Guard.Limit).Should().BeTrue();
                ended = true;
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        CallOnThread advancing = CallOnThread.Begin(() => _clock.Advance(TimeSpan.FromSeconds(5)));
        running.Wait(Guard.Limit).Should().BeTrue();

        Task disposed = timer.DisposeAsync().AsTask();
        Task again = timer.DisposeAsync().AsTask();
        disposed.IsCompleted.Should().BeFalse();
        timer.Change(TimeSpan.Zero, Never).Should().BeFalse();
        release.Set();
        await disposed.Within();
        await again.Within();
        ended.Should().BeTrue();
        (await advancing.Failure).Should().BeNull();
        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void DisposeAsync_InItsOwnCallback_ResumesInsideTheAdvance()
    {
        List<string> log = [];
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                _ = End();
                log.Add("callback ends");
            },
            null,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(5));

        log.Should().Equal("callback ends", "disposed at 1");

        async Task End()
        {
            await timer!.DisposeAsync().ConfigureAwait(false);
            log.Add($"disposed at {_clock.Elapsed.TotalSeconds}");
        }
    }

    [Fact]
    public async Task ManyThreads_ArmingWhileTimeMoves_LoseNoTimer()
    {
        const int Threads = 4, Each = 2000;
        int fired = 0, early = 0;
        CallOnThread[] threads = [.. Enumerable.Range(0, Threads).Select(t => CallOnThread.Begin(() =>
        {
            Random random = new(t);
            for (int i = 0; i < Each; i++)
            {
                TimeSpan due = TimeSpan.FromTicks(random.Next(0, 50));
                long instant = _clock.GetTimestamp() + due.Ticks;
                ITimer timer = _clock.CreateTimer(
                    _ =>
                    {
                        Interlocked.Increment(ref fired);
                        Interlocked.Add(ref early, _clock.GetTimestamp() < instant ? 1 : 0);
                    },
                    null,
                    due,
                    Never);
                if (random.Next(4) == 0)
                {
                    // Counts as fired when it can be disposed before it fires.
                    timer.Change(Never, Never).Should().BeTrue();
                    timer.Change(TimeSpan.FromTicks(1000), Never).Should().BeTrue();
                }
            }
        }))];
        long last = 0;
        while (!Array.TrueForAll(threads, static thread => thread.IsOver))
        {
            _clock.Advance(TimeSpan.FromTicks(7));
            _clock.GetTimestamp().Should().Be(last + 7);
            last += 7;
        }

        (await Task.WhenAll(threads.Select(static thread => thread.Failure))).Should().OnlyContain(failure => failure == null);
        _clock.Advance(TimeSpan.FromTicks(1000));

        early.Should().Be(0);
        fired.Should().BeInRange(Threads * Each, Threads * Each * 2, "each timer fires, and those that were changed at most twice");
        _clock.AdvanceToNextTimer().Should().BeFalse();
    }

    [Fact]
    public void UnreferencedTimer_Armed_FiresAndIsThenCollected()
    {
        int fired = 0;
        WeakReference armed = Create(TimeSpan.FromSeconds(1));
        WeakReference unarmed = Create(Never);
        Collect();
        armed.IsAlive.Should().BeTrue();
        unarmed.IsAlive.Should().BeFalse();

        _clock.Advance(TimeSpan.FromSeconds(1));
        fired.Should().Be(1);
        Collect();
        armed.IsAlive.Should().BeFalse();

        [MethodImpl(MethodImplOptions.NoInlining)]
        WeakReference Create(TimeSpan dueTime) => new(_clock.CreateTimer(_ => fired++, null, dueTime, Never));

        static void Collect()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }
    }

    private static Exception? FailureOnAnotherThread(Action action) => CallOnThread.Begin(action).Join();

    private sealed class CountingContext : SynchronizationContext
    {
        internal int Posts { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Posts++;
            base.Post(d, state);
        }
    }
}
