namespace Bits.RetrySim.Tests;

/// <summary>Who may reach, change and take over which job.</summary>
public sealed class AccessTests : IDisposable
{
    private static readonly BackgroundCopyUser Anna = new("anna");
    private static readonly BackgroundCopyUser Boss = new("boss", BackgroundCopyUserKind.Administrator);

    private readonly Bench _bench = new();
    private readonly BackgroundCopyClient _anna;
    private readonly BackgroundCopyClient _bert;
    private readonly BackgroundCopyClient _boss;
    private readonly BackgroundCopyClient _elevated;
    private readonly BackgroundCopyClient _system;

    public AccessTests()
    {
        _anna = As(Anna);
        _bert = As(new BackgroundCopyUser("bert"));
        _boss = As(Boss);
        _elevated = As(Boss, isElevated: true);
        _system = As(BackgroundCopyUser.LocalSystem);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "FILE-22")]
    [Trait("Rule", "COM-10")]
    public void EnumJobs_OfEachCaller_AreThoseWithinHisReach()
    {
        _anna.CreateJob("a");
        _boss.CreateJob("plain");
        _elevated.CreateJob("elevated");
        _system.CreateJob("system");

        Names(_anna.EnumJobs()).Should().Equal("a");
        Names(_bert.EnumJobs()).Should().BeEmpty();
        Names(_boss.EnumJobs()).Should().Equal("plain");
        Names(_elevated.EnumJobs()).Should().Equal("plain", "elevated");
        Names(_elevated.EnumAllJobs()).Should().Equal("a", "plain", "elevated", "system");
        Names(_system.EnumAllJobs()).Should().Equal("a", "plain", "elevated", "system");
        Denied(() => _anna.EnumAllJobs());
        Denied(() => _boss.EnumAllJobs());
        Names(_bench.Manager.EnumJobs(Boss)).Should().Equal(["plain", "elevated"], "the test itself asks nobody");
    }

    [Fact]
    [Trait("Rule", "FILE-23")]
    [Trait("Rule", "COM-10")]
    public void GetJob_OutOfReach_IsDenied()
    {
        Guid annas = _anna.CreateJob("a").Id;
        Guid elevated = _elevated.CreateJob("e").Id;

        _anna.GetJob(annas).DisplayName.Should().Be("a");
        _elevated.GetJob(annas).Owner.Should().Be(Anna);
        Denied(() => _bert.GetJob(annas));
        Denied(() => _boss.GetJob(annas));
        Denied(() => _boss.GetJob(elevated));
        _elevated.GetJob(elevated).IsOwnerElevated.Should().BeTrue();
        _anna.Invoking(client => client.GetJob(Guid.Empty)).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
        _bench.Manager.GetJob(elevated).DisplayName.Should().Be("e");
    }

    [Fact]
    [Trait("Rule", "STATE-46")]
    public void Change_ByTheOwnerOrAnAdministrator_IsMade()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        annas.Description = "hers";
        annas.Description.Should().Be("hers");
        BackgroundCopyJob seenByBoss = _elevated.GetJob(annas.Id);
        seenByBoss.Description = "seen";
        seenByBoss.AddFile("https://cdn.example/x", @"C:\x").RemoteName.Should().Be("https://cdn.example/x");

        (annas.Description, annas.Files.Count, seenByBoss.Files.Count).Should().Be(("seen", 1, 1));
    }

    [Fact]
    [Trait("Rule", "STATE-46")]
    [Trait("Rule", "COM-10")]
    public void Change_ByWhoeverMayNot_IsDeniedAndChangesNothing()
    {
        BackgroundCopyJob job = _elevated.CreateJob("e");
        _bench.AddFiles(job);
        foreach (BackgroundCopyClient client in new[] { _anna, _boss, As(Boss, isElevated: true, isRestricted: true) })
        {
            BackgroundCopyJob seen = client.See(job);
            int events = _bench.Log.Events.Count;
            foreach (Action call in ChangesOf(seen))
            {
                Denied(call);
            }

            _bench.Log.Events.Should().HaveCount(events);
        }

        (job.DisplayName, job.State, job.Files.Count).Should().Be(("e", BackgroundCopyJobState.Suspended, 1));
    }

    [Fact]
    [Trait("Rule", "STATE-46")]
    public void RestrictedToken_MayNeitherCreateNorChange()
    {
        BackgroundCopyClient restricted = As(Anna, isRestricted: true);
        BackgroundCopyJob annas = _anna.CreateJob("a");

        Denied(() => restricted.CreateJob("r"));
        Names(restricted.EnumJobs()).Should().Equal("a");
        Denied(() => restricted.GetJob(annas.Id).Suspend());
    }

    [Fact]
    [Trait("Rule", "COM-10")]
    public void JobOfLocalSystem_ByAnElevatedAdministrator_IsReadNotChanged()
    {
        BackgroundCopyJob job = _elevated.GetJob(_system.CreateJob("s").Id);

        job.DisplayName.Should().Be("s");
        Denied(() => job.Cancel());
        Denied(() => job.Priority = BackgroundCopyJobPriority.High);
        job.TakeOwnership();
        job.Cancel().Should().Be(BackgroundCopyResult.Ok);
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    public void Change_OfAJobThatHasEnded_IsRefusedForItsState()
    {
        BackgroundCopyJob job = _anna.CreateJob("a");
        BackgroundCopyJob seen = _bert.See(job);
        job.Cancel();

        seen.Invoking(j => j.Suspend()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        seen.Invoking(j => j.AddFile("x", "y")).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    public void AddFile_WrongInSeveralWays_IsRefusedForArgumentsThenLogonThenAccess()
    {
        BackgroundCopyJob seen = _bert.See(_anna.CreateJob("a"));
        _bench.Environment.LogOff(_bert.Caller.User);
        seen.Invoking(j => j.AddFile("x", "y")).Should().Throw<ArgumentException>();
        seen.Invoking(j => j.AddFile("http://h/x", @"C:\x")).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.ERROR_NOT_LOGGED_ON);
        _bench.Environment.LogOn(_bert.Caller.User);
        Denied(() => seen.AddFile("http://h/x", @"C:\x"));
    }

    [Fact]
    [Trait("Rule", "LIFE-3")]
    [Trait("Rule", "FILE-6")]
    public void AddFile_LogonOf_TheCallerCounts()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        _bench.Environment.LogOff(Anna);
        Action[] calls =
        [
            () => annas.AddFile("http://h/x", @"C:\x"),
            () => annas.AddFileSet([new BackgroundCopyFileInfo("http://h/x", @"C:\x")]),
            () => annas.AddFileWithRanges("http://h/x", @"C:\x", [new BackgroundCopyFileRange(0, 1)]),
            () => _bench.Manager.GetJob(annas.Id).AddFile("http://h/x", @"C:\x"),
        ];
        foreach (Action call in calls)
        {
            call.Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.ERROR_NOT_LOGGED_ON);
        }

        annas.Files.Should().BeEmpty();
        _elevated.GetJob(annas.Id).AddFile("http://h/x", @"C:\x");
        _system.GetJob(annas.Id).AddFile("http://h/y", @"C:\y");
        annas.Files.Should().HaveCount(2, "an administrator who is logged on adds files to the job of whoever is not");
        _bench.Environment.LogOff(Boss);
        _elevated.GetJob(annas.Id).Invoking(job => job.AddFile("http://h/z", @"C:\z")).Should().Throw<BitsException>().WithMessage("*boss is logged off*");
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    [Trait("Rule", "CMD-5")]
    [Trait("Rule", "METHOD-TakeOwnership")]
    public void TakeOwnership_ByAnElevatedAdministrator_RemovesWhatWasEntrusted()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        _bench.AddFiles(annas);
        annas.CustomHeaders = "X: secret";
        annas.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "anna", "word");
        annas.NotifyCommand.Set(@"C:\done.exe");
        annas.Proxy.Set(BackgroundCopyProxyUsage.NoProxy);
        _elevated.GetJob(annas.Id).TakeOwnership();

        (annas.Owner, annas.IsOwnerElevated, annas.NotifyCommand.Program).Should().Be((Boss, true, ""));
        annas.CustomHeaders.Should().BeNull();
        _elevated.GetJob(annas.Id).Credentials.Remove(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server).Should().BeFalse("they are gone");
        annas.Proxy.Usage.Should().Be(BackgroundCopyProxyUsage.NoProxy);
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    [Trait("Rule", "COM-10")]
    public void TakeOwnership_Done_OnlyTheElevatedNewOwnerChangesTheJob()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        BackgroundCopyJob taken = _elevated.GetJob(annas.Id);
        taken.TakeOwnership();

        Denied(() => annas.Suspend());
        Denied(() => _boss.GetJob(taken.Id));
        Names(_anna.EnumJobs()).Should().BeEmpty();
        Names(_boss.EnumJobs()).Should().BeEmpty();
        Names(_elevated.EnumJobs()).Should().Equal("a");
        taken.Cancel().Should().Be(BackgroundCopyResult.Ok);
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    public void TakeOwnership_ByWhoeverMayNot_IsDenied()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        Denied(annas.TakeOwnership);
        Denied(() => _boss.CreateJob("b").TakeOwnership());
        Denied(_bench.CreateJob().TakeOwnership);
        annas.Owner.Should().Be(Anna);
        annas.Cancel();
        annas.Invoking(job => job.TakeOwnership()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    public void TakeOwnership_FileThatCannotBeWritten_IsRefused()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        annas.AddFile("http://h/x", @"C:\in\x");
        _bench.Files.DenyWrite(@"C:\in\x");

        _elevated.GetJob(annas.Id).Invoking(job => job.TakeOwnership()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_NEW_OWNER_NO_FILE_ACCESS);
        annas.Owner.Should().Be(Anna);
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    public void TakeOwnership_DriveThatPointsElsewhere_IsRefused()
    {
        BackgroundCopyJob annas = _anna.CreateJob("a");
        annas.AddFile("http://h/x", @"Z:\in\x");
        _bench.Files.MapForOwnerOnly(@"z:\in\x");
        BackgroundCopyJob seen = _elevated.GetJob(annas.Id);

        seen.Invoking(job => job.TakeOwnership()).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_NEW_OWNER_DIFF_MAPPING);
        annas.Owner.Should().Be(Anna);
        annas.Invoking(job => job.TakeOwnership()).Should().Throw<UnauthorizedAccessException>("who may not is told so first");
        _bench.Files.Restore(@"Z:\in\x");
        seen.TakeOwnership();
        annas.Owner.Should().Be(Boss);
    }

    [Fact]
    [Trait("Rule", "PROP-23")]
    [Trait("Rule", "POLICY-20")]
    [Trait("Rule", "NET-5")]
    public void TakeOwnership_OwnerLoggedOff_TheJobRunsAndHisLimitIsFree()
    {
        _bench.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 1 });
        BackgroundCopyJob annas = _anna.CreateJob("a");
        _bench.AddFiles(annas);
        annas.Resume();
        _bench.Environment.LogOff(Anna);
        _bench.Pump();
        annas.State.Should().Be(BackgroundCopyJobState.Queued);
        _elevated.GetJob(annas.Id).TakeOwnership();
        _bench.Pump();

        annas.State.Should().Be(BackgroundCopyJobState.Connecting);
        _anna.CreateJob("another").Number.Should().Be(2);
    }

    [Fact]
    [Trait("Rule", "CB-17")]
    public void TakeOwnership_CallbackRegistered_GoesOnInTheNameOfWhoRegistered()
    {
        List<string> told = [];
        BackgroundCopyJob annas = _anna.CreateJob("a");
        _bench.AddFiles(annas);
        annas.NotifyInterface = new BackgroundCopyCallback
        {
            JobError = (job, error) =>
            {
                Denied(() => job.Cancel());
                told.Add(FormattableString.Invariant($"{job.Owner.Name} {error.Code:X8}"));
            },
        };
        BackgroundCopyJob taken = _elevated.GetJob(annas.Id);
        taken.TakeOwnership();
        taken.Resume();
        _bench.Pump();
        _bench.AttemptOf(taken).FailHttp(404);
        _bench.Pump();

        told.Should().Equal("boss 80190194");
        taken.NotifyInterface = new BackgroundCopyCallback { JobError = (job, _) => job.Cancel() };
        taken.Resume();
        _bench.Pump();
        _bench.AttemptOf(taken).FailHttp(404);
        _bench.Pump();
        taken.State.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    [Trait("Rule", "CMD-2")]
    public void NotifyCommand_SetByAnAdministrator_RunsInHisName()
    {
        BackgroundCopyUser? user = null;
        using Bench bench = new(options => options.CommandStarter = command =>
        {
            user = command.User;
            return 0;
        });
        BackgroundCopyJob job = bench.JobIn(BackgroundCopyJobState.Error, owner: Anna);
        bench.Manager.As(new BackgroundCopyCaller(Boss, IsElevated: true)).GetJob(job.Id).NotifyCommand.Set(@"C:\done.exe");
        bench.Pump();

        user.Should().Be(Boss);
    }

    [Fact]
    [Trait("Rule", "COM-10")]
    public void Caller_OfAServiceAccount_IsAlwaysElevated()
    {
        _system.Caller.IsElevated.Should().BeTrue();
        _boss.Caller.IsElevated.Should().BeFalse();
        _bench.Manager.CreateJob("of the test", BackgroundCopyJobType.Download, Boss).IsOwnerElevated.Should().BeFalse();
    }

    private static IEnumerable<Action> ChangesOf(BackgroundCopyJob job) =>
    [
        job.Resume,
        job.Suspend,
        () => job.Cancel(),
        () => job.Complete(),
        () => job.DisplayName = "other",
        () => job.Description = "other",
        () => job.Priority = BackgroundCopyJobPriority.Low,
        () => job.MinimumRetryDelay = TimeSpan.FromSeconds(60),
        () => job.NoProgressTimeout = TimeSpan.Zero,
        () => job.MaximumDownloadTime = TimeSpan.Zero,
        () => job.NotifyFlags = BackgroundCopyNotifications.JobError,
        () => job.NotifyInterface = null,
        () => job.MinimumNotificationInterval = TimeSpan.Zero,
        () => job.CostFlags = BackgroundCopyCostStates.TransferAlways,
        () => job.AddFile("https://cdn.example/x", @"C:\x"),
        () => job.AddFileSet([new BackgroundCopyFileInfo("https://cdn.example/x", @"C:\x")]),
        () => job.CustomHeaders = "A: 1",
        job.Http.MakeCustomHeadersWriteOnly,
        () => job.HttpMethod = "POST",
        () => job.SecurityOptions = BackgroundCopySecurityOptions.IgnoreDateInvalid,
        () => job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy),
        () => job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, "u", "p"),
        () => job.Credentials.Remove(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server),
        () => job.Properties.DynamicContent = true,
        () => job.Properties.MaximumDownloadSize = 1,
        () => job.Properties.NotificationClsid = Guid.Empty,
        () => job.NotifyCommand.Set(null),
        job.TakeOwnership,
    ];

    private BackgroundCopyClient As(BackgroundCopyUser user, bool isElevated = false, bool isRestricted = false) =>
        _bench.Manager.As(new BackgroundCopyCaller(user, isElevated, isRestricted));

    private static IEnumerable<string> Names(IEnumerable<BackgroundCopyJob> jobs) => jobs.Select(job => job.DisplayName);

    private static void Denied(Action act) =>
        act.Should().Throw<UnauthorizedAccessException>().Which.HResult.Should().Be(HResults.E_ACCESSDENIED);
}
