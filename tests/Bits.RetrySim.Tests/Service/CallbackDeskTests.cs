namespace Bits.RetrySim.Tests;

/// <summary>Telling clients: what is planned when, what is repeated, and what is forgotten.</summary>
public sealed class CallbackDeskTests : IDisposable
{
    private readonly ServiceBench _bench = new();
    private readonly Client _client;

    public CallbackDeskTests() => _client = new Client(_bench);

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Decision", "D-20")]
    public void Notify_Inline_ComesAfterAllElseOfTheInstantAndNeverInACall()
    {
        JobRecord job = Subscribe();
        _bench.Start(job).FailHttp(404);

        _client.Calls.Should().BeEmpty();
        _bench.Pump();
        _client.Calls.Should().Equal("0 JobError");
        Pending(job).Should().Be(JobNotice.None);
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Decision", "D-21")]
    public void Notify_Fails_IsRepeatedAfterTheRetryDelayUntilItIsAcknowledged()
    {
        JobRecord job = Subscribe();
        _client.Failing = 2;
        _bench.Start(job).FailHttp(404);

        _bench.GoTo(5000);

        _client.Calls.Should().Equal("0 JobError", "600 JobError", "1200 JobError");
    }

    [Fact]
    [Trait("Decision", "D-23")]
    public void Notify_FileFails_HoldsBackTheNextFileAndTheJob()
    {
        JobRecord job = Subscribe(BackgroundCopyNotifications.FileTransferred | BackgroundCopyNotifications.JobTransferred, files: 2);
        _client.Failing = 1;
        _bench.Start(job).Arrive();
        _bench.AttemptOf(job).Arrive();

        _bench.GoTo(1000);

        _client.Calls.Should().Equal("0 FileTransferred", "600 FileTransferred", "600 FileTransferred", "600 JobTransferred");
        job.ToSnapshot().FilesTold.Should().Be(2);
    }

    [Fact]
    [Trait("Decision", "D-21")]
    public void Notify_JobWentOnWhileItWasTold_TheAnswerIsFinishedWhateverItIs()
    {
        JobRecord job = Subscribe();
        _client.Failing = 1;
        _client.OnCall = () =>
        {
            _client.OnCall = null;
            _bench.Service.Calls.Resume(job);
        };
        _bench.Start(job).FailHttp(404);

        _bench.GoTo(5000);

        _client.Calls.Should().Equal("0 JobError");
        job.Data.State.Should().Be(BackgroundCopyJobState.Connecting);
    }

    [Fact]
    [Trait("Decision", "D-22")]
    public void Modification_ManyChanges_AreToldOnceInEachInterval()
    {
        JobRecord job = Subscribe(BackgroundCopyNotifications.JobModification);
        job.MakeNotices().MinimumInterval = 10 * TimeSpan.TicksPerSecond;
        for (int second = 1; second <= 25; second++)
        {
            _bench.GoTo(second);
            _bench.Service.Calls.SetPriority(job, (BackgroundCopyJobPriority)(second % 2));
        }

        _bench.GoTo(100);

        _client.Calls.Should().Equal("1 JobModification", "11 JobModification", "21 JobModification", "31 JobModification");
    }

    [Fact]
    [Trait("Decision", "D-22")]
    public void Modification_FinalState_IsDropped()
    {
        JobRecord job = Subscribe(BackgroundCopyNotifications.JobModification);
        _bench.Service.Calls.SetPriority(job, BackgroundCopyJobPriority.High);
        _bench.Service.Files.Cancel(job);

        _bench.GoTo(100);

        _client.Calls.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void ForgetClient_Restart_WhoComesAgainIsToldAgain()
    {
        JobRecord job = Subscribe();
        _bench.Start(job).FailHttp(404);
        _bench.Pump();

        _bench.Service.Surroundings.RestartService();
        _bench.GoTo(1);
        Pending(job).Should().Be(JobNotice.Error);
        SetInterface(job, _client);
        _bench.GoTo(2);

        _client.Calls.Should().Equal("0 JobError", "1 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-13")]
    public void Notify_NobodyAsksForIt_StaysPendingUntilSomebodyDoes()
    {
        JobRecord job = CreateJob(_bench);
        _bench.Start(job).FailHttp(404);
        _bench.GoTo(5);
        Pending(job).Should().Be(JobNotice.Error);

        SetInterface(job, _client);
        _bench.GoTo(6);

        _client.Calls.Should().Equal("5 JobError");
    }

    [Fact]
    [Trait("Rule", "CB-9")]
    public async Task Notify_OnThreads_FourOfAUserAtATimeAndTheOthersInTurn()
    {
        GatedCallback client = new();
        using ServiceBench bench = new(setup => setup with { Callbacks = setup.Callbacks with { Dispatch = CallbackDispatch.ThreadPool } });
        JobRecord[] jobs = [.. Enumerable.Range(0, 6).Select(_ => CreateJob(bench, BackgroundCopyJobPriority.Foreground))];
        foreach (JobRecord job in jobs)
        {
            bench.Service.Door.ClientCalls.SetInterface(job, client, job.Face);
            bench.Start(job).FailHttp(404);
        }

        bench.Pump();
        List<GatedCall> calls = await client.NextAsync(4);
        jobs.Select(job => job.Notices!.IsRunning).Should().Equal(true, true, true, true, false, false);
        jobs.Select(job => job.Notices!.WaitsForSlot).Should().Equal(false, false, false, false, true, true);

        calls[2].Return();
        calls.Add(await client.NextAsync());
        calls[^1].Job.Number.Should().Be(5, "it waited longest");
        calls[0].Return();
        calls.Add(await client.NextAsync());
        calls[^1].Job.Number.Should().Be(6);
        calls.Where((_, place) => place is not (0 or 2)).ToList().ForEach(call => call.Return());
        bench.Service.Dispose();
        client.MostRunning.Should().Be(4);
    }

    private static JobNotice Pending(JobRecord job) => job.ToSnapshot().Pending;

    private JobRecord Subscribe(
        BackgroundCopyNotifications flags = BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.JobTransferred, int files = 1)
    {
        JobRecord job = CreateJob(_bench, files: files);
        job.MakeNotices().Flags = flags;
        SetInterface(job, _client);
        _bench.Pump();
        _client.Calls.Clear();
        job.MakeNotices().LastModification = long.MinValue;
        return job;
    }

    private static JobRecord CreateJob(ServiceBench bench, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Normal, int files = 1) =>
        bench.CreateJob(files, priority, record => new BackgroundCopyJob(bench.Service, record));

    private void SetInterface(JobRecord job, IBackgroundCopyCallback callback) =>
        _bench.Service.Door.ClientCalls.SetInterface(job, callback, job.Face);

    /// <summary>Writes down what it is told, as "5 JobError", and fails as often as it is to.</summary>
    private sealed class Client(ServiceBench bench) : IBackgroundCopyCallback
    {
        internal List<string> Calls { get; } = [];

        internal int Failing { get; set; }

        internal Action? OnCall { get; set; }

        public void JobTransferred(BackgroundCopyJob job) => Hear(nameof(JobTransferred));

        public void JobError(BackgroundCopyJob job, BackgroundCopyError error) => Hear(nameof(JobError));

        public void JobModification(BackgroundCopyJob job) => Hear(nameof(JobModification));

        public void FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file) => Hear(nameof(FileTransferred));

        private void Hear(string what)
        {
            Calls.Add($"{(int)bench.Clock.Elapsed.TotalSeconds} {what}");
            OnCall?.Invoke();
            if (Failing-- > 0)
            {
                throw new BitsException("The client fails.", HResults.E_FAIL);
            }
        }
    }
}
