namespace Bits.RetrySim.Tests;

/// <summary>The engine and the timers of the code under test on one simulated clock.</summary>
[Trait("Rule", "D-5")]
public sealed class InterleavingTests : IDisposable
{
    private readonly BitsSimulation _simulation = new();
    private readonly BackgroundCopyJob _job;

    public InterleavingTests()
    {
        _job = _simulation.Manager.CreateJob("test");
        _job.AddFile("https://nowhere.example/a.zip", "/data/a.zip");
        _job.Resume();
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void Advance_TimerAroundARetry_SeesTheJobAsItIsAtThatVeryInstant()
    {
        List<int> attempts = [];
        TimeSpan retry = TimeSpan.FromSeconds(600);
        foreach (TimeSpan due in new[] { retry - TimeSpan.FromTicks(1), retry, retry + TimeSpan.FromTicks(1) })
        {
            Timer(due, () =>
            {
                _simulation.Manager.Elapsed.Should().Be(due);
                attempts.Add(_job.RetryStatus.Attempts);
            });
        }

        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        attempts.Should().Equal(1, 2, 2);
    }

    [Fact]
    public void Advance_TwoTimersAtOneInstant_TheEngineFollowsEachOfThem()
    {
        int attempts = 0;
        Timer(TimeSpan.FromSeconds(300), _job.Resume);
        Timer(TimeSpan.FromSeconds(300), () => attempts = _job.RetryStatus.Attempts);

        _simulation.Clock.Advance(TimeSpan.FromSeconds(300));

        attempts.Should().Be(2);
    }

    [Fact]
    public void Advance_PeriodicTimerPolls_SeesEveryRetryHoweverFarOneCallAdvances()
    {
        List<int> attempts = [];
        using ITimer timer = _simulation.Clock.CreateTimer(
            _ => attempts.Add(_job.RetryStatus.Attempts), null, TimeSpan.FromSeconds(300), TimeSpan.FromSeconds(600));

        _simulation.Clock.Advance(TimeSpan.FromSeconds(6000));

        attempts.Should().Equal(Enumerable.Range(1, 10));
    }

    [Fact]
    [Trait("Rule", "D-3")]
    public void Advance_FromACallback_Throws()
    {
        InvalidOperationException? thrown = null;
        _simulation.Network.Host("nowhere.example");
        _job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) => thrown = Record.Exception(() => _simulation.Clock.Advance(TimeSpan.Zero)) as InvalidOperationException,
        };

        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        thrown.Should().NotBeNull();
        _simulation.Clock.Elapsed.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    [Trait("Rule", "D-3")]
    public async Task Call_FromAnotherThreadWhileACallbackRuns_HappensAtTheInstantOfTheCallback()
    {
        GatedCallback callback = new();
        _simulation.Network.Host("nowhere.example");
        _job.NotifyInterface = callback;
        BackgroundCopyJob other = _simulation.Manager.CreateJob("other");
        other.AddFile("https://elsewhere.example/a.zip", "/data/b.zip");
        Task advancing = Task.Run(() => _simulation.Clock.Advance(TimeSpan.FromSeconds(5000)));
        GatedCall call = await callback.NextAsync();

        other.Resume();
        other.State.Should().Be(BackgroundCopyJobState.Queued);
        _simulation.Manager.Elapsed.Should().Be(TimeSpan.Zero);
        _simulation.Clock.Invoking(clock => clock.Advance(TimeSpan.Zero)).Should().Throw<InvalidOperationException>();
        call.Return();
        await advancing.Within();

        other.RetryStatus.Attempts.Should().Be(9);
        _simulation.EventLog.Events.First(entry => entry.Job == 2 && entry.Kind == JobEventKind.Attempt).Instant.Should().Be(TimeSpan.Zero);
    }

    private void Timer(TimeSpan due, Action action) =>
        _simulation.Clock.CreateTimer(_ => action(), null, due, Timeout.InfiniteTimeSpan);
}
