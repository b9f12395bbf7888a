using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The longest, the most and the largest: the last value that is accepted, and the first that is not.</summary>
public sealed class LimitTests
{
    private const int InvalidArgument = unchecked((int)0x80070057);
    private const int StringTooLong = unchecked((int)0x80200021);

    [Theory]
    [Trait("Rule", "LIM-1")]
    [Trait("Rule", "OQ-26")]
    [Trait("Rule", "PROP-20")]
    [InlineData(256, 0, 0)]
    [InlineData(257, InvalidArgument, StringTooLong)]
    public void DisplayName_Length_IsAtMost256(int length, int createJob, int setter)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        string name = new('n', length);

        Code(() => bench.Manager.CreateJob(name)).Should().Be(createJob);
        Code(() => job.DisplayName = name).Should().Be(setter);

        job.DisplayName.Should().Be(setter == 0 ? name : "job");
        bench.Manager.EnumJobs().Should().HaveCount(createJob == 0 ? 2 : 1);
    }

    [Fact]
    [Trait("Rule", "OQ-26")]
    [Trait("Rule", "PROP-20")]
    public void DisplayName_Null_IsAnInvalidArgumentForBoth()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        Code(() => bench.Manager.CreateJob(null!)).Should().Be(InvalidArgument);
        Code(() => job.DisplayName = null!).Should().Be(InvalidArgument);
    }

    [Theory]
    [Trait("Rule", "LIM-2")]
    [Trait("Rule", "PROP-20")]
    [InlineData(1024, 0)]
    [InlineData(1025, StringTooLong)]
    public void Description_Length_IsAtMost1024(int length, int expected)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();

        Code(() => job.Description = new string('d', length)).Should().Be(expected);

        job.Description.Should().HaveLength(expected == 0 ? length : 0);
    }

    [Theory]
    [Trait("Rule", "LIM-3")]
    [Trait("Rule", "FILE-4")]
    [InlineData(2200, 0)]
    [InlineData(2201, InvalidArgument)]
    public void RemoteName_Length_IsAtMost2200(int length, int expected)
    {
        using Bench bench = new();
        string url = "http://server.example";
        while (url.Length < length)
        {
            url += "/" + new string('s', Math.Min(200, length - url.Length - 1));
        }

        url.Should().HaveLength(length);
        Code(() => bench.CreateJob().AddFile(url, @"C:\a")).Should().Be(expected);
    }

    [Theory]
    [Trait("Rule", "LIM-3")]
    [Trait("Rule", "FILE-4")]
    [InlineData("http://server.example/{0}/a", 260, 0)]
    [InlineData("http://server.example/{0}/a", 261, InvalidArgument)]
    [InlineData("http://server.example/a/{0}", 261, InvalidArgument)]
    [InlineData(@"\\server\share\{0}", 261, InvalidArgument)]
    public void RemoteName_Segment_IsAtMost260(string format, int length, int expected)
    {
        using Bench bench = new();
        string url = string.Format(System.Globalization.CultureInfo.InvariantCulture, format, new string('s', length));

        Code(() => bench.CreateJob().AddFile(url, @"C:\a")).Should().Be(expected);
    }

    [Theory]
    [Trait("Rule", "LIM-4")]
    [Trait("Rule", "FILE-5")]
    [InlineData(@"C:\", 260, 0)]
    [InlineData(@"C:\", 261, InvalidArgument)]
    [InlineData("/", 260, 0)]
    [InlineData("/", 261, InvalidArgument)]
    public void LocalName_Length_IsAtMost260(string root, int length, int expected)
    {
        using Bench bench = new();

        Code(() => bench.CreateJob().AddFile("http://server.example/a", root + new string('l', length - root.Length))).Should().Be(expected);
    }

    [Theory]
    [Trait("Rule", "LIM-5")]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "POLICY-21")]
    [InlineData(BackgroundCopyUserKind.Ordinary, unchecked((int)0x80200051))]
    [InlineData(BackgroundCopyUserKind.Administrator, 0)]
    [InlineData(BackgroundCopyUserKind.ServiceAccount, 0)]
    public void Files_OfAJob_AreAtMost200ForOrdinaryUsers(BackgroundCopyUserKind kind, int expected)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 199, owner: new BackgroundCopyUser("owner", kind));

        Code(() => bench.AddFiles(job)).Should().Be(0, "the 200th is allowed");
        Code(() => bench.AddFiles(job)).Should().Be(expected);

        job.Files.Should().HaveCount(expected == 0 ? 201 : 200);
    }

    [Theory]
    [Trait("Rule", "LIM-8")]
    [Trait("Rule", "POLICY-4")]
    [Trait("Rule", "POLICY-21")]
    [InlineData(BackgroundCopyUserKind.Ordinary, unchecked((int)0x80200049))]
    [InlineData(BackgroundCopyUserKind.Administrator, 0)]
    [InlineData(BackgroundCopyUserKind.ServiceAccount, 0)]
    public void Jobs_OfAUser_AreAtMost60ForOrdinaryUsers(BackgroundCopyUserKind kind, int expected)
    {
        using Bench bench = new();
        BackgroundCopyUser owner = new("owner", kind);
        for (int i = 0; i < 60; i++)
        {
            bench.CreateJob(owner: owner);
        }

        Code(() => bench.CreateJob(owner: owner)).Should().Be(expected);
        Code(() => bench.CreateJob(owner: new BackgroundCopyUser("other"))).Should().Be(0, "the limit is each user's own");
        bench.Manager.EnumJobs(owner)[0].Cancel();
        Code(() => bench.CreateJob(owner: owner)).Should().Be(0, "jobs that have ended do not count");
    }

    [Fact]
    [Trait("Rule", "LIM-8")]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-21")]
    public void Jobs_OfTheMachine_AreAtMost300()
    {
        using Bench bench = new();
        for (int i = 0; i < 300; i++)
        {
            bench.CreateJob(owner: new BackgroundCopyUser($"user {i / 50}"));
        }

        BackgroundCopyUser another = new("another");
        Code(() => bench.CreateJob(owner: another)).Should().Be(unchecked((int)0x80200050));
        Code(() => bench.CreateJob(owner: BackgroundCopyUser.LocalSystem)).Should().Be(0, "service accounts are spared");
    }

    [Theory]
    [Trait("Rule", "LIM-14")]
    [Trait("Rule", "SCHED-9")]
    [InlineData((1L << 31) - 1, Transferred)]
    [InlineData(1L << 31, Error)]
    public void SizeWithoutRanges_ForegroundJob_IsBelow2GigaBytes(long size, BackgroundCopyJobState expected)
    {
        using BitsSimulation simulation = new();
        simulation.Network.Host("server.example").Resource("/a", size).WithoutRanges();
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.Priority = BackgroundCopyJobPriority.Foreground;
        job.Resume();

        simulation.Clock.Advance(TimeSpan.Zero);

        job.State.Should().Be(expected);
        (job.Error?.Code ?? 0).Should().Be(expected == Error ? unchecked((int)0x80200013) : 0);
    }

    [Fact]
    [Trait("Rule", "LIM-15")]
    [Trait("Rule", "CB-9")]
    public void Callbacks_OfOneUser_AreAtMostFourAtATime()
    {
        using Bench bench = new(options => options.Dispatch = CallbackDispatch.ThreadPool);
        using SemaphoreSlim entered = new(0);
        using SemaphoreSlim mayLeave = new(0);
        BackgroundCopyCallback callback = new()
        {
            JobError = (_, _) =>
            {
                entered.Release();
                mayLeave.Wait(Guard.Limit).Should().BeTrue("a place is to be free");
            },
        };
        BackgroundCopyJob[] jobs = [.. Enumerable.Range(0, 5).Select(_ => bench.JobIn(Error))];
        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyInterface = callback;
        }

        bench.Pump();
        Enter(4);
        int Begun() => bench.Manager.EventLog.Events.Count(entry => entry.Kind == JobEventKind.Notification);
        Begun().Should().Be(4, "the fifth waits");
        entered.CurrentCount.Should().Be(0);

        mayLeave.Release();
        SpinWait.SpinUntil(PumpUntilTheFifthHasBegun, Guard.Limit).Should().BeTrue("a place is free");
        Enter(1);
        mayLeave.Release(4);

        bool PumpUntilTheFifthHasBegun()
        {
            bench.Pump();
            return Begun() == 5;
        }

        void Enter(int callbacks)
        {
            for (int i = 0; i < callbacks; i++)
            {
                entered.Wait(Guard.Limit).Should().BeTrue("callbacks have to begin");
            }
        }
    }

    /// <summary>The HRESULT of what a call throws; 0 when it throws nothing.</summary>
    private static int Code(Action call)
    {
        try
        {
            call();
            return 0;
        }
        catch (Exception exception) when (exception is ArgumentException or BitsException)
        {
            return exception.HResult;
        }
    }
}
