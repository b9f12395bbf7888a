using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>What Complete answers when not all is well.</summary>
public sealed class FileCompletionTests
{
    [Fact]
    [Trait("Rule", "OQ-21")]
    [Trait("Rule", "LIFE-13")]
    public void Complete_TemporaryFilesRemain_EndsTheJobAllTheSame()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files: 2);
        bench.Start(job).Accept(1);
        bench.AttemptOf(job).Complete();
        bench.Files.FailDelete(job.Files[1].LocalName);

        job.Complete().Should().Be(BackgroundCopyResult.UnableToDeleteFiles);

        job.State.Should().Be(Acknowledged);
        bench.Manager.EnumJobs().Should().BeEmpty();
        ((int)BackgroundCopyResult.UnableToDeleteFiles).Should().Be(0x0020001A);
    }

    [Theory]
    [Trait("Rule", "OQ-22")]
    [Trait("Rule", "LIFE-21")]
    [InlineData(0, BackgroundCopyResult.Ok)]
    [InlineData(1, BackgroundCopyResult.PartialComplete)]
    [InlineData(3, BackgroundCopyResult.PartialComplete)]
    public void Complete_NothingArrived_IsPartialUnlessThereAreNoFiles(int files, BackgroundCopyResult expected)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob(files);

        job.Complete().Should().Be(expected);

        job.State.Should().Be(Acknowledged);
        job.Files.Where(file => file.Progress.Completed).Should().BeEmpty();
    }
}
