using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>The three system times of a job.</summary>
public sealed class TimesTests
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What a client can do to a waiting job, by name.</summary>
    private static readonly Dictionary<string, Action<BackgroundCopyJob>> Calls = new(StringComparer.Ordinal)
    {
        ["AddFile"] = job => job.AddFile("http://server.example/x", @"C:\x"),
        ["AddFileSet"] = job => job.AddFileSet([new("http://server.example/x", @"C:\x")]),
        ["DisplayName"] = job => job.DisplayName = "other",
        ["DisplayName, same"] = job => job.DisplayName = job.DisplayName,
        ["Description"] = job => job.Description = "other",
        ["Priority"] = job => job.Priority = BackgroundCopyJobPriority.High,
        ["MinimumRetryDelay"] = job => job.MinimumRetryDelay = TimeSpan.FromSeconds(1000),
        ["NoProgressTimeout"] = job => job.NoProgressTimeout = TimeSpan.FromDays(1),
        ["MaximumDownloadTime"] = job => job.MaximumDownloadTime = TimeSpan.FromDays(1),
        ["MinimumNotificationInterval"] = job => job.MinimumNotificationInterval = TimeSpan.FromSeconds(1),
        ["CostFlags"] = job => job.CostFlags = BackgroundCopyCostStates.TransferStandard,
        ["NotifyFlags"] = job => job.NotifyFlags = BackgroundCopyNotifications.JobError,
        ["NotifyInterface"] = job => job.NotifyInterface = new RecordingCallback(),
        ["Suspend"] = job => job.Suspend(),
        ["Resume"] = job => job.Resume(),
        ["Complete"] = job => job.Complete(),
        ["Cancel"] = job => job.Cancel(),
    };

    public static TheoryData<string> CallNames => [.. Calls.Keys];

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void Times_NewJob_AreThoseOfItsCreation()
    {
        using Bench bench = new();
        bench.GoTo(100);

        bench.Manager.CreateJob("job").Times.Should().Be(new BackgroundCopyJobTimes(At(100), At(100), null));
    }

    [Theory]
    [Trait("Rule", "TIME-1")]
    [MemberData(nameof(CallNames))]
    public void ModificationTime_EachCallThatChangesTheJob_IsItsInstant(string call)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);
        job.Times.ModificationTime.Should().Be(At(0));

        Calls[call](job);

        job.Times.Should().Be(new BackgroundCopyJobTimes(At(0), At(100), null));
    }

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void ModificationTime_StateChangesByItself_IsItsInstant()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(10);
        bench.Start(job);
        bench.GoTo(20);
        bench.AttemptOf(job).Accept(100);
        job.Times.ModificationTime.Should().Be(At(20));
        bench.GoTo(30);
        bench.AttemptOf(job).Receive(1);
        bench.AttemptOf(job).FailHttp(503);
        job.Times.ModificationTime.Should().Be(At(30));

        bench.GoTo(1000);

        job.Times.ModificationTime.Should().Be(At(630), "the retry was due then");
    }

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void ModificationTime_BytesMove_IsThatOfTheLastByte()
    {
        using BitsSimulation simulation = new();
        simulation.Network.BitsPerSecond = 8;
        simulation.Network.Host("server.example").Resource("/a", 100);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.Resume();

        simulation.Clock.AdvanceTo(TimeSpan.FromSeconds(7.25));

        job.Progress.BytesTransferred.Should().Be(7);
        job.Times.ModificationTime.Should().Be(At(7));
    }

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void ModificationTime_ReadingAndFailingCalls_LeaveIt()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(TransientError);
        bench.GoTo(100);

        _ = (job.State, job.Progress, job.Error, job.Files, job.RetryStatus, job.CheckSettings());
        FluentActions.Invoking(() => job.DisplayName = null!).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => job.AddFile("x", "y")).Should().Throw<ArgumentException>();

        job.Times.ModificationTime.Should().Be(At(0));
    }

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void TransferCompletionTime_EnteringTransferred_IsThatInstantAndStays()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.GoTo(10);
        bench.Start(job).Accept(1);
        bench.AttemptOf(job).Complete();
        bench.Pump();
        bench.AttemptOf(job).Accept(1);
        job.Times.TransferCompletionTime.Should().BeNull("a file is missing");
        bench.GoTo(20);
        bench.AttemptOf(job).Complete();
        job.Times.TransferCompletionTime.Should().Be(At(20));

        bench.GoTo(30);
        job.Complete();

        job.Times.Should().Be(new BackgroundCopyJobTimes(At(0), At(30), At(20)));
    }

    [Theory]
    [Trait("Rule", "TIME-1")]
    [InlineData(Error)]
    [InlineData(TransientError)]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    public void TransferCompletionTime_NeverTransferred_IsNull(BackgroundCopyJobState state)
    {
        using Bench bench = new();

        bench.JobIn(state).Times.TransferCompletionTime.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "TIME-2")]
    public void Times_LocalTimeZoneAhead_AreUtc()
    {
        SimulatedClock clock = new(
            new DateTimeOffset(2024, 7, 1, 2, 0, 0, TimeSpan.FromHours(5)), TimeZoneInfo.CreateCustomTimeZone("ahead", TimeSpan.FromHours(5), null, null));
        using BitsSimulation simulation = new(clock: clock);
        simulation.Network.Host("server.example").Resource("/a", 1);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("http://server.example/a", @"C:\a");
        job.Resume();
        simulation.Clock.Advance(TimeSpan.Zero);
        DateTimeOffset expected = new(2024, 6, 30, 21, 0, 0, TimeSpan.Zero);

        BackgroundCopyJobTimes times = job.Times;

        times.Should().Be(new BackgroundCopyJobTimes(expected, expected, expected));
        new[] { times.CreationTime, times.ModificationTime, times.TransferCompletionTime!.Value }.Should().OnlyContain(time => time.Offset == TimeSpan.Zero);
    }

    [Fact]
    [Trait("Rule", "TIME-2")]
    [Trait("Rule", "CLOCK-10")]
    public void Times_SystemClockIsSet_FollowIt()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.GoTo(10);
        bench.Clock.StepSystemTime(TimeSpan.FromDays(1));

        job.Description = "changed";

        job.Times.Should().Be(new BackgroundCopyJobTimes(At(0), At(86_410), null));
    }

    /// <summary>Five seconds' worth of bytes came before the system clock was set; nobody had looked at the job until then.</summary>
    [Fact]
    [Trait("Rule", "TIME-1")]
    [Trait("Rule", "CLOCK-10")]
    public void ModificationTime_SystemClockIsSetAfterBytesCame_IsTheTimeAtWhichTheyCame()
    {
        using BitsSimulation bits = new(clock: new SimulatedClock(Start));
        BackgroundCopyJob job = StalledAfterFiveSeconds(bits);

        bits.Clock.StepSystemTime(TimeSpan.FromDays(1));

        job.Times.ModificationTime.Should().Be(At(5));
    }

    [Fact]
    [Trait("Rule", "TIME-1")]
    public void ModificationTime_SleepThatDoesNotCountAfterBytesCame_IsTheTimeAtWhichTheyCame()
    {
        using BitsSimulation bits = new(clock: new SimulatedClock(Start));
        BackgroundCopyJob job = StalledAfterFiveSeconds(bits);

        bits.Clock.Sleep(TimeSpan.FromSeconds(20), countsSleep: false);
        bits.Clock.Advance(TimeSpan.FromSeconds(1));
        bits.Manager.CreateJob("whatever makes the manager look at the clocks");

        job.Times.ModificationTime.Should().Be(At(5));
    }

    /// <summary>Ten seconds have passed; nobody has looked at the job since it was resumed.</summary>
    private static BackgroundCopyJob StalledAfterFiveSeconds(BitsSimulation bits)
    {
        bits.Network.BitsPerSecond = 8_000;
        bits.Network.Host("h").Resource("/f", 10_000).StallsAt(5_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(10));
        return job;
    }

    private static DateTimeOffset At(double seconds) => Start.AddSeconds(seconds);
}
