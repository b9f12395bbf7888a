namespace Bits.RetrySim.Tests;

/// <summary>Nothing is delivered after Dispose returns, and Dispose never waits for itself.</summary>
[Trait("Rule", "D-36")]
public sealed class DisposeTests
{
    [Fact]
    public async Task Dispose_CallbacksRun_ReturnsAfterThemAndTellsNobodyElse()
    {
        using PoolSimulation pool = new();
        List<BackgroundCopyJob> jobs = Enumerable.Range(0, 6).Select(_ => pool.FailingJob()).ToList();
        Task wait = jobs[5].WaitForStateAsync(BackgroundCopyJobState.Transferred);
        pool.Pump();
        List<GatedCall> calls = await pool.Callback.NextAsync(4);

        Task disposing = Task.Run(pool.Manager.Dispose);
        await AssertCancelled(wait);
        Task disposingToo = Task.Run(pool.Manager.Dispose);
        calls.ForEach(call => call.Return());
        await disposing.Within();
        calls.Should().OnlyContain(call => call.IsOver);
        await disposingToo.Within();

        pool.Callback.Begun.Should().Be(4);
        pool.Told.Should().HaveCount(4);
    }

    [Fact]
    public async Task Dispose_CalledTwiceWhileACallbackRuns_BothCallsWait()
    {
        using PoolSimulation pool = new();
        Task wait = pool.FailingJob().WaitForStateAsync(BackgroundCopyJobState.Transferred);
        pool.Pump();
        GatedCall call = await pool.Callback.NextAsync();
        Task<bool> first = Task.Run(() => DisposeAndTell(pool, call));
        await AssertCancelled(wait);
        Task<bool> second = Task.Run(() => DisposeAndTell(pool, call));

        call.Return();

        (await first.Within()).Should().BeTrue();
        (await second.Within()).Should().BeTrue();
    }

    [Fact]
    public async Task Dispose_InlineCallbackRunsOnAnotherThread_WaitsForIt()
    {
        using BitsSimulation simulation = new();
        GatedCallback callback = new();
        BackgroundCopyJob job = FailingJob(simulation, callback);
        Task wait = job.WaitForStateAsync(BackgroundCopyJobState.Transferred);
        Task advancing = Task.Run(() => simulation.Clock.Advance(TimeSpan.FromDays(1)));
        GatedCall call = await callback.NextAsync();
        Task<bool> disposing = Task.Run(() =>
        {
            simulation.Manager.Dispose();
            return call.IsOver;
        });
        await AssertCancelled(wait);
        call.Return();

        (await disposing.Within()).Should().BeTrue();
        await advancing.Within();
        callback.Begun.Should().Be(1);
    }

    [Theory]
    [InlineData(CallbackDispatch.Inline)]
    [InlineData(CallbackDispatch.ThreadPool)]
    public async Task Dispose_CalledByACallback_ReturnsAndNothingMoreIsTold(CallbackDispatch dispatch)
    {
        using BitsSimulation simulation = new(options => options.Dispatch = dispatch);
        TaskCompletionSource<string> disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int told = 0;
        BackgroundCopyCallback callback = new()
        {
            JobError = (job, _) =>
            {
                told++;
                simulation.Manager.Dispose();
                disposed.SetResult(ThrownBy(job.Resume));
                throw new BitsException("so that it would be repeated", HResults.E_FAIL);
            },
        };
        FailingJob(simulation, callback);

        await Task.Run(() => simulation.Clock.Advance(TimeSpan.FromDays(1))).Within();

        (await disposed.Task.Within()).Should().Be(nameof(ObjectDisposedException));
        simulation.Manager.Dispose();
        simulation.Clock.Advance(TimeSpan.FromDays(1));
        told.Should().Be(1);
    }

    [Fact]
    public async Task Dispose_CalledByTwoCallbacksAtOnce_NeitherWaitsForTheOther()
    {
        using BitsSimulation simulation = new(options => options.Dispatch = CallbackDispatch.ThreadPool);
        using Barrier both = new(2);
        TaskCompletionSource[] disposed = [new(), new()];
        for (int i = 0; i < 2; i++)
        {
            TaskCompletionSource done = disposed[i];
            FailingJob(simulation, new BackgroundCopyCallback
            {
                JobError = (_, _) =>
                {
                    both.SignalAndWait(Guard.Limit).Should().BeTrue();
                    simulation.Manager.Dispose();
                    both.SignalAndWait(Guard.Limit).Should().BeTrue();
                    done.SetResult();
                },
            });
        }

        simulation.Clock.Advance(TimeSpan.Zero);

        await Task.WhenAll(disposed.Select(done => done.Task)).Within();
        simulation.Invoking(s => s.Manager.CreateJob("late")).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Dispose_CallbackOfAnotherManagerCalls_WaitsForTheOwnCallbacks()
    {
        using PoolSimulation pool = new();
        Task wait = pool.FailingJob().WaitForStateAsync(BackgroundCopyJobState.Transferred);
        pool.Pump();
        GatedCall call = await pool.Callback.NextAsync();
        using BitsSimulation other = new(options => options.Dispatch = CallbackDispatch.ThreadPool);
        TaskCompletionSource<bool> disposed = new();
        FailingJob(other, new BackgroundCopyCallback { JobError = (_, _) => disposed.SetResult(DisposeAndTell(pool, call)) });
        other.Clock.Advance(TimeSpan.Zero);

        await AssertCancelled(wait);
        call.Return();

        (await disposed.Task.Within()).Should().BeTrue();
    }

    [Fact]
    public void Dispose_ScriptedActionCallsWhileCallbacksAreAboutToBegin_Returns()
    {
        using PoolSimulation pool = new();
        pool.FailingJob();
        pool.Simulation.At(TimeSpan.FromSeconds(10), pool.Manager.Dispose);
        pool.Callback.NextAsync().ContinueWith(call => call.Result.Return(), TaskScheduler.Default);

        pool.Simulation.Clock.Advance(TimeSpan.FromSeconds(20));

        pool.Invoking(p => p.Manager.CreateJob("late")).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Dispose_AttemptRuns_StopsItAndLeavesTheJobAsItIs()
    {
        ManualTransport transport = new();
        SimulatedClock clock = new();
        BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = transport });
        BackgroundCopyJob job = manager.CreateJob("test");
        job.AddFile("https://cdn.example/a.zip", "/data/a.zip");
        job.Resume();
        clock.Advance(TimeSpan.Zero);
        ManualAttempt attempt = transport.Current;

        manager.Dispose();

        attempt.IsRunning.Should().BeFalse();
        job.State.Should().Be(BackgroundCopyJobState.Connecting);
    }

    [Fact]
    public void Dispose_NetworkIsScriptedLater_NothingHappens()
    {
        using BitsSimulation simulation = new();
        FailingJob(simulation, new RecordingCallback());
        simulation.Manager.Dispose();

        simulation.Network.Latency = TimeSpan.FromSeconds(1);

        simulation.Network.Latency.Should().Be(TimeSpan.FromSeconds(1));
    }

    private static BackgroundCopyJob FailingJob(BitsSimulation simulation, IBackgroundCopyCallback callback)
    {
        simulation.Network.Host("cdn.example");
        BackgroundCopyJob job = simulation.Manager.CreateJob("test");
        job.AddFile("https://cdn.example/gone.zip", "/data/gone.zip");
        job.NotifyInterface = callback;
        job.Resume();
        return job;
    }

    private static bool DisposeAndTell(PoolSimulation pool, GatedCall call)
    {
        pool.Manager.Dispose();
        return call.IsOver;
    }

    private static string ThrownBy(Action action)
    {
        try
        {
            action();
            return "nothing";
        }
        catch (ObjectDisposedException exception)
        {
            return exception.GetType().Name;
        }
    }

    private static async Task AssertCancelled(Task wait)
    {
        Func<Task> waiting = () => wait.Within();
        await waiting.Should().ThrowAsync<OperationCanceledException>();
    }
}
