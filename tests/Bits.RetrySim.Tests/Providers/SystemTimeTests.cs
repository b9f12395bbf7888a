namespace Bits.RetrySim.Tests;

/// <summary>Real time, in small doses.</summary>
public sealed class SystemTimeTests
{
    private static readonly AsyncLocal<string?> Ambient = new();

    [Fact]
    [Trait("Rule", "RETRY-1")]
    public async Task Resume_FailsTwiceThenAnswers_CompletesByItself()
    {
        SimulatedNetwork network = Network();
        network.Latency = TimeSpan.FromMilliseconds(3);
        network.OnRequests(1, 2, SimulatedFault.HttpStatus(503));
        using BackgroundCopyManager manager = Manager(network);
        BackgroundCopyJob job = Job(manager, "/a.zip");
        TaskCompletionSource<BackgroundCopyResult> completed = new();
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = transferred => completed.SetResult(transferred.Complete()) };
        job.Resume();

        (await job.WaitForOutcomeAsync().Within()).Should().BeOneOf(BackgroundCopyJobState.Transferred, BackgroundCopyJobState.Acknowledged);

        (await completed.Task.Within()).Should().Be(BackgroundCopyResult.Ok);
        job.ErrorCount.Should().Be(2);
        job.RetryStatus.Attempts.Should().Be(3);
        manager.EventLog.Events.Select(entry => entry.Instant).Should().BeInAscendingOrder();
    }

    [Theory]
    [Trait("Rule", "D-24")]
    [InlineData(CallbackDispatch.Inline)]
    [InlineData(CallbackDispatch.ThreadPool)]
    public async Task Resume_CallbackThrows_ProcessLivesAndItIsCalledAgain(CallbackDispatch dispatch)
    {
        using BackgroundCopyManager manager = Manager(Network(), dispatch);
        BackgroundCopyJob job = Job(manager, "/gone.zip");
        int calls = 0;
        TaskCompletionSource third = new();
        job.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (_, _) =>
            {
                if (Interlocked.Increment(ref calls) < 3)
                {
                    throw new InvalidOperationException("a mistake of the client");
                }

                third.SetResult();
            },
        };
        job.Resume();

        await third.Task.Within();

        calls.Should().Be(3);
    }

    [Theory]
    [InlineData(CallbackDispatch.Inline)]
    [InlineData(CallbackDispatch.ThreadPool)]
    public async Task Resume_CreatorHasAmbientValues_CallbacksDoNotSeeThem(CallbackDispatch dispatch)
    {
        Ambient.Value = "of the creator";
        using BackgroundCopyManager manager = Manager(Network(), dispatch);
        BackgroundCopyJob job = Job(manager, "/gone.zip");
        TaskCompletionSource<string?> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => seen.SetResult(Ambient.Value) };
        job.Resume();

        (await seen.Task.Within()).Should().BeNull();
    }

    [Fact]
    public void Advance_CreatorHasAmbientValues_InlineCallbacksSeeThoseOfWhoAdvances()
    {
        Microsoft.Extensions.Time.Testing.FakeTimeProvider time = new();
        Ambient.Value = "of the creator";
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = Network() });
        BackgroundCopyJob job = Job(manager, "/gone.zip");
        string? seen = null;
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => seen = Ambient.Value };
        job.Resume();
        Ambient.Value = "of who advances";

        time.Advance(TimeSpan.FromSeconds(1));

        seen.Should().Be("of who advances");
    }

    [Fact]
    [Trait("Rule", "D-5")]
    public async Task CreateJob_DueInNinetyDays_IsAccepted()
    {
        using BackgroundCopyManager manager = Manager(Network());
        BackgroundCopyJob job = Job(manager, "/a.zip");
        job.NoProgressTimeout = TimeSpan.FromSeconds(uint.MaxValue);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(uint.MaxValue);
        job.Resume();

        (await job.WaitForOutcomeAsync().Within()).Should().Be(BackgroundCopyJobState.Transferred);
        job.RetryStatus.CancelledByPolicyAt.Should().BeGreaterThan(TimeSpan.FromDays(89));
    }

    [Fact]
    public async Task Push_FromManyThreads_EveryJobComesToItsEnd()
    {
        LiveTransport transport = new();
        using BackgroundCopyManager manager = Manager(transport);
        List<BackgroundCopyJob> jobs = Enumerable.Range(0, 50).Select(_ => Job(manager, "/a.zip")).ToList();
        jobs.ForEach(job => job.Priority = BackgroundCopyJobPriority.Foreground);
        jobs.ForEach(job => job.Resume());
        Task outcome = Task.WhenAll(jobs.Select(job => job.WaitForOutcomeAsync()));
        List<Task> answering = Enumerable.Range(0, 4).Select(seed => Task.Run(() => Answer(new Random(seed)))).ToList();

        await outcome.Within();
        await Task.WhenAll(answering).Within();

        jobs.Should().OnlyContain(job => job.State == BackgroundCopyJobState.Transferred || job.State == BackgroundCopyJobState.Error);

        async Task Answer(Random random)
        {
            while (!outcome.IsCompleted)
            {
                transport.Answer(random);
                await Task.Yield();
            }
        }
    }

    private static SimulatedNetwork Network()
    {
        SimulatedNetwork network = new();
        network.Host("cdn.example").Resource("/a.zip", 10);
        return network;
    }

    private static BackgroundCopyManager Manager(Transport transport, CallbackDispatch? dispatch = null) =>
        new(new BackgroundCopyManagerOptions
        {
            Transport = transport,
            Dispatch = dispatch,
            RecordEvents = true,
            DefaultOwner = BackgroundCopyUser.LocalSystem,
            Readings = new BitsReadings { MinimumRetryDelayFloor = TimeSpan.Zero, RedeliveryInterval = TimeSpan.FromMilliseconds(2) },
        });

    private static BackgroundCopyJob Job(BackgroundCopyManager manager, string path)
    {
        BackgroundCopyJob job = manager.CreateJob("test");
        job.AddFile("https://cdn.example" + path, "/data" + path);
        job.MinimumRetryDelay = TimeSpan.Zero;
        return job;
    }
}
