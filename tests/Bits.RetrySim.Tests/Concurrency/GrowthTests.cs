using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Tests;

/// <summary>What must not grow without end, nor take ever longer.</summary>
[Trait("Runs", "Once")]
public sealed class GrowthTests
{
    [Fact]
    [Trait("Decision", "D-44")]
    public void Events_AskedForAtEachEvent_AreNotCopied()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Job(bits.Manager, BackgroundCopyUser.LocalSystem);
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromHours(12));
        int events = bits.EventLog.Events.Count;
        events.Should().BeGreaterThan(30_000);

        long bytes = Allocated.By(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                _ = bits.EventLog.Events[^1];
            }
        });

        bytes.Should().BeLessThan(1000 * 100, "a copy would take {0} bytes", events * 8);
    }

    [Theory]
    [InlineData(BackgroundCopyJobPriority.Normal)]
    [InlineData(BackgroundCopyJobPriority.Foreground)]
    public void Job_HasEnded_IsKeptAliveByNobody(BackgroundCopyJobPriority priority)
    {
        using BitsSimulation bits = new(options => options.RecordEvents = false);
        bits.Network.Host("cdn.example").Resource("/a", 1000);
        (WeakReference job, WeakReference owner) = End(bits, priority);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        job.IsAlive.Should().BeFalse();
        owner.IsAlive.Should().BeFalse("of a user without jobs nothing is to be remembered");
    }

    [Fact]
    public void Owners_ThatComeAndGo_AreForgotten()
    {
        JobTable table = new(number => new Guid(number, 0, 0, new byte[8]), new LivelockGuard(1)) { Wording = Wording.CSharp };
        EngineSettings settings = EngineSettings.From(new BitsReadings(), new GroupPolicy());
        GroupPolicy policy = new() { MaxJobsPerUser = 1 };
        for (int i = 0; i < 100; i++)
        {
            BackgroundCopyUser owner = new($"user {i}");
            JobRecord job = table.Create("job", owner, policy, new Moment(0, 0), settings);
            table.Invoking(full => full.Create("job", owner, policy, new Moment(0, 0), settings)).Should().Throw<BitsException>();
            table.Users.Should().Be(1);
            table.Retire(job);
        }

        table.Users.Should().Be(0);
        UserRecord off = table.UserOf(new BackgroundCopyUser("off"));
        off.IsLoggedOn = false;
        table.ForgetIfIdle(off);
        table.IsLoggedOn(off.User).Should().BeFalse("that has to be remembered");
    }

    [Fact]
    [Trait("Rule", "NET-5")]
    public void Owner_WhoseCallbackRunsWhenTheLastJobEnds_IsForgottenWhenItReturns()
    {
        using Bench bench = new();
        BackgroundCopyUser owner = new("somebody");
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Error, owner: owner);
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (failed, _) => failed.Cancel() };
        bench.Pump();

        bench.Environment.LogOff(owner);
        bench.Environment.LogOn(owner);
        bench.Environment.IsLoggedOn(owner).Should().BeTrue();
        bench.CreateJob(owner: owner).State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    [Trait("Decision", "D-33")]
    public async Task Waits_VeryManyCancelledInReverse_TakeTheirLeaveQuickly()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Job(bits.Manager);
        using CancellationTokenSource cancellation = new();
        Task stays = job.WaitForOutcomeAsync();
        Task[] waits = [.. Enumerable.Range(0, 200_000).Select(_ => job.WaitForOutcomeAsync(cancellation.Token))];

        await Task.Run(cancellation.Cancel).Within();

        waits.Should().OnlyContain(wait => wait.IsCanceled);
        stays.IsCompleted.Should().BeFalse();
        job.Cancel();
        stays.IsCompletedSuccessfully.Should().BeTrue();
    }

    [Fact]
    [Trait("Decision", "D-33")]
    public async Task Waits_SeveralEndedByOneStep_AllEndInTheirOrder()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Job(bits.Manager);
        List<int> order = [];
        Task[] clients = [.. Enumerable.Range(1, 5).Select(Client)];
        async Task Client(int number)
        {
            await (number == 3 ? job.WaitForStateAsync(BackgroundCopyJobState.Queued) : job.WaitForOutcomeAsync()).ConfigureAwait(false);
            order.Add(number);
        }

        // On a thread without a synchronization context, where what follows a wait runs at once.
        (await CallOnThread.Begin(() => job.Cancel()).Failure).Should().BeNull();

        order.Should().Equal(1, 2, 4, 5);
        await clients[0].Within();
        await clients[2].Invoking(client => client).Should().ThrowAsync<BitsException>("it can no longer be queued");
    }

    [Theory]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "POLICY-20")]
    [InlineData(false, 200)]
    [InlineData(true, 1_000_000)]
    [InlineData(true, 300)]
    public void AddFileSet_SequenceWithoutEnd_IsReadOneFurtherThanTheLimit(bool isExempt, int limit)
    {
        using BitsSimulation bits = new(options => options.MaximumFilesPerSet = isExempt ? limit : options.MaximumFilesPerSet);
        BackgroundCopyJob job = bits.Manager.CreateJob("job", BackgroundCopyJobType.Download, isExempt ? BackgroundCopyUser.LocalSystem : null);
        int read = 0;
        BackgroundCopyFileInfo file = new("https://cdn.example/a", "/a");
        IEnumerable<BackgroundCopyFileInfo> Endless()
        {
            while (true)
            {
                read++;
                yield return file;
            }
        }

        BitsException refused = job.Invoking(it => it.AddFileSet(Endless())).Should().Throw<BitsException>().Which;

        refused.HResult.Should().Be(HResults.BG_E_TOO_MANY_FILES_IN_JOB);
        refused.Message.Should().Contain(limit.ToString(System.Globalization.CultureInfo.InvariantCulture)).And.Contain(isExempt ? "MaximumFilesPerSet" : "MaxFilesPerJob");
        read.Should().Be(limit + 1);
        job.Files.Should().BeEmpty();
        job.AddFileSet(Endless().Take(200));
        job.Files.Should().HaveCount(200);
    }

    private static BackgroundCopyJob Job(BackgroundCopyManager manager, BackgroundCopyUser? owner = null)
    {
        BackgroundCopyJob job = manager.CreateJob("job", BackgroundCopyJobType.Download, owner);
        job.AddFile("https://nowhere.example/a", "/a");
        return job;
    }

    /// <summary>In a method of its own, so that no local variable keeps the job.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Job, WeakReference Owner) End(BitsSimulation bits, BackgroundCopyJobPriority priority)
    {
        BackgroundCopyUser owner = new(string.Concat("some", "body"));
        BackgroundCopyJob job = bits.Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);
        job.AddFile("https://cdn.example/a", "/a");
        job.Priority = priority;
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));
        job.Complete();
        bits.Clock.Advance(TimeSpan.FromSeconds(1));
        return (new WeakReference(job), new WeakReference(owner));
    }
}
