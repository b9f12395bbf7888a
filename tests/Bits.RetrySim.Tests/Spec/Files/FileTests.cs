using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Adding files, and listing files and jobs.</summary>
public sealed class FileTests
{
    private const int InvalidArgument = unchecked((int)0x80070057);

    [Fact]
    [Trait("Rule", "FILE-1")]
    [Trait("Rule", "SCHED-8")]
    public void Files_AddedOneByOneAndAsASet_AreFetchedSeriallyInThatOrder()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.Priority = BackgroundCopyJobPriority.Foreground;
        job.AddFile("http://server.example/z", @"C:\z");
        job.AddFileSet([new("http://server.example/m", @"C:\m"), new("http://server.example/a", @"C:\a")]);
        job.AddFile("http://server.example/k", @"C:\k");
        bench.Start(job);
        for (int file = 0; file < 4; file++)
        {
            bench.Transport.Running.Should().ContainSingle("one file after the other").Which.RemoteName.Should().Be(job.Files[file].RemoteName);
            bench.AttemptOf(job).Accept(1);
            bench.AttemptOf(job).Complete();
            bench.Pump();
        }

        job.State.Should().Be(Transferred);
        bench.Transport.Attempts.Select(attempt => attempt.RemoteName[^1]).Should().Equal('z', 'm', 'a', 'k');
    }

    [Theory]
    [Trait("Rule", "FILE-2")]
    [Trait("Rule", "METHOD-AddFile")]
    [InlineData(Suspended)]
    [InlineData(Queued)]
    [InlineData(Connecting)]
    [InlineData(Transferring)]
    [InlineData(TransientError)]
    [InlineData(Error)]
    [InlineData(Transferred)]
    public void AddFile_StateThatIsNotFinal_IsAcceptedAndLeavesTheState(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);

        BackgroundCopyFile file = job.AddFile("http://server.example/x", @"C:\x");
        job.AddFileSet([new("http://server.example/y", @"C:\y")]);

        job.State.Should().Be(state);
        job.Files.Should().HaveCount(3);
        job.Files[1].Should().BeSameAs(file);
    }

    [Theory]
    [Trait("Rule", "OQ-19")]
    [Trait("Rule", "FILE-2")]
    [Trait("Rule", "METHOD-AddFile")]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    public void AddFile_FinalState_IsRefused(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);

        FluentActions.Invoking(() => job.AddFile("http://server.example/x", @"C:\x"))
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
        FluentActions.Invoking(() => job.AddFileSet([new("http://server.example/x", @"C:\x")]))
            .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200002));
        job.Files.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "FILE-2")]
    public void AddFile_WhileAnotherIsUnderWay_IsFetchedAfterIt()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Start(job).Accept(1);
        bench.AddFiles(job);

        bench.AttemptOf(job).Complete();
        bench.Pump();

        bench.AttemptOf(job).RemoteName.Should().Be(job.Files[1].RemoteName);
        job.State.Should().Be(Transferring);
    }

    [Theory]
    [Trait("Rule", "FILE-4")]
    [InlineData("http://server.example/a")]
    [InlineData("HTTPS://server.example:8443/a?x=*?")]
    [InlineData("http://user:secret@server.example/a")]
    [InlineData("http://server.example/not escaped/%20")]
    [InlineData(@"\\server\share\a")]
    [InlineData("file://server/share/a")]
    public void AddFile_RemoteName_IsTakenAsGiven(string remoteName)
    {
        using Bench bench = new();
        BackgroundCopyFile file = bench.Manager.CreateJob("job").AddFile(remoteName, @"C:\a");

        file.RemoteName.Should().Be(remoteName, "nothing is escaped");
    }

    [Theory]
    [Trait("Rule", "FILE-4")]
    [Trait("Rule", "FILE-6")]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("ftp://server.example/a")]
    [InlineData("http://")]
    [InlineData("http:///a")]
    [InlineData("http://server.example/*.zip")]
    [InlineData(@"\\server\share\a?.zip")]
    public void AddFile_BadRemoteName_IsAnInvalidArgument(string remoteName)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");

        FluentActions.Invoking(() => job.AddFile(remoteName, @"C:\a"))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(remoteName)).Which.HResult.Should().Be(InvalidArgument);
        job.Files.Should().BeEmpty();
    }

    [Theory]
    [Trait("Rule", "FILE-5")]
    [InlineData(@"d:\directory\b.zip")]
    [InlineData(@"\\server\share\a")]
    [InlineData("/var/tmp/a")]
    public void AddFile_FullLocalName_IsTakenAsGiven(string localName)
    {
        using Bench bench = new();

        bench.Manager.CreateJob("job").AddFile("http://server.example/a", localName).LocalName.Should().Be(localName);
    }

    [Theory]
    [Trait("Rule", "FILE-5")]
    [Trait("Rule", "FILE-6")]
    [InlineData("")]
    [InlineData("a.zip")]
    [InlineData(@"..\a.zip")]
    [InlineData(@"C:a.zip")]
    [InlineData(@"C:\*.zip")]
    [InlineData(@"C:\a?.zip")]
    [InlineData(@"\\?\C:\a.zip")]
    [InlineData(@"C:\a.zip:stream")]
    public void AddFile_BadLocalName_IsAnInvalidArgument(string localName)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");

        FluentActions.Invoking(() => job.AddFile("http://server.example/a", localName))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(localName)).Which.HResult.Should().Be(InvalidArgument);
        job.Files.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    public void AddFile_LocalNameNotWritable_IsAccessDenied()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        bench.Files.DenyWrite(@"C:\a");

        FluentActions.Invoking(() => job.AddFile("http://server.example/a", @"C:\a"))
            .Should().Throw<UnauthorizedAccessException>().Which.HResult.Should().Be(unchecked((int)0x80070005));
        job.Files.Should().BeEmpty();
        bench.Files.Restore(@"C:\a");
        job.AddFile("http://server.example/a", @"C:\a").Should().NotBeNull();
    }

    [Theory]
    [Trait("Rule", "FILE-7")]
    [InlineData("name", unchecked((int)0x80070057))]
    [InlineData("null", unchecked((int)0x80070057))]
    [InlineData("access", unchecked((int)0x80070005))]
    [InlineData("number", unchecked((int)0x80200051))]
    public void AddFileSet_OneIsRefused_AddsNone(string problem, int hresult)
    {
        using Bench bench = new(options => options.Policy = new GroupPolicy { MaxFilesPerJob = 3 });
        BackgroundCopyJob job = bench.CreateJob();
        List<BackgroundCopyFileInfo> set = [new("http://server.example/1", @"C:\1"), new("http://server.example/2", @"C:\2")];
        switch (problem)
        {
            case "name":
                set[1] = new("http://server.example/2", "2");
                break;
            case "null":
                set[1] = default;
                break;
            case "access":
                bench.Files.DenyWrite(@"C:\2");
                break;
            default:
                set.Add(new("http://server.example/3", @"C:\3"));
                break;
        }

        FluentActions.Invoking(() => job.AddFileSet(set)).Should().Throw<Exception>().Which.HResult.Should().Be(hresult);

        job.Files.Should().ContainSingle();
        job.Progress.FilesTotal.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "FILE-8")]
    public void AddFile_SuspendedJob_AsksTheServerNothing()
    {
        using BitsSimulation simulation = new();
        SimulatedResource resource = simulation.Network.Host("server.example").Resource("/a", 100);
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        BackgroundCopyFile file = job.AddFile("http://server.example/a", @"C:\a");

        simulation.Clock.Advance(TimeSpan.FromDays(1));

        simulation.Network.RequestCount.Should().Be(0);
        file.Progress.BytesTotal.Should().BeNull();
        job.Resume();
        simulation.Clock.Advance(TimeSpan.Zero);
        resource.RequestCount.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Lists_TakenBefore_KeepTheirMembersWhichAreLive()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        IReadOnlyList<BackgroundCopyJob> jobs = bench.Manager.EnumJobs();
        IReadOnlyList<BackgroundCopyFile> files = job.Files;

        bench.AddFiles(job);
        BackgroundCopyJob second = bench.CreateJob();
        bench.Start(job).Accept(77);
        job.Cancel();

        jobs.Should().Equal(job);
        jobs[0].State.Should().Be(Cancelled);
        files.Should().ContainSingle().Which.Progress.BytesTotal.Should().Be(77);
        bench.Manager.EnumJobs().Should().Equal(second);
        job.Files.Should().HaveCount(2);
    }

    [Fact]
    [Trait("Rule", "FILE-22")]
    public void EnumJobs_OwnOrOfOneOwner_ListsThoseThatAreNotFinal()
    {
        using Bench bench = new();
        BackgroundCopyUser other = new("other");
        BackgroundCopyJob[] jobs =
        [
            bench.CreateJob(),
            bench.CreateJob(owner: other),
            bench.JobIn(Error),
            bench.JobIn(Acknowledged),
            bench.JobIn(Cancelled),
            bench.CreateJob(owner: other),
            bench.JobIn(Transferred),
        ];

        bench.Manager.EnumJobs().Should().Equal(jobs[0], jobs[2], jobs[6]);
        bench.Manager.Invoking(manager => manager.EnumAllJobs()).Should().Throw<UnauthorizedAccessException>()
            .Which.HResult.Should().Be(HResults.E_ACCESSDENIED);
        bench.Manager.EnumJobs(other).Should().BeEquivalentTo([jobs[1], jobs[5]]);
        bench.Manager.EnumJobs(new BackgroundCopyUser("nobody")).Should().BeEmpty();
    }

    [Theory]
    [InlineData(BackgroundCopyUserKind.Administrator)]
    [InlineData(BackgroundCopyUserKind.ServiceAccount)]
    [Trait("Rule", "FILE-22")]
    public void EnumAllJobs_AdministratorOrService_ListsEverybodys(BackgroundCopyUserKind kind)
    {
        using Bench bench = new(options => options.DefaultOwner = new BackgroundCopyUser("LocalSystem", kind));
        BackgroundCopyJob own = bench.CreateJob();
        BackgroundCopyJob others = bench.CreateJob(owner: new BackgroundCopyUser("other"));
        bench.JobIn(Cancelled);

        bench.Manager.EnumAllJobs().Should().Equal(own, others);
        bench.Manager.EnumJobs().Should().Equal(own);
    }

    [Fact]
    [Trait("Rule", "FILE-6")]
    [Trait("Rule", "LIFE-3")]
    public void AddFile_OwnerLoggedOff_FailsAndLeavesTheNewJobEmptyAndSuspended()
    {
        using Bench bench = new();
        BackgroundCopyUser owner = new("ann");
        bench.Environment.LogOff(owner);
        BackgroundCopyJob job = bench.Manager.CreateJob("job", BackgroundCopyJobType.Download, owner);

        job.Invoking(it => it.AddFile("http://server.example/a", @"C:\a")).Should().Throw<BitsException>()
            .Which.HResult.Should().Be(unchecked((int)0x800704DD));
        (job.State, job.Files.Count).Should().Be((Suspended, 0));
        bench.Environment.LogOn(owner);
        job.AddFile("http://server.example/a", @"C:\a");

        job.Files.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "FILE-23")]
    public void GetJob_KnownOrUnknownId_FindsTheJobOrFails()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        BackgroundCopyJob ended = bench.JobIn(Cancelled);

        bench.Manager.GetJob(job.Id).Should().BeSameAs(job);
        foreach (Guid unknown in new[] { Guid.Empty, ended.Id })
        {
            FluentActions.Invoking(() => bench.Manager.GetJob(unknown))
                .Should().Throw<BitsException>().Which.HResult.Should().Be(unchecked((int)0x80200001));
        }
    }

    [Fact]
    [Trait("Rule", "FILE-25")]
    public void SameFile_InTwoJobs_IsFetchedTwice()
    {
        using BitsSimulation simulation = new();
        SimulatedResource resource = simulation.Network.Host("server.example").Resource("/a", 100);
        BackgroundCopyJob[] jobs = [simulation.Manager.CreateJob("1"), simulation.Manager.CreateJob("2")];
        foreach (BackgroundCopyJob job in jobs)
        {
            job.AddFile("http://server.example/a", @"C:\a");
            job.Resume();
        }

        simulation.Clock.Advance(TimeSpan.FromSeconds(1));

        resource.RequestCount.Should().Be(2);
        jobs.Should().OnlyContain(job => job.State == Transferred && job.Progress.BytesTransferred == 100);
    }
}
