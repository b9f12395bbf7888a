namespace Bits.RetrySim.Tests;

/// <summary>What lies on the disk of a simulation: what was delivered, and what is left behind.</summary>
public sealed class SimulatedFilesLeftTests : IDisposable
{
    private const string Url = "https://cdn.example/a.zip";
    private const string LocalName = @"C:\in\a.zip";

    private static readonly DateTimeOffset Stamp = new(2021, 6, 8, 0, 0, 0, TimeSpan.Zero);

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "LIFE-15")]
    public void Complete_FilesThatArrived_AreDeliveredAndNothingIsLeft()
    {
        _bits.Network.Host("cdn.example").Resource("/a.zip", 1_000, Stamp);
        BackgroundCopyJob job = Download();

        _bits.RunToOutcome(job, TimeSpan.FromHours(1));
        _bits.Files.Delivered.Should().BeEmpty("it is in its place only when the job is completed");
        _bits.Files.Temporary.Should().Equal(LocalName);
        job.Complete();

        _bits.Files.Delivered.Should().Equal(new DeliveredFile(LocalName, 1_000, Stamp, Url, 1));
        _bits.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    public void Complete_SecondJobOfTheName_ReplacesTheFile()
    {
        _bits.Network.Host("cdn.example").Resource("/a.zip", 1_000).ChangesAt(TimeSpan.FromMinutes(1), 2_000, Stamp);
        for (int round = 0; round < 2; round++)
        {
            BackgroundCopyJob job = Download();
            _bits.Clock.Advance(TimeSpan.FromMinutes(1));
            job.Complete();
        }

        _bits.Files.Delivered.Should().Equal(new DeliveredFile(LocalName, 2_000, Stamp, Url, 2));
    }

    [Fact]
    public void Complete_OneOfTwoFiles_DeliversTheOneAndDeletesTheOther()
    {
        _bits.Network.Host("cdn.example").Resource("/a.zip", 1_000);
        BackgroundCopyJob job = Download();
        job.AddFile("https://cdn.example/missing", @"C:\in\missing");
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));

        job.Complete().Should().Be(BackgroundCopyResult.PartialComplete);

        _bits.Files.Delivered.Select(file => file.LocalName).Should().Equal(LocalName);
        _bits.Files.Temporary.Should().BeEmpty();
    }

    [Fact]
    public void Cancel_Job_LeavesNothingUnlessItCannotBeDeleted()
    {
        BackgroundCopyJob one = Download(), other = Download();
        _bits.Files.Temporary.Should().Equal(LocalName, LocalName);
        one.Cancel();
        _bits.Files.Temporary.Should().Equal(LocalName);
        _bits.Files.FailDelete(LocalName);
        other.Cancel().Should().Be(BackgroundCopyResult.UnableToDeleteFiles);

        _bits.Files.Temporary.Should().Equal(LocalName);
        _bits.Files.Delivered.Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "POLICY-22")]
    public void Inactivity_EndsTheJob_DeletesItsFiles()
    {
        _bits.Network.Host("cdn.example").Resource("/a.zip", 1_000);
        BackgroundCopyJob job = Download();
        _bits.Clock.Advance(TimeSpan.FromDays(89));
        _bits.Files.Temporary.Should().Equal(LocalName);
        _bits.Clock.Advance(TimeSpan.FromDays(2));

        job.State.Should().Be(BackgroundCopyJobState.Cancelled);
        _bits.Files.Temporary.Should().BeEmpty();
        _bits.Files.Delivered.Should().BeEmpty();
    }

    [Fact]
    public void AddFile_Refused_LeavesNothing()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        _bits.Manager.ApplyPolicy(new GroupPolicy { MaxFilesPerJob = 1 });
        job.AddFile(Url, LocalName);

        job.Invoking(full => full.AddFile(Url, @"C:\in\b.zip")).Should().Throw<BitsException>();

        _bits.Files.Temporary.Should().Equal(LocalName);
    }

    [Fact]
    public void Delivered_FileOfAServerWithoutTimeStamp_HasNoVersion()
    {
        _bits.Network.Host("cdn.example").Resource("/a.zip", 1).WithoutTimeStamp().WithTag("\"v1\"");
        BackgroundCopyJob job = Download();
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        job.Complete();

        _bits.Files.Delivered.Single().LastModified.Should().BeNull();
        _bits.Files.Delivered.Single().ToString().Should().Be(
            @"DeliveredFile { LocalName = C:\in\a.zip, Size = 1, LastModified = , RemoteName = https://cdn.example/a.zip, Job = 1 }");
    }

    private BackgroundCopyJob Download()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("job");
        job.AddFile(Url, LocalName);
        job.Resume();
        return job;
    }
}
