namespace Bits.RetrySim.Tests;

/// <summary>Progress in percent.</summary>
public sealed class ProgressPercentTests
{
    [Theory]
    [InlineData(null, 7L, 1, 0, null)]
    [InlineData(0L, 0L, 0, 0, 0)]
    [InlineData(0L, 0L, 2, 1, 0)]
    [InlineData(0L, 0L, 2, 2, 100)]
    [InlineData(3L, 0L, 1, 0, 0)]
    [InlineData(3L, 1L, 1, 0, 33)]
    [InlineData(1_000_000L, 999_999L, 1, 0, 99)]
    [InlineData(1_000_000L, 1_000_000L, 1, 1, 100)]
    [InlineData(long.MaxValue, long.MaxValue - 1, 1, 0, 99)]
    [InlineData(long.MaxValue, long.MaxValue, 1, 1, 100)]
    [Trait("Rule", "PROG-1")]
    public void Percent_OfAJob_IsWholeAndRoundedDown(long? total, long bytes, int files, int filesHere, int? expected) =>
        new BackgroundCopyJobProgress(total, bytes, files, filesHere).Percent.Should().Be(expected);

    [Theory]
    [InlineData(null, 0L, null)]
    [InlineData(0L, 0L, 100)]
    [InlineData(200L, 199L, 99)]
    [Trait("Rule", "PROG-3")]
    public void Percent_OfAFile_IsNullWhileItsSizeIsUnknown(long? total, long bytes, int? expected) =>
        new BackgroundCopyFileProgress(total, bytes, Completed: false).Percent.Should().Be(expected);

    [Fact]
    [Trait("Rule", "PROG-2")]
    public void Percent_HalfOfAFile_Is50AndNullBeforeTheServerAnswered()
    {
        using BitsSimulation bits = new();
        bits.Network.BitsPerSecond = 8_000;
        bits.Network.Host("cdn.example").Resource("/a", 100_000);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        int? before = job.Progress.Percent;
        job.Resume();

        bits.Clock.Advance(TimeSpan.FromSeconds(50));

        before.Should().BeNull();
        job.Progress.Percent.Should().Be(50);
        job.Files[0].Progress.Percent.Should().Be(50);
    }
}
