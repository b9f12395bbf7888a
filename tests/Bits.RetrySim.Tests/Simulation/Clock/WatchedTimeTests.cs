namespace Bits.RetrySim.Tests;

/// <summary>Real time that counts against the grace of a run (D-48).</summary>
public sealed class WatchedTimeTests
{
    private WatchedTime _time;

    [Fact]
    public void Look_SeenAllTheTime_CountsFromLookToLook()
    {
        Look(true, at: 0);
        Look(true, at: 10);
        Look(true, at: 40);

        _time.Elapsed.Should().Be(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public void Look_NotSeenInBetween_LeavesTheGapOut()
    {
        Look(true, at: 0);
        Look(true, at: 10);
        Look(false, at: 20);
        Look(false, at: 5_000);
        Look(true, at: 6_000);
        Look(true, at: 6_005);

        _time.Elapsed.Should().Be(TimeSpan.FromMilliseconds(15));
    }

    /// <summary>Whoever was kept from looking for so long kept nobody else from anything.</summary>
    [Fact]
    public void Look_KeptFromLooking_CountsAsALookAtMost()
    {
        Look(true, at: 0);
        Look(true, at: 60_000);

        _time.Elapsed.Should().Be(WatchedTime.LongestLook);
    }

    [Fact]
    public void Look_OnceOnly_CountsNothing()
    {
        Look(true, at: 0);

        _time.Elapsed.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public void TryWait_HasCome_WaitsOnce()
    {
        List<TimeSpan> waits = [];

        WatchedTime.TryWait(TimeSpan.FromMilliseconds(1), longest =>
        {
            waits.Add(longest);
            return true;
        }).Should().BeTrue();

        waits.Should().Equal(TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void TryWait_DoesNotCome_WaitsPieceByPieceUntilTheTimeIsOver()
    {
        TimeSpan? first = null;
        TimeSpan last = TimeSpan.MaxValue;
        bool grows = false;

        WatchedTime.TryWait(TimeSpan.FromMilliseconds(60), longest =>
        {
            grows |= longest > last;
            (first, last) = (first ?? longest, longest);
            return false;
        }).Should().BeFalse();

        first.Should().Be(WatchedTime.LongestLook);
        last.Should().BePositive().And.BeLessThan(WatchedTime.LongestLook, "a look counts for no longer, so that 10 ms at least are over");
        grows.Should().BeFalse("it waits for no longer than is left");
    }

    private void Look(bool isSeen, int at) => _time.Look(isSeen, WatchedTime.LongestLook, (at + 1) * TimeProvider.System.TimestampFrequency / 1_000);
}
