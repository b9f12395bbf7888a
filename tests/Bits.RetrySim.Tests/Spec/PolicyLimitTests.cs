namespace Bits.RetrySim.Tests;

/// <summary>How many jobs and files there may be.</summary>
public sealed class PolicyLimitTests
{
    private static readonly BackgroundCopyUser Ann = new("ann");
    private static readonly BackgroundCopyUser Bob = new("bob");

    public static TheoryData<string, BackgroundCopyUserKind> Exempt => new()
    {
        { "root", BackgroundCopyUserKind.Administrator },
        { "LocalSystem", BackgroundCopyUserKind.ServiceAccount },
        { "LocalService", BackgroundCopyUserKind.ServiceAccount },
        { "NetworkService", BackgroundCopyUserKind.ServiceAccount },
    };

    [Fact]
    [Trait("Rule", "POLICY-4")]
    [Trait("Rule", "POLICY-21")]
    [Trait("Rule", "OQ-14")]
    [Trait("Rule", "LIM-8")]
    [Trait("Rule", "LIFE-3")]
    public void CreateJob_Default_The61stOfAUserIsRefused()
    {
        using ManualService service = new();
        Fill(service, Ann, 60);

        Refusal(service, Ann).Should().Be(0x80200049);
        service.Manager.EnumJobs().Should().HaveCount(60);
        service.Manager.CreateJob("bob's", BackgroundCopyJobType.Download, Bob).Owner.Should().Be(Bob);
    }

    [Fact]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-21")]
    [Trait("Rule", "LIM-8")]
    public void CreateJob_Default_The301stOfTheMachineIsRefused()
    {
        using ManualService service = new();
        for (int user = 0; user < 5; user++)
        {
            Fill(service, new BackgroundCopyUser($"user {user}"), 60);
        }

        Refusal(service, Ann).Should().Be(0x80200050);
        service.Manager.EnumJobs().Should().HaveCount(300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-4")]
    [Trait("Rule", "POLICY-21")]
    public void CreateJob_LimitOfN_NumberNIsTheLast(int limit)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = limit, MaxJobsPerMachine = 2 * limit });
        Fill(service, Ann, limit);
        Refusal(service, Ann).Should().Be(0x80200049);
        Fill(service, Bob, limit);

        Refusal(service, new BackgroundCopyUser("carol")).Should().Be(0x80200050);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-4")]
    public void CreateJob_AfterAJobEnded_ThereIsRoomAgain(bool completed)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 2, MaxJobsPerMachine = 2 });
        Fill(service, Ann, 2);
        Refusal(service, Ann).Should().Be(0x80200050);
        BackgroundCopyJob job = service.Manager.EnumJobs()[0];
        _ = completed ? job.Complete() : job.Cancel();

        service.Manager.CreateJob("new", BackgroundCopyJobType.Download, Ann).State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    [Trait("Rule", "POLICY-4")]
    public void CreateJob_JobsInErrorOrTransferred_StillCount()
    {
        using ManualService service = new(options =>
        {
            options.DefaultOwner = Ann;
            options.Policy = new GroupPolicy { MaxJobsPerUser = 2 };
        });
        service.InState(BackgroundCopyJobState.Error);
        service.InState(BackgroundCopyJobState.Transferred);

        Refusal(service, Ann).Should().Be(0x80200049);
    }

    [Theory]
    [MemberData(nameof(Exempt))]
    [Trait("Rule", "POLICY-20")]
    public void CreateJob_AdministratorOrServiceAccount_HasNoLimit(string name, BackgroundCopyUserKind kind)
    {
        BackgroundCopyUser user = new(name, kind);
        using ManualService service = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 1, MaxJobsPerMachine = 2 });
        Fill(service, Ann, 1);
        Fill(service, Bob, 1);
        Fill(service, user, 400);

        service.Manager.EnumJobs(user).Should().HaveCount(400);
        Refusal(service, new BackgroundCopyUser("carol")).Should().Be(0x80200050);
    }

    [Fact]
    [Trait("Rule", "POLICY-4")]
    public void ApplyPolicy_LowerLimit_KeepsWhatThereIs()
    {
        using ManualService service = new();
        Fill(service, Ann, 10);
        service.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 5 });
        service.Manager.EnumJobs().Should().HaveCount(10);
        Refusal(service, Ann).Should().Be(0x80200049);
        service.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 11 });

        service.Manager.CreateJob("eleventh", BackgroundCopyJobType.Download, Ann).Number.Should().Be(11);
    }

    [Fact]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "POLICY-21")]
    [Trait("Rule", "LIM-5")]
    public void AddFile_Default_The201stIsRefused()
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Manager.CreateJob("job");
        job.AddFileSet(Files(0, 199));
        job.AddFileSet(Files(199, 1));

        job.Invoking(it => it.AddFileSet(Files(200, 1))).Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200051));
        job.Invoking(it => it.AddFile("https://cdn.example/x", @"C:\in\x")).Should().Throw<BitsException>()
            .Which.HResult.Should().Be(unchecked((int)0x80200051));
        job.Files.Should().HaveCount(200);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "POLICY-21")]
    public void AddFileSet_MoreThanTheRoomLeft_AddsNone(int limit)
    {
        using ManualService service = new(options => options.Policy = new GroupPolicy { MaxFilesPerJob = limit });
        BackgroundCopyJob job = service.Manager.CreateJob("job");
        job.Invoking(it => it.AddFileSet(Files(0, limit + 1))).Should().Throw<BitsException>();
        job.Files.Should().BeEmpty();
        job.AddFileSet(Files(0, limit));

        job.Files.Should().HaveCount(limit);
    }

    [Theory]
    [MemberData(nameof(Exempt))]
    [Trait("Rule", "POLICY-20")]
    [Trait("Rule", "LIM-5")]
    public void AddFileSet_AdministratorOrServiceAccount_HasNoLimit(string name, BackgroundCopyUserKind kind)
    {
        using ManualService service = new();
        BackgroundCopyJob job = service.Manager.CreateJob("job", BackgroundCopyJobType.Download, new BackgroundCopyUser(name, kind));
        job.AddFileSet(Files(0, 1000));

        job.Files.Should().HaveCount(1000);
    }

    private static void Fill(ManualService service, BackgroundCopyUser user, int jobs)
    {
        for (int i = 0; i < jobs; i++)
        {
            service.Manager.CreateJob($"job {i}", BackgroundCopyJobType.Download, user);
        }
    }

    private static uint Refusal(ManualService service, BackgroundCopyUser user) => unchecked((uint)service.Manager
        .Invoking(manager => manager.CreateJob("one too many", BackgroundCopyJobType.Download, user))
        .Should().Throw<BitsException>().Which.HResult);

    private static IEnumerable<BackgroundCopyFileInfo> Files(int from, int count) =>
        Enumerable.Range(from, count).Select(i => new BackgroundCopyFileInfo($"https://cdn.example/{i}", $@"C:\in\{i}"));
}
