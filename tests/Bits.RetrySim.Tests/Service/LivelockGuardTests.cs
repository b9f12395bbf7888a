namespace Bits.RetrySim.Tests;

/// <summary>How much may happen at one instant.</summary>
[Trait("Decision", "D-4")]
public sealed class LivelockGuardTests
{
    [Fact]
    public void Count_EachArmedByTheOneBefore_IsFineUpToTheLimit()
    {
        LivelockGuard guard = new(3);
        guard.BeginAgain(10);

        Enumerable.Range(11, 5).Select(sequence => guard.Count(sequence, sequence)).Should().Equal(true, true, true, false, false);
        guard.BeginAgain(15);
        guard.Count(16, 16).Should().BeTrue();
    }

    [Fact]
    public void Count_WhatWasArmedBeforeTheInstant_IsNotCounted()
    {
        LivelockGuard guard = new(1);
        guard.BeginAgain(10);

        Enumerable.Range(1, 10).Should().OnlyContain(sequence => guard.Count(sequence, 10));
        guard.HasRoomFor(1).Should().BeTrue();
    }

    [Fact]
    public void Count_WhatWasArmedSideBySide_CountsOnce()
    {
        LivelockGuard guard = new(2);
        guard.BeginAgain(0);

        Enumerable.Range(1, 1000).Should().OnlyContain(sequence => guard.Count(sequence, 1000), "they are one link");
        Enumerable.Range(1001, 1000).Should().OnlyContain(sequence => guard.Count(sequence, 2000), "and these another");
        guard.Count(2001, 2001).Should().BeFalse();
    }

    [Fact]
    public void Count_TurnsOneAfterTheOther_EachJobHasRoomForItsOwn()
    {
        LivelockGuard guard = new(1) { Jobs = 2 };
        guard.BeginAgain(0);

        Enumerable.Range(1, 6).Select(sequence => guard.Count(sequence, sequence)).Should().Equal(true, true, true, true, true, false);
    }

    [Fact]
    public void Add_StepsTakenTogether_CountAsWhatTheyStandFor()
    {
        LivelockGuard guard = new(3);
        guard.HasRoomFor(3).Should().BeTrue();
        guard.HasRoomFor(4).Should().BeFalse();

        guard.Add(2);
        guard.Add(2);

        guard.HasRoomFor(2).Should().BeTrue("it shares the links that were counted");
        (guard.Count(1, 1), guard.HasRoomFor(1), guard.Count(2, 2)).Should().Be((true, false, false));
    }

    [Fact]
    public void HasRoomFor_TheLargestLimit_DoesNotOverflow()
    {
        LivelockGuard guard = new(int.MaxValue);
        guard.Add(int.MaxValue - 2);
        guard.Count(1, 1);

        guard.HasRoomFor(1).Should().BeTrue();
        guard.HasRoomFor(2).Should().BeFalse();
    }

    [Theory]
    [InlineData(0, "no job")]
    [InlineData(7, "job 7")]
    public void Explain_WhateverHappened_NamesInstantJobAndOption(int job, string named)
    {
        LivelockGuard guard = new(3) { LastJob = job };

        guard.Explain(90 * TimeSpan.TicksPerSecond, "Retry").Should()
            .StartWith($"More than 3 things happened at the instant 00:01:30, each because of the one before, the last to {named} (Retry).")
            .And.Contain(nameof(BackgroundCopyManagerOptions.MaximumEntriesPerInstant));
    }
}
