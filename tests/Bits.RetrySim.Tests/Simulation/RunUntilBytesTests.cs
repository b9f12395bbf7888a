namespace Bits.RetrySim.Tests;

/// <summary>Running until so many bytes are here: they arrive between the instants at which anything happens (D-49).</summary>
public sealed class RunUntilBytesTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly BitsSimulation _bits = new();

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void RunUntilBytes_InTheMiddleOfATransfer_StopsAtTheFirstTick()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);

        _bits.RunUntilBytes(job, 12_345, Hour);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(12.345), "a byte takes a millisecond");
        job.Progress.BytesTransferred.Should().Be(12_345);
        job.State.Should().Be(BackgroundCopyJobState.Transferring);
    }

    /// <summary>A rate that no tick divides: a tick before, the byte is not there.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(12_345)]
    [InlineData(59_999)]
    [InlineData(60_000)]
    public void RunUntilBytes_RateThatNoTickDivides_IsNotATickLate(long bytes)
    {
        BackgroundCopyJob job = Download(9_973, 60_000);
        using BitsSimulation other = new();
        BackgroundCopyJob twin = Download(9_973, 60_000, other);

        _bits.RunUntilBytes(job, bytes, Hour);
        other.Clock.Advance(_bits.Clock.Elapsed - TimeSpan.FromTicks(1));

        job.Progress.BytesTransferred.Should().Be(bytes);
        twin.Progress.BytesTransferred.Should().Be(bytes - 1);
    }

    [Fact]
    public void RunUntilBytes_RateChangesOnTheWay_CountsAtEachRate()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);
        _bits.At(TimeSpan.FromSeconds(10), () => _bits.Network.BitsPerSecond = 800);
        _bits.At(TimeSpan.FromSeconds(20), () => _bits.Environment.NetworkAvailable = false);
        _bits.At(TimeSpan.FromSeconds(50), () => _bits.Environment.NetworkAvailable = true);

        _bits.RunUntilBytes(job, 10_500, Hour);
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(15));
        _bits.RunUntilBytes(job, 11_100, Hour);
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(51));
    }

    [Fact]
    public void RunUntilBytes_SeveralFiles_AreCountedTogether()
    {
        BackgroundCopyJob job = Download(8_000, 1_000);
        _bits.Network.Host("h").Resource("/g", 1_000);
        job.AddFile("http://h/g", @"C:\g");

        _bits.RunUntilBytes(job, 1_700, Hour);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(1.7));
    }

    [Fact]
    public void RunUntilBytes_AreHere_MovesNoTime()
    {
        _bits.RunUntilBytes(Download(8_000, 60_000), 0, Hour);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void RunUntilBytes_AtTheLimit_AreReached()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);

        _bits.RunUntilBytes(job, 5_000, TimeSpan.FromSeconds(5));

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void RunUntilBytes_LimitTooShort_SaysHowFarItCame()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);

        FluentActions.Invoking(() => _bits.RunUntilBytes(job, 50_000, TimeSpan.FromSeconds(20))).Should().Throw<NotReachedException>()
            .WithMessage("Job 1 \"job\" has not been at 50,000 bytes, but at 20,000, within 00:00:20: it is Transferring at +00:00:20.*attempt 1 at +00:00:00 is under way*");
    }

    [Fact]
    public void RunUntilBytes_JobEndsBefore_SaysSoAtOnce()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);
        _bits.At(TimeSpan.FromSeconds(3), () => job.Cancel());

        FluentActions.Invoking(() => _bits.RunUntilBytes(job, 50_000, Hour)).Should().Throw<NotReachedException>()
            .WithMessage("*has not been at 50,000 bytes, but at*and cannot be any more: it is Cancelled at +00:00:03.*");
    }

    [Fact]
    public void RunUntil_ConditionOnBytes_HoldsAtTheFirstTick()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);

        _bits.RunUntil(() => job.Progress.BytesTransferred > 12_344, Hour);
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(12.345));
        _bits.RunUntil(() => job.Files[0].Progress.Percent >= 50, Hour);
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(30));
    }

    /// <summary>What a condition sees ahead are bytes, and only for itself: time and callbacks stay where they are.</summary>
    [Fact]
    public void RunUntil_ConditionOnBytes_SeesNoOtherTime()
    {
        BackgroundCopyJob job = Download(8_000, 60_000);
        List<TimeSpan> seen = [];
        using ITimer timer = _bits.Clock.CreateTimer(_ => job.Progress.BytesTransferred.Should().Be(20_000), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);

        _bits.Clock.RunUntil(
            () =>
            {
                seen.Add(_bits.Clock.Elapsed);
                return job.Progress.BytesTransferred >= 30_000;
            },
            Hour).Should().BeTrue();

        seen.Should().BeInAscendingOrder().And.OnlyContain(instant => instant <= TimeSpan.FromSeconds(20), "time has not gone on from there when it is asked ahead");
        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(30));
    }

    /// <summary>Two transfers share a line, and the condition reads both.</summary>
    [Fact]
    public void RunUntil_ConditionOnTwoJobs_HoldsAtTheFirstTick()
    {
        BackgroundCopyJob one = Download(8_000, 60_000);
        BackgroundCopyJob two = _bits.Manager.CreateJob("two");
        two.Priority = BackgroundCopyJobPriority.Foreground;
        two.AddFile("http://h/f", @"C:\two");
        two.Resume();

        _bits.RunUntil(() => one.Progress.BytesTransferred + two.Progress.BytesTransferred >= 20_000, Hour);

        _bits.Clock.Elapsed.Should().Be(TimeSpan.FromSeconds(20));
    }

    private BackgroundCopyJob Download(long bitsPerSecond, long size) => Download(bitsPerSecond, size, _bits);

    private static BackgroundCopyJob Download(long bitsPerSecond, long size, BitsSimulation bits)
    {
        bits.Network.BitsPerSecond = bitsPerSecond;
        bits.Network.Host("h").Resource("/f", size);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://h/f", @"C:\f");
        job.Resume();
        return job;
    }
}
