namespace Bits.RetrySim.Tests;

/// <summary>Code in virtual time (D-48) that leaves the thread of its clock: for the thread pool, for real time, for a wait that blocks.</summary>
[Collection(nameof(PoolOfProcess))]
public sealed class SimulatedClockRunPoolTests
{
    private readonly SimulatedClock _clock = new();

    [Fact]
    public void Run_WorkOnThePool_TimeStandsStillMeanwhile()
    {
        using ManualResetEventSlim mayEnd = new();
        int ticks = 0;
        using ITimer timer = _clock.CreateTimer(_ => ticks++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Thread other = new(() => mayEnd.Set());

        int sum = _clock.Run(async () =>
        {
            int one = await Task.Run(() =>
            {
                other.Start();
                mayEnd.Wait();
                return 1;
            });
            _clock.Elapsed.Should().Be(TimeSpan.Zero);
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            return one + 1;
        });

        sum.Should().Be(2);
        ticks.Should().Be(1);
    }

    [Fact]
    public void Run_WorkOnThePoolThatDoesNotEnd_TellsSo()
    {
        using ManualResetEventSlim mayEnd = new();
        using ManualResetEventSlim hasEnded = new();
        _clock.RealTimeGrace = TimeSpan.FromMilliseconds(20);

        FluentActions.Invoking(() => _clock.Run(async () =>
        {
            Task delay = Task.Delay(TimeSpan.FromHours(1), _clock);
            await Task.Run(() =>
            {
                mayEnd.Wait();
                hasEnded.Set();
            });
            await delay;
        })).Should().Throw<NotReachedException>().WithMessage(
            "Not on the clock: the thread pool has been at work since +00:00:00, for more than 0.02 s*with 1 piece of the code*timer of " + DelayTimer.Owner + " at +01:00:00");

        _clock.Elapsed.Should().Be(TimeSpan.Zero);
        mayEnd.Set();
        hasEnded.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
    }

    [Fact]
    public void Run_WaitsForNothingOnTheClock_TellsSo()
    {
        _clock.RealTimeGrace = TimeSpan.FromSeconds(0.5);

        FluentActions.Invoking(() => _clock.Run(() => new TaskCompletionSource().Task)).Should().Throw<NotReachedException>().WithMessage(
            "*does not come: at +00:00:00 nothing is due any more*within 0.5 s of real time*Not on the clock*thread pool*I/O*Nothing is pending on the clock.");
    }

    /// <summary>Others have threads of the pool for themselves, for as long as they like: that is learned, and holds nobody up.</summary>
    [Fact]
    public void Run_PoolIsBusyWithOtherThings_GoesOn()
    {
        using ManualResetEventSlim mayEnd = new();
        using CountdownEvent atWork = new(2);
        using CountdownEvent ended = new(2);
        for (int other = 0; other < 2; other++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(
                _ =>
                {
                    atWork.Signal();
                    mayEnd.Wait();
                    ended.Signal();
                },
                state: (object?)null,
                preferLocal: false);
        }

        atWork.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();

        _clock.Run(async () =>
        {
            for (int hour = 0; hour < 1_000; hour++)
            {
                await Task.Delay(TimeSpan.FromHours(1), _clock);
            }
        });

        _clock.Elapsed.Should().Be(TimeSpan.FromHours(1_000));
        mayEnd.Set();
        ended.Wait(TimeSpan.FromMinutes(1)).Should().BeTrue();
    }

    [Fact]
    public void Run_OtherThread_IsWaitedForWhenNothingIsDue()
    {
        TaskCompletionSource done = new();

        _clock.Run(async () =>
        {
            new Thread(done.SetResult).Start();
            await done.Task;
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
        });

        _clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1));
    }

    /// <summary>A pipe is as real as a socket or a file: nobody on the clock sees that something is on its way.</summary>
    [Fact]
    public void Run_RealInputAndOutput_IsWaitedForWhenNothingIsDue()
    {
        using System.IO.Pipes.AnonymousPipeServerStream server = new();
        using System.IO.Pipes.AnonymousPipeClientStream client = new(server.GetClientHandleAsString());

        int read = _clock.Run(async () =>
        {
            ValueTask<int> reading = client.ReadAsync(new byte[10]);
            await server.WriteAsync(new byte[] { 1, 2, 3 });
            return await reading;
        });

        read.Should().Be(3);
        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    /// <summary>Real time and virtual time know nothing of each other: while something is due, the clock goes there.</summary>
    [Fact]
    public void Run_RealTime_IsNotOnTheClock()
    {
        TimeSpan seen = _clock.Run(async () =>
        {
            await Task.WhenAny(Task.Delay(TimeSpan.FromMinutes(5)), Task.Delay(TimeSpan.FromDays(40), _clock));
            return _clock.Elapsed;
        });

        seen.Should().Be(TimeSpan.FromDays(40));
    }

    [Fact]
    public void Run_BlockingWaitForSomethingElse_Ends()
    {
        using ManualResetEventSlim done = new();

        _clock.Run(() =>
        {
            new Thread(done.Set).Start();
            done.Wait();
            return Task.CompletedTask;
        });

        done.IsSet.Should().BeTrue();
    }

    /// <summary>A wait with a time limit of its own keeps it.</summary>
    [Fact]
    public void Run_BlockingWaitWithALimit_EndsAtIt() =>
        _clock.Run(() => Task.FromResult(new TaskCompletionSource().Task.Wait(TimeSpan.FromMilliseconds(1)))).Should().BeFalse();
}
