namespace Bits.RetrySim.Tests;

/// <summary>Several managers on one network and one clock.</summary>
[Trait("Decision", "D-46")]
public sealed class SharedNetworkTests : IDisposable
{
    private readonly SimulatedClock _clock = new();
    private readonly SimulatedNetwork _network = new();
    private readonly SimulatedHost _host;
    private readonly List<BackgroundCopyManager> _managers = [];
    private int _files;

    public SharedNetworkTests() => _host = _network.Host("h");

    [Fact]
    public void BitsPerSecond_JobsOfTwoManagers_ShareTheLink()
    {
        _network.BitsPerSecond = 8_000;
        BackgroundCopyJob first = Download(Manager(), bytes: 10_000);
        _clock.Advance(TimeSpan.FromSeconds(4));
        BackgroundCopyJob second = Download(Manager(), bytes: 10_000);
        _clock.Advance(TimeSpan.FromMinutes(1));

        // The first has 1,000 bytes a second for itself until 4 s: 4,000. Then each has 500: the first lacks 6,000, which takes 12 s, until
        // 16 s. The second has 6,000 by then, and gets the other 4,000 at 1,000 a second, until 20 s.
        (Completed(first), Completed(second)).Should().Be((16, 20));
    }

    [Fact]
    public void BitsPerSecond_SecondManagerStartsAndStops_TheFirstOneKnowsAtOnce()
    {
        _network.BitsPerSecond = 8_000;
        BackgroundCopyJob first = Download(Manager(), bytes: 10_000);
        BackgroundCopyManager other = Manager();
        _clock.Advance(TimeSpan.FromSeconds(2));
        BackgroundCopyJob second = Download(other, bytes: 10_000);
        _clock.Advance(TimeSpan.FromSeconds(2));

        // 2 s at 1,000 bytes a second, then 2 s at 500.
        (first.Progress.BytesTransferred, second.Progress.BytesTransferred).Should().Be((3_000, 1_000));
        second.Suspend();
        _clock.Advance(TimeSpan.FromSeconds(1));
        first.Progress.BytesTransferred.Should().Be(4_000);
        _clock.Advance(TimeSpan.FromMinutes(1));
        Completed(first).Should().Be(11);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void MaxInternetBandwidth_OfOneManager_LimitsItsBackgroundJobsOnly()
    {
        _network.BitsPerSecond = 8_000;
        BackgroundCopyJob limited = Download(Manager(kilobits: 2), bytes: 1_000, BackgroundCopyJobPriority.Normal);
        BackgroundCopyJob free = Download(Manager(), bytes: 7_875, BackgroundCopyJobPriority.Normal);
        _clock.Advance(TimeSpan.FromMinutes(1));

        // The first one's 250 bytes a second take 4 s. The second one's 750 make 3,000 by then; the other 4,875 come at 1,000 a second.
        (Completed(limited), Completed(free)).Should().Be((4, 8.875));
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void MaxInternetBandwidth_OfTwoManagers_IsACapForEach()
    {
        BackgroundCopyJob first = Download(Manager(kilobits: 2), bytes: 1_000, BackgroundCopyJobPriority.Normal);
        BackgroundCopyJob second = Download(Manager(kilobits: 4), bytes: 1_000, BackgroundCopyJobPriority.Normal);
        _clock.Advance(TimeSpan.FromMinutes(1));

        (Completed(first), Completed(second)).Should().Be((4, 2));
    }

    [Fact]
    public void BitsPerSecond_NotDivisible_TheRestGoesToTheJobsOfTheFirstManagerFirst()
    {
        _network.BitsPerSecond = 11;
        BackgroundCopyManager one = Manager();
        BackgroundCopyManager two = Manager();
        BackgroundCopyJob last = Download(two, bytes: 1);
        BackgroundCopyJob[] first = [Download(one, bytes: 1), Download(one, bytes: 1)];
        _clock.Advance(TimeSpan.FromMinutes(1));

        // 4, 4 and 3 bits a second. The 8 bits of the first two take 2 s; the last one has 6 then, and 11 a second for itself: 2/11 s.
        first.Select(Completed).Should().Equal(2, 2);
        Completed(last).Should().Be(2.1818182);
    }

    [Fact]
    public void Outage_ManagerMadeLater_CountsFromTheFirstManagersStart()
    {
        _network.BitsPerSecond = 8_000;
        _network.Outage(TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20), SimulatedFault.HttpStatus(503));
        Manager();
        _clock.Advance(TimeSpan.FromSeconds(10));
        BackgroundCopyJob job = Download(Manager(), bytes: 10_000);
        _clock.Advance(TimeSpan.FromSeconds(5));

        (job.State, job.Progress.BytesTransferred).Should().Be((BackgroundCopyJobState.TransientError, 5_000));
        _clock.Advance(TimeSpan.FromHours(1));

        // The retry comes 10 minutes after the failure at 15 s; 5,000 bytes take 5 s.
        Completed(job).Should().Be(620);
    }

    [Fact]
    public void Dispose_OneManager_LeavesItsShareToTheOther()
    {
        _network.BitsPerSecond = 8_000;
        BackgroundCopyManager ends = Manager();
        Download(ends, bytes: 10_000);
        BackgroundCopyJob goesOn = Download(Manager(), bytes: 10_000);
        _clock.Advance(TimeSpan.FromSeconds(4));
        ends.Dispose();
        _clock.Advance(TimeSpan.FromMinutes(1));

        // 4 s at 500 bytes a second, then 8,000 bytes at 1,000 a second.
        Completed(goesOn).Should().Be(12);
    }

    [Fact]
    public void Outage_WrittenWhileJobsOfTwoManagersRun_CutsBoth()
    {
        _network.BitsPerSecond = 8_000;
        BackgroundCopyJob[] jobs = [Download(Manager(), bytes: 10_000), Download(Manager(), bytes: 10_000)];
        _clock.Advance(TimeSpan.FromSeconds(4));
        _network.Outage(TimeSpan.Zero, TimeSpan.FromMinutes(1), SimulatedFault.HttpStatus(503));
        _clock.Advance(TimeSpan.Zero);

        jobs.Should().OnlyContain(job => job.State == BackgroundCopyJobState.TransientError && job.Progress.BytesTransferred == 2_000);
    }

    [Fact]
    public void RequestCount_JobsOfTwoManagers_CountsAll()
    {
        Download(Manager(), bytes: 1);
        Download(Manager(), bytes: 1);
        _clock.Advance(TimeSpan.Zero);

        (_network.RequestCount, _host.RequestCount).Should().Be((2, 2));
    }

    [Fact]
    public void Join_OfAnotherLine_StirsAndTellsAtTheRefresh()
    {
        _network.BitsPerSecond = 8_000;
        _host.Resource("/f", 10_000);
        FakeTransferHost one = new(_network);
        FakeTransferHost two = new(_network);
        FakeJob job = one.Job("http://h/f");
        job.Start();
        one.RunTo(1);
        two.RunTo(1);
        two.Job("http://h/f").Start();
        two.RunTo(1);

        (one.IsStirred, two.IsStirred, job.Flow.BitsPerSecond).Should().Be((true, false, 8_000));
        one.FollowOthers();
        (job.Flow.BitsPerSecond, job.BytesNow).Should().Be((4_000, 1_000));
    }

    [Fact]
    public void Close_OneLine_StirsTheOthersAndTellsItselfNothing()
    {
        _network.BitsPerSecond = 8_000;
        _host.Resource("/f", 10_000);
        FakeTransferHost one = new(_network);
        FakeTransferHost two = new(_network);
        one.Job("http://h/f").Start();
        FakeJob job = two.Job("http://h/f");
        job.Start();
        one.RunTo(1);
        two.RunTo(1);
        one.FollowOthers();
        int before = one.Scheduled;
        one.Line.Close(one.Now);

        (two.IsStirred, one.Scheduled).Should().Be((true, before));
        two.FollowOthers();
        job.Flow.BitsPerSecond.Should().Be(8_000);
    }

    public void Dispose() => _managers.ForEach(static manager => manager.Dispose());

    private BackgroundCopyManager Manager(int? kilobits = null)
    {
        BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            TimeProvider = _clock,
            Transport = _network,
            Policy = new GroupPolicy { MaxInternetBandwidth = kilobits is { } limit ? new BandwidthLimit(0, 0, limit, limit) : null },
        });
        _managers.Add(manager);
        return manager;
    }

    private BackgroundCopyJob Download(BackgroundCopyManager manager, long bytes, BackgroundCopyJobPriority priority = BackgroundCopyJobPriority.Foreground)
    {
        string path = $"/{++_files}";
        _host.Resource(path, bytes);
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile($"http://h{path}", @"C:\file");
        job.Priority = priority;
        job.Resume();
        return job;
    }

    /// <summary>When a job had all its bytes, in seconds since the clock's start.</summary>
    private double Completed(BackgroundCopyJob job) => (job.Times.TransferCompletionTime!.Value - (_clock.GetUtcNow() - _clock.Elapsed)).TotalSeconds;
}
