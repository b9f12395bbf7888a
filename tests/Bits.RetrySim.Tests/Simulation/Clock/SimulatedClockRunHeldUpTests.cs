namespace Bits.RetrySim.Tests;

/// <summary>
/// Code in virtual time (D-48) that is held up, by others on the thread pool or by a wait of its own. It takes a runtime that tells what waits for the pool, as .NET Framework does not,
/// and that a thread is about to wait, as mono does not (docs/targets.md).
/// </summary>
[Collection(nameof(PoolOfProcess))]
public sealed class SimulatedClockRunHeldUpTests
{
    private readonly SimulatedClock _clock = new();

    /// <summary>The runtime takes its time to add a thread, far longer than the grace: that is no fault of the code's.</summary>
    [Fact]
    public void Run_OthersHoldEveryThreadOfThePool_WaitsUntilThereIsOneMore()
    {
        _clock.RealTimeGrace = TimeSpan.FromMilliseconds(20);
        using OthersOnThePool others = new();
        others.TakeEveryThread();

        _clock.Run(() => Task.Delay(TimeSpan.FromHours(1), _clock));

        _clock.Elapsed.Should().Be(TimeSpan.FromHours(1));
    }

    /// <summary>Nor is it that the code had been on the pool before; only the time for which it is there counts.</summary>
    [Fact]
    public void Run_OthersTakeEveryThreadBetweenTwoPieces_WaitsUntilThereIsOneMore()
    {
        _clock.RealTimeGrace = TimeSpan.FromSeconds(1);
        using OthersOnThePool others = new();

        _clock.Run(async () =>
        {
            await BeSeenOnThePool().ConfigureAwait(false);
            others.TakeEveryThread();
            await BeSeenOnThePool().ConfigureAwait(false);
        });

        // Behind all others in the queue; on the pool already, it would have its turn before them otherwise.
        static Task BeSeenOnThePool() =>
            Task.Factory.StartNew(static () => Thread.SpinWait(1_000_000), CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);

        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    /// <summary>Code that goes from piece to piece on the pool is at work as well, though it is between two of them at many a look.</summary>
    [Fact]
    public async Task Run_PiecesOnThePoolWithoutEnd_TellsSo()
    {
        _clock.RealTimeGrace = TimeSpan.FromMilliseconds(200);
        using ManualResetEventSlim over = new();
        Task pieces = Task.CompletedTask;

        FluentActions.Invoking(() => _clock.Run(() => pieces = Task.Run(async () =>
        {
            while (!over.IsSet)
            {
                await Task.Yield();
            }
        }))).Should().Throw<NotReachedException>().WithMessage("*0.2 s of real time*");

        over.Set();
        await pieces.Within();
    }

    [Fact]
    public void Run_BlockingWait_FailsWhereItBlocks()
    {
        _clock.RealTimeGrace = TimeSpan.FromMilliseconds(20);

        FluentActions.Invoking(() => _clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(1), _clock);
            Block();
        })).Should().Throw<InvalidOperationException>()
            .WithMessage("*blocks the thread that moves the clock*.Result*at +00:01:00*0.02 s*")
            .Which.StackTrace.Should().Contain(nameof(Block));

        void Block() => Later().GetAwaiter().GetResult();

        async Task<int> Later()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), _clock);
            return 1;
        }
    }
}
