namespace Bits.RetrySim.Tests;

/// <summary>What comes to code in virtual time (D-48) from elsewhere: from real time, and from other threads.</summary>
[Collection(nameof(PoolOfProcess))]
public sealed class SimulatedClockRunElsewhereTests
{
    private readonly SimulatedClock _clock = new();

    [Fact]
    public void Run_ComesFromRealTimeToTheClock_GoesOn()
    {
        _clock.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromHours(1), _clock).ConfigureAwait(false);
        });

        _clock.Elapsed.Should().Be(TimeSpan.FromHours(1));
    }

    [Fact]
    public void Run_ComesFromRealTimeToAJob_GoesOn()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1_000);

        BackgroundCopyJobState state = bits.Run(async () =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false);
            BackgroundCopyJob job = bits.Manager.CreateJob("job");
            job.AddFile("http://h/f", @"C:\f");
            job.Resume();
            await job.WaitForOutcomeAsync().ConfigureAwait(false);
            return job.State;
        });

        state.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Fact]
    public async Task Run_EndsInRealTime_DoesNotWaitForTheGrace()
    {
        // So long that to wait for it would be to hang.
        _clock.RealTimeGrace = TimeSpan.FromDays(20);

        CallOnThread runs = CallOnThread.Begin(() =>
        {
            // The first one may have ended before anybody waits for it: the code of the waiting is compiled meanwhile.
            for (int run = 0; run < 5; run++)
            {
                _clock.Run(async () => await Task.Delay(TimeSpan.FromMilliseconds(50)).ConfigureAwait(false));
            }
        });

        (await runs.Failure).Should().BeNull();
    }

    [Fact]
    public void Run_TokenCancelledOnThePool_TellsWhoRegisteredWithTheContext()
    {
        List<bool> told = [];
        int thread = Environment.CurrentManagedThreadId;

        _clock.Run(async () =>
        {
            using CancellationTokenSource source = new();
            using CancellationTokenRegistration registration =
                source.Token.Register(() => told.Add(Environment.CurrentManagedThreadId == thread), useSynchronizationContext: true);
            await Task.Run(source.Cancel);
            told.Should().Equal(true);
        });

        _clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void Run_ToldOfACancellationOnThePoolAndThrows_WhoCancelsIsTold() =>
        FluentActions.Invoking(() => _clock.Run(async () =>
        {
            using CancellationTokenSource source = new();
            using CancellationTokenRegistration registration =
                source.Token.Register(() => throw new InvalidTimeZoneException("mine"), useSynchronizationContext: true);
            await Task.Run(source.Cancel);
        })).Should().Throw<AggregateException>().WithInnerException<InvalidTimeZoneException>();

    [Fact]
    public void Run_IsOverWhenATokenIsCancelled_TellsSoAndDropsTheCode()
    {
        bool told = false;
        using CancellationTokenSource source = new();
        _clock.Run(() =>
        {
            source.Token.Register(() => told = true, useSynchronizationContext: true);
            return Task.CompletedTask;
        });
        _clock.RealTimeGrace = TimeSpan.FromMilliseconds(20);

        source.Invoking(cancelled => cancelled.Cancel()).Should().Throw<AggregateException>()
            .WithInnerException<InvalidOperationException>().WithMessage("*had no turn at +00:00:00 within 0.02 s*will not run*");

        _clock.Advance(TimeSpan.FromSeconds(1));
        told.Should().BeFalse();
    }
}
