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
        using Bench bench = new();
        Fill(bench, Ann, 60);

        Refusal(bench, Ann).Should().Be(0x80200049);
        bench.Manager.EnumJobs(Ann).Should().HaveCount(60);
        bench.Manager.CreateJob("bob's", BackgroundCopyJobType.Download, Bob).Owner.Should().Be(Bob);
    }

    [Fact]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-21")]
    [Trait("Rule", "LIM-8")]
    public void CreateJob_Default_The301stOfTheMachineIsRefused()
    {
        using Bench bench = new(options => options.DefaultOwner = new BackgroundCopyUser("root", BackgroundCopyUserKind.Administrator));
        for (int user = 0; user < 5; user++)
        {
            Fill(bench, new BackgroundCopyUser($"user {user}"), 60);
        }

        Refusal(bench, Ann).Should().Be(0x80200050);
        bench.Manager.EnumAllJobs().Should().HaveCount(300);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-4")]
    [Trait("Rule", "POLICY-21")]
    public void CreateJob_LimitOfN_NumberNIsTheLast(int limit)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = limit, MaxJobsPerMachine = 2 * limit });
        Fill(bench, Ann, limit);
        Refusal(bench, Ann).Should().Be(0x80200049);
        Fill(bench, Bob, limit);

        Refusal(bench, new BackgroundCopyUser("carol")).Should().Be(0x80200050);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Rule", "POLICY-3")]
    [Trait("Rule", "POLICY-4")]
    public void CreateJob_AfterAJobEnded_ThereIsRoomAgain(bool completed)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 2, MaxJobsPerMachine = 2 });
        Fill(bench, Ann, 2);
        Refusal(bench, Ann).Should().Be(0x80200050);
        BackgroundCopyJob job = bench.Manager.EnumJobs(Ann)[0];
        _ = completed ? job.Complete() : job.Cancel();

        bench.Manager.CreateJob("new", BackgroundCopyJobType.Download, Ann).State.Should().Be(BackgroundCopyJobState.Suspended);
    }

    [Fact]
    [Trait("Rule", "POLICY-4")]
    public void CreateJob_JobsInErrorOrTransferred_StillCount()
    {
        using Bench bench = new(options =>
        {
            options.DefaultOwner = Ann;
            options.Policy = new GroupPolicy { MaxJobsPerUser = 2 };
        });
        bench.JobIn(BackgroundCopyJobState.Error);
        bench.JobIn(BackgroundCopyJobState.Transferred);

        Refusal(bench, Ann).Should().Be(0x80200049);
    }

    [Theory]
    [MemberData(nameof(Exempt))]
    [Trait("Rule", "POLICY-20")]
    public void CreateJob_AdministratorOrServiceAccount_HasNoLimitAndDoesNotCount(string name, BackgroundCopyUserKind kind)
    {
        BackgroundCopyUser user = new(name, kind);
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 1, MaxJobsPerMachine = 2 });
        Fill(bench, user, 400);
        Fill(bench, Ann, 1);
        Fill(bench, Bob, 1);

        bench.Manager.EnumJobs(user).Should().HaveCount(400);
        Refusal(bench, new BackgroundCopyUser("carol")).Should().Be(0x80200050);
    }

    [Fact]
    [Trait("Rule", "POLICY-4")]
    public void ApplyPolicy_LowerLimit_KeepsWhatThereIs()
    {
        using Bench bench = new();
        Fill(bench, Ann, 10);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 5 });
        bench.Manager.EnumJobs(Ann).Should().HaveCount(10);
        Refusal(bench, Ann).Should().Be(0x80200049);
        bench.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 11 });

        bench.Manager.CreateJob("eleventh", BackgroundCopyJobType.Download, Ann).Number.Should().Be(11);
    }

    [Fact]
    [Trait("Rule", "POLICY-6")]
    [Trait("Rule", "POLICY-21")]
    [Trait("Rule", "LIM-5")]
    public void AddFile_Default_The201stIsRefused()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
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
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxFilesPerJob = limit });
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
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
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job", BackgroundCopyJobType.Download, new BackgroundCopyUser(name, kind));
        job.AddFileSet(Files(0, 1000));

        job.Files.Should().HaveCount(1000);
    }

    private static void Fill(Bench bench, BackgroundCopyUser user, int jobs)
    {
        for (int i = 0; i < jobs; i++)
        {
            bench.Manager.CreateJob($"job {i}", BackgroundCopyJobType.Download, user);
        }
    }

    private static uint Refusal(Bench bench, BackgroundCopyUser user) => unchecked((uint)bench.Manager
        .Invoking(manager => manager.CreateJob("one too many", BackgroundCopyJobType.Download, user))
        .Should().Throw<BitsException>().Which.HResult);

    private static IEnumerable<BackgroundCopyFileInfo> Files(int from, int count) =>
        Enumerable.Range(from, count).Select(i => new BackgroundCopyFileInfo($"https://cdn.example/{i}", $@"C:\in\{i}"));
}
