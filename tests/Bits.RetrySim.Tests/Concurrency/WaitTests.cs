namespace Bits.RetrySim.Tests;

/// <summary>Waiting for a state of a job.</summary>
[Trait("Rule", "D-33")]
public sealed class WaitTests : IDisposable
{
    private readonly BitsSimulation _simulation = new();
    private readonly BackgroundCopyJob _job;

    public WaitTests()
    {
        _simulation.Network.Latency = TimeSpan.FromSeconds(1);
        _simulation.Network.Host("cdn.example").Resource("/a.zip", 10);
        _job = _simulation.Manager.CreateJob("test");
        _job.AddFile("https://cdn.example/a.zip", "/data/a.zip");
    }

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void WaitForStateAsync_JobIsThereAlready_IsComplete()
    {
        _job.WaitForStateAsync(BackgroundCopyJobState.Suspended).IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    public async Task WaitForStateAsync_JobPassesThrough_Completes()
    {
        Task passes = _job.WaitForStateAsync(BackgroundCopyJobState.Connecting);
        Task stays = _job.WaitForStateAsync(BackgroundCopyJobState.Transferred);
        _job.Resume();
        passes.IsCompleted.Should().BeFalse();

        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        await passes.Within();
        await stays.Within();
        _job.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Transferred)]
    [InlineData(BackgroundCopyJobState.Cancelled)]
    public async Task WaitForStateAsync_AFinalStateMakesItUnreachable_Throws(BackgroundCopyJobState state)
    {
        Task wait = _job.WaitForStateAsync(state);
        _job.Complete();

        Func<Task> waiting = () => wait.Within();

        (await waiting.Should().ThrowAsync<BitsException>()).Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    public async Task WaitForStateAsync_JobHasEndedOtherwise_ThrowsAtOnce()
    {
        _job.Cancel();

        Func<Task> waiting = () => _job.WaitForStateAsync(BackgroundCopyJobState.Queued);

        (await waiting.Should().ThrowAsync<BitsException>()).Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    public void WaitForStateAsync_NoSuchState_Throws()
    {
        Action waiting = () => _ = _job.WaitForStateAsync((BackgroundCopyJobState)9);

        waiting.Should().Throw<ArgumentOutOfRangeException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public async Task WaitForStateAsync_TokenIsCancelled_EndsTheWaitWithThatToken()
    {
        CancellationTokenSource source = new();
        Task wait = _job.WaitForStateAsync(BackgroundCopyJobState.Transferred, source.Token);
        Task other = _job.WaitForStateAsync(BackgroundCopyJobState.Transferred);
        await source.CancelAsync();

        Func<Task> waiting = () => wait.Within();

        (await waiting.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(source.Token);
        _job.Resume();
        _simulation.Clock.Advance(TimeSpan.FromDays(1));
        await other.Within();
        wait.IsCanceled.Should().BeTrue();
    }

    [Fact]
    public void WaitForStateAsync_TokenWasCancelledBefore_DoesNotEvenLook()
    {
        _job.WaitForStateAsync(BackgroundCopyJobState.Suspended, new CancellationToken(canceled: true)).IsCanceled.Should().BeTrue();
    }

    [Theory]
    [InlineData("/a.zip", BackgroundCopyJobState.Transferred)]
    [InlineData("/gone.zip", BackgroundCopyJobState.Error)]
    public async Task WaitForOutcomeAsync_TimeMoves_TellsTheState(string path, BackgroundCopyJobState outcome)
    {
        BackgroundCopyJob job = _simulation.Manager.CreateJob("test");
        job.AddFile("https://cdn.example" + path, "/data/file");
        Task<BackgroundCopyJobState> wait = job.WaitForOutcomeAsync();
        job.Resume();
        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        (await wait.Within()).Should().Be(outcome);
        (await job.WaitForOutcomeAsync()).Should().Be(outcome);
    }

    [Fact]
    public async Task WaitForOutcomeAsync_JobFailsForAWhile_GoesOnWaiting()
    {
        _simulation.Network.OnRequests(1, 3, SimulatedFault.HttpStatus(503));
        Task<BackgroundCopyJobState> wait = _job.WaitForOutcomeAsync();
        _job.Resume();
        _simulation.Clock.RunUntil(() => _job.State == BackgroundCopyJobState.TransientError, TimeSpan.FromDays(1)).Should().BeTrue();
        wait.IsCompleted.Should().BeFalse();
        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        (await wait.Within()).Should().Be(BackgroundCopyJobState.Transferred);
    }

    [Theory]
    [InlineData(BackgroundCopyJobState.Cancelled)]
    [InlineData(BackgroundCopyJobState.Acknowledged)]
    public async Task WaitForOutcomeAsync_JobIsEnded_TellsHow(BackgroundCopyJobState state)
    {
        Task<BackgroundCopyJobState> wait = _job.WaitForOutcomeAsync();
        _ = state == BackgroundCopyJobState.Cancelled ? _job.Cancel() : _job.Complete();

        (await wait.Within()).Should().Be(state);
    }

    [Fact]
    [Trait("Rule", "D-36")]
    public async Task WaitForOutcomeAsync_ManagerIsDisposed_IsCancelled()
    {
        Task<BackgroundCopyJobState> wait = _job.WaitForOutcomeAsync();
        _simulation.Manager.Dispose();

        Func<Task> waiting = () => wait.Within();
        Func<Task> waitingLate = () => _job.WaitForOutcomeAsync();

        await waiting.Should().ThrowAsync<OperationCanceledException>();
        await waitingLate.Should().ThrowAsync<ObjectDisposedException>();
    }

    /// <summary>As inline callbacks do: code under test that awaits an outcome is as deterministic as code that is called back.</summary>
    [Fact]
    [Trait("Rule", "D-20")]
    public void WaitForOutcomeAsync_InlineCallbacks_GoesOnAtTheVeryInstantBeforeTimeMovesOn()
    {
        Task client = CompleteWhenTransferred();

        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        client.IsCompletedSuccessfully.Should().BeTrue();
        _simulation.EventLog.Events.Where(happening => happening.To == BackgroundCopyJobState.Acknowledged)
            .Should().ContainSingle().Which.Instant.Should().Be(TimeSpan.FromSeconds(1));

        async Task CompleteWhenTransferred()
        {
            _job.Resume();
            await _job.WaitForOutcomeAsync().ConfigureAwait(false);
            _job.Complete();
        }
    }

    [Fact]
    [Trait("Rule", "D-36")]
    public async Task WaitForOutcomeAsync_InlineCallbacksAndManagerIsDisposed_ContinuesOutsideTheLock()
    {
        // With one, what follows an await would go to the thread pool.
        SynchronizationContext.SetSynchronizationContext(null);
        Task other = _job.WaitForOutcomeAsync().ContinueWith(
            _ => ReadOnAnotherThread(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);

        _simulation.Manager.Dispose();

        other.IsCompleted.Should().BeTrue();
        await other;

        void ReadOnAnotherThread()
        {
            Thread reader = new(() => _ = _job.State) { Name = "reader" };
            reader.Start();
            Guard.Join(reader);
        }
    }

    [Fact]
    [Trait("Rule", "D-20")]
    public async Task WaitForOutcomeAsync_CallbacksOnThePool_ContinuationsDoNotRunOnTheThreadThatAdvances()
    {
        using BitsSimulation simulation = new(options => options.Dispatch = CallbackDispatch.ThreadPool);
        BackgroundCopyJob job = simulation.Manager.CreateJob("test");
        job.AddFile("https://cdn.example/a.zip", "/data/a.zip");
        Task<Thread> continued = job.WaitForOutcomeAsync().ContinueWith(
            _ => Thread.CurrentThread, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        job.Resume();
        Thread? driver = null;
        CallOnThread advance = CallOnThread.Begin(() =>
        {
            driver = Thread.CurrentThread;
            simulation.Clock.Advance(TimeSpan.FromDays(15));
        });
        (await advance.Failure).Should().BeNull();

        (await continued.Within()).Should().NotBeSameAs(driver);
    }

    [Fact]
    public async Task WaitForOutcomeAsync_ManyWait_AllAreToldOfTheirOwnJob()
    {
        List<BackgroundCopyJob> jobs = [];
        for (int i = 0; i < 20; i++)
        {
            BackgroundCopyJob job = _simulation.Manager.CreateJob("test");
            job.AddFile("https://cdn.example" + (i % 2 == 0 ? "/a.zip" : "/gone.zip"), "/data/file");
            jobs.Add(job);
        }

        Task<BackgroundCopyJobState[]> waits = Task.WhenAll(jobs.Select(job => job.WaitForOutcomeAsync()));
        jobs.ForEach(job => job.Resume());
        _simulation.Clock.Advance(TimeSpan.FromDays(1));

        (await waits.Within()).Should().Equal(jobs.Select((_, i) =>
            i % 2 == 0 ? BackgroundCopyJobState.Transferred : BackgroundCopyJobState.Error));
    }
}
