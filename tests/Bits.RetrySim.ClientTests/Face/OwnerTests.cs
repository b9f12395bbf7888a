using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Callers and owners as a client of COM has them.</summary>
public sealed class OwnerTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    public static TheoryData<string, string> ServiceAccounts => new()
    {
        { nameof(BackgroundCopyUser.LocalSystem), "S-1-5-18" },
        { nameof(BackgroundCopyUser.LocalService), "S-1-5-19" },
        { nameof(BackgroundCopyUser.NetworkService), "S-1-5-20" },
    };

    [Theory]
    [Trait("Rule", "COM-10")]
    [MemberData(nameof(ServiceAccounts))]
    public void GetOwner_OfAService_IsItsWellKnownSid(string account, string sid)
    {
        BackgroundCopyUser user = (BackgroundCopyUser)typeof(BackgroundCopyUser).GetProperty(account)!.GetValue(null)!;

        IBackgroundCopyJob4 job = CreateAs(user);

        job.GetOwner(out string owner);
        job.GetOwnerIntegrityLevel(out uint level);
        (owner, level).Should().Be((sid, 0x4000u));
    }

    [Fact]
    [Trait("Rule", "COM-10")]
    public void GetOwner_OfAUserWhoIsNamedByASid_IsThat()
    {
        IBackgroundCopyJob4 job = CreateAs(new BackgroundCopyUser("S-1-5-21-1-2-3-1001"));

        job.GetOwner(out string owner);
        job.GetOwnerIntegrityLevel(out uint level);
        (owner, level).Should().Be(("S-1-5-21-1-2-3-1001", 0x2000u));
    }

    /// <summary>Each caller has a manager of his own, and finds in it what is his.</summary>
    [Fact]
    [Trait("Rule", "STATE-46")]
    public void Jobs_OfAnotherCaller_AreNotFound()
    {
        IBackgroundCopyManager mine = ManagerOf(new BackgroundCopyUser("me"));
        IBackgroundCopyManager yours = ManagerOf(new BackgroundCopyUser("you"));
        IBackgroundCopyManager administrators = ManagerOf(new BackgroundCopyUser("admin", BackgroundCopyUserKind.Administrator));
        mine.CreateJob("mine", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out Guid id, out _);
        yours.CreateJob("yours", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out _);

        NamesOf(mine, 0).Should().Equal("mine");
        NamesOf(yours, 0).Should().Equal("yours");
        NamesOf(administrators, 0).Should().BeEmpty();
        NamesOf(administrators, BitsConstants.BG_JOB_ENUM_ALL_USERS).Should().Equal("mine", "yours");
        yours.Invoking(it => it.EnumJobs(BitsConstants.BG_JOB_ENUM_ALL_USERS, out _)).Should().Throw<UnauthorizedAccessException>();
        yours.Invoking(it => it.GetJob(id, out _)).Should().Throw<Exception>().Which.HResult.Should().Be(HResults.E_ACCESSDENIED);
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Enumerator_OfJobs_IsCopiedWhereItStands()
    {
        _bench.CreateDownload();
        _bench.CreateDownload(local: @"C:\second");
        _bench.Manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        jobs.Skip(1);

        jobs.Clone(out IEnumBackgroundCopyJobs copy);
        jobs.Skip(1).Should().Be(0);

        IBackgroundCopyJob?[] next = new IBackgroundCopyJob?[1];
        copy.Next(1, next, out _).Should().Be(0);
        ComFaceTests.NameOf(next[0]!.Files()[0]).Should().Be(@"C:\second");
        jobs.Next(1, next, out _).Should().Be(1);
    }

    private IBackgroundCopyManager ManagerOf(BackgroundCopyUser user) => _bench.Simulation.Manager.As(new BackgroundCopyCaller(user, IsElevated: user.Kind == BackgroundCopyUserKind.Administrator)).ToCom();

    private IBackgroundCopyJob4 CreateAs(BackgroundCopyUser user)
    {
        ManagerOf(user).CreateJob("job", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        return (IBackgroundCopyJob4)job;
    }

    private static List<string> NamesOf(IBackgroundCopyManager manager, uint flags)
    {
        manager.EnumJobs(flags, out IEnumBackgroundCopyJobs jobs);
        List<string> names = [];
        IBackgroundCopyJob?[] next = new IBackgroundCopyJob?[1];
        while (jobs.Next(1, next, out _) == 0)
        {
            names.Add(next[0]!.DisplayName());
        }

        return names;
    }
}
