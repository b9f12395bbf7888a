using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Where the bytes of a download are until it is completed.</summary>
public sealed class TemporaryNameTests
{
    [Theory]
    [Trait("Rule", "FILE-9")]
    [InlineData(@"C:\down\a\f.zip", @"C:\down\a\BIT1-1.tmp")]
    [InlineData("C:/down/f.zip", "C:/down/BIT1-1.tmp")]
    [InlineData(@"C:\f.zip", @"C:\BIT1-1.tmp")]
    [InlineData(@"\\server\share\f.zip", @"\\server\share\BIT1-1.tmp")]
    [InlineData(@"/down/a\b.zip", "/down/BIT1-1.tmp")]
    [InlineData("/f.zip", "/BIT1-1.tmp")]
    public void TemporaryName_LiesBesideTheLocalName(string localName, string temporary)
    {
        using Bench bench = new();
        bench.CreateJob(localName: localName).Files[0].TemporaryName.Should().Be(temporary);
    }

    [Fact]
    [Trait("Rule", "FILE-9")]
    public void TemporaryName_OfEachFileOfEachJob_IsAnother()
    {
        using Bench bench = new();
        for (int job = 0; job < 20; job++)
        {
            bench.CreateJob(files: 17);
        }

        bench.Manager.EnumJobs().SelectMany(job => job.Files).Select(file => file.TemporaryName).Should().OnlyHaveUniqueItems().And.Contain(@"C:\down\BIT14-11.tmp");
    }

    [Theory]
    [Trait("Rule", "FILE-9")]
    [InlineData(Suspended, true)]
    [InlineData(Queued, true)]
    [InlineData(Connecting, true)]
    [InlineData(Transferring, true)]
    [InlineData(TransientError, true)]
    [InlineData(Error, true)]
    [InlineData(Transferred, true)]
    [InlineData(Acknowledged, false)]
    [InlineData(Cancelled, false)]
    public void TemporaryName_InEachState_IsThereUntilTheJobEnds(BackgroundCopyJobState state, bool isThere)
    {
        using Bench bench = new();
        (bench.JobIn(state).Files[0].TemporaryName is not null).Should().Be(isThere);
    }

    [Fact]
    [Trait("Rule", "FILE-9")]
    [Trait("Rule", "POLICY-22")]
    public void TemporaryName_AfterTheInactivityPolicyEndedTheJob_IsGone()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        bench.Clock.Advance(TimeSpan.FromDays(90));

        (job.State, job.Files[0].TemporaryName).Should().Be((Cancelled, null));
    }

    [Fact]
    [Trait("Rule", "FILE-9")]
    [Trait("Rule", "LIFE-15")]
    public void TemporaryName_OfAHighPerformanceJob_IsTheLocalName()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob("job");
        job.Properties.HighPerformance = true;

        job.AddFile("http://server.example/f", @"C:\f").TemporaryName.Should().Be(@"C:\f");
    }
}
