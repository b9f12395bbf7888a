namespace Bits.RetrySim.Tests;

/// <summary>How much may happen at one instant.</summary>
[Trait("Decision", "D-4")]
public sealed class LivelockGuardTests
{
    [Fact]
    public void Count_UpToTheLimit_IsFineAndThenIsNot()
    {
        LivelockGuard guard = new(3);

        Enumerable.Range(0, 5).Select(_ => guard.Count()).Should().Equal(true, true, true, false, false);
        guard.BeginAgain();
        guard.Count().Should().BeTrue();
    }

    [Fact]
    public void Add_StepsTakenTogether_CountAsWhatTheyStandFor()
    {
        LivelockGuard guard = new(3);
        guard.HasRoomFor(3).Should().BeTrue();
        guard.HasRoomFor(4).Should().BeFalse();

        guard.Add(2);

        guard.HasRoomFor(1).Should().BeTrue();
        guard.HasRoomFor(2).Should().BeFalse();
        (guard.Count(), guard.Count()).Should().Be((true, false));
    }

    [Fact]
    public void HasRoomFor_TheLargestLimit_DoesNotOverflow()
    {
        LivelockGuard guard = new(int.MaxValue);
        guard.Add(int.MaxValue - 1);

        guard.HasRoomFor(1).Should().BeTrue();
        guard.HasRoomFor(2).Should().BeFalse();
    }

    [Theory]
    [InlineData(0, "no job")]
    [InlineData(7, "job 7")]
    public void Explain_WhateverHappened_NamesInstantJobAndOption(int job, string named)
    {
        LivelockGuard guard = new(3) { LastJob = job };

        guard.Explain(90 * TimeSpan.TicksPerSecond, "Retry").Should().StartWith($"More than 3 things happened at the instant 00:01:30, the last to {named} (Retry).")
            .And.Contain(nameof(BackgroundCopyManagerOptions.MaximumEntriesPerInstant));
    }
}
