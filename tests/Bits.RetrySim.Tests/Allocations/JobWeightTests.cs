namespace Bits.RetrySim.Tests;

/// <summary>How much memory a job takes that nobody has started yet, and one that waits in the queue.</summary>
[Collection(nameof(MemoryOfProcess))]
public sealed class JobWeightTests
{
    private const int Jobs = 20_000;
    private const int MostBytes = 1_023;

    [Theory]
    [InlineData(BackgroundCopyJobState.Suspended)]
    [InlineData(BackgroundCopyJobState.Queued)]
    public void CreateJob_WithOneFileAndShortNames_KeepsLessThanAKilobyte(BackgroundCopyJobState state)
    {
        long bytes = Allocated.Kept(count => IdleJobs(state, count), Jobs);

        (bytes / Jobs).Should().BeInRange(1, MostBytes);
    }

    private static BitsSimulation IdleJobs(BackgroundCopyJobState state, int count)
    {
        BitsSimulation bits = new(options =>
        {
            options.RecordEvents = false;
            options.Policy = new GroupPolicy { MaxJobsPerMachine = count, MaxJobsPerUser = count };
        });
        for (int made = 0; made < count; made++)
        {
            BackgroundCopyJob job = bits.Manager.CreateJob("job");
            job.AddFile("http://cdn.example/a", @"C:\d\a");
            if (state == BackgroundCopyJobState.Queued)
            {
                job.Resume();
            }
        }

        bits.Manager.EnumJobs().Should().HaveCount(count).And.OnlyContain(job => job.State == state);
        return bits;
    }
}
