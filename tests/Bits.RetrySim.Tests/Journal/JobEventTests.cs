namespace Bits.RetrySim.Tests;

/// <summary>What happened is told in values; programs need not read sentences.</summary>
public sealed class JobEventTests : IDisposable
{
    private readonly BitsSimulation _bits = new();

    public static TheoryData<string, Action<BitsEnvironment>> Switches => new()
    {
        { "Network True: Network block begins", environment => environment.NetworkAvailable = false },
        { "Standby True: Standby block begins", environment => environment.Standby = true },
        { "BatteryPolicy True: BatteryPolicy block begins", environment => environment.BatteryPolicyBlocks = true },
        { "BatterySaver True: BatterySaver block begins", environment => environment.BatterySaver = true },
        { "GameMode True: GameMode block begins", environment => environment.GameMode = true },
        { "BackgroundAccess True: BackgroundAccess block begins", environment => environment.BackgroundAccessBlocked = true },
        { "SystemPolicy True: SystemPolicy block begins", environment => environment.SystemPolicyBlocks = true },
    };

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void Call_WithAnArgument_NamesBoth()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");
        job.Priority = BackgroundCopyJobPriority.High;
        job.Suspend();
        job.NotifyInterface = null;

        _bits.EventLog.Events.Select(entry => (entry.Job, entry.Call, entry.Argument, entry.Detail)).Should().Equal(
            (1, JobCall.CreateJob, "update", "CreateJob update"),
            (1, JobCall.SetPriority, "High", "SetPriority High"),
            (1, JobCall.Suspend, "", "Suspend"),
            (1, JobCall.SetNotifyInterface, "null", "SetNotifyInterface null"));
    }

    [Fact]
    public void Call_UrlWithUserInfo_IsToldWithoutIt()
    {
        _bits.Manager.CreateJob("http://user:secret@server.example/a");

        _bits.EventLog.Events.Should().ContainSingle().Which.Argument.Should().Be("http://...@server.example/a");
    }

    [Fact]
    public void Attempt_NamesFileAndOffset()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1000);
        Resume("/a", "/b");
        _bits.Clock.Advance(TimeSpan.FromMinutes(10));

        JobEvent[] attempts = [.. Of(JobEventKind.Attempt)];
        attempts.Select(entry => (entry.Attempt, entry.File, entry.Offset, entry.Detail)).Should().Equal(
            (1, 1, 0L, "file 1 from byte 0"));
        attempts.Should().OnlyContain(entry => entry.Progress!.Value.FilesTotal == 2);
    }

    [Fact]
    public void Transition_TimedOutOrFatal_IsToldApart()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1000).Fails(SimulatedFault.HttpStatus(503));
        _bits.Network.Host("cdn.example").Resource("/b", 1000).Fails(SimulatedFault.HttpStatus(404));
        Resume("/a");
        Resume("/b");
        _bits.Clock.Advance(TimeSpan.FromDays(15));

        Of(JobEventKind.Transition).Where(entry => entry.To == BackgroundCopyJobState.Error).OrderBy(entry => entry.Job)
            .Select(entry => (entry.Job, entry.HResult, entry.HasTimedOut, entry.Detail)).Should().Equal(
                (1, HResults.HttpStatus(503), true, "no progress in time"),
                (2, HResults.HttpStatus(404), false, ""));
    }

    [Fact]
    public void Notification_NamesCallbackFileAndFailure()
    {
        _bits.Network.Host("cdn.example").Resource("/a", 1000);
        BackgroundCopyJob job = Resume("/a");
        int failures = 1;
        job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.FileTransferred;
        job.NotifyInterface = new BackgroundCopyCallback
        {
            FileTransferred = (_, _) => _ = failures-- > 0 ? throw Failure.Bits(HResults.E_FAIL, "not yet") : 0,
        };
        _bits.Clock.Advance(TimeSpan.FromHours(1));

        Of(JobEventKind.Notification).Select(entry => (entry.Notification, entry.File, entry.HResult, entry.Detail)).Should().Equal(
            (NotificationKind.FileTransferred, 1, 0, "FileTransferred 1"),
            (NotificationKind.FileTransferred, 1, HResults.E_FAIL, "FileTransferred 1"),
            (NotificationKind.FileTransferred, 1, 0, "FileTransferred 1"),
            (NotificationKind.JobTransferred, 0, 0, "JobTransferred"));
    }

    [Fact]
    public void Hint_SaysWhatIsMissing()
    {
        Resume("/a");
        _bits.Clock.Advance(TimeSpan.FromSeconds(1));

        JobEvent hint = Of(JobEventKind.Hint).Should().ContainSingle().Subject;
        hint.Hint.Should().NotBeEmpty().And.Be(hint.Detail);
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void Environment_Switch_IsNamed(string expected, Action<BitsEnvironment> change)
    {
        change(_bits.Environment);

        Changes().Should().Equal(expected);
    }

    [Fact]
    public void Environment_WhatHasAValue_TellsIt()
    {
        BackgroundCopyUser user = new("u");
        _bits.Environment.CostState = BackgroundCopyCostStates.Roaming;
        _bits.Environment.LockVolume(@"D:\");
        _bits.Environment.UnlockVolume(@"D:\");
        _bits.Environment.LogOff(user);
        _bits.Environment.LogOn(user);
        _bits.Manager.ApplyPolicy(new GroupPolicy());
        _bits.Manager.RestartService();
        _bits.Environment.NetworkAvailable = false;
        _bits.Environment.NetworkAvailable = true;

        Changes().Should().Equal(
            "CostState False: cost state Roaming",
            @"VolumeLock True: volume D:\ locked",
            @"VolumeLock False: volume D:\ unlocked",
            "Logon False: u logged off",
            "Logon True: u logged on",
            "PolicyApplied False: policy applied",
            "ServiceRestarted False: service restarted",
            "Network True: Network block begins",
            "Network False: Network block ends");
        EnvironmentChange[] changes = [.. Of(JobEventKind.Environment).Select(entry => entry.Environment!)];
        changes[0].CostState.Should().Be(BackgroundCopyCostStates.Roaming);
        changes[1].Name.Should().Be(@"D:\");
        changes[3].Name.Should().Be("u");
        changes[^1].IsReconnect.Should().BeTrue();
    }

    [Theory]
    [InlineData(null, "background limit none")]
    [InlineData(0L, "background limit 0 bit/s")]
    [InlineData(1500L, "background limit 1500 bit/s")]
    public void BackgroundLimit_InWords_IsTheNumber(long? limit, string expected) =>
        EnvironmentChange.BackgroundLimit(limit).ToString().Should().Be(expected);

    [Fact]
    public void Block_ConditionThatIsNoSwitch_IsRefused()
    {
        Action act = () => EnvironmentChange.Block(BlockConditions.Cost, holds: true);

        act.Should().Throw<InvalidOperationException>().WithMessage("*Cost*");
    }

    [Fact]
    public void JobCall_Names_AreThoseThatAreShown() =>
        Enum.GetValues<JobCall>().Should().OnlyContain(call =>
            new JobEvent(TimeSpan.Zero, 1, JobEventKind.Call) { Call = call }.Detail == call.ToString());

    private BackgroundCopyJob Resume(params string[] paths)
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        foreach (string path in paths)
        {
            job.AddFile("https://cdn.example" + path, @"C:\in\" + path[1..]);
        }

        job.Resume();
        return job;
    }

    private IEnumerable<JobEvent> Of(JobEventKind kind) => _bits.EventLog.Events.Where(entry => entry.Kind == kind);

    private IEnumerable<string> Changes() =>
        Of(JobEventKind.Environment).Select(entry => $"{entry.Environment!.Kind} {entry.Environment.Holds}: {entry.Detail}");
}
