namespace Bits.RetrySim.Tests;

// Faults at fixed bytes, and files that change.
public class SimulatedNetworkFileTests : SimulatedNetworkScenario
{
    private static readonly DateTimeOffset Old = SimulatedResource.DefaultTimeStamp;
    private static readonly DateTimeOffset New = new(2021, 6, 8, 0, 0, 0, TimeSpan.Zero);

    public SimulatedNetworkFileTests() => Network.BitsPerSecond = 8_000;

    [Fact]
    public void DropsAt_Always_NoAttemptPasses()
    {
        File.DropsAt(4_000);
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();

        Log.Should().Equal(
            "0 job 1 Accepted 0/10000",
            "0.001 job 1 Received 1",
            "4 job 1 Failed 4000 0x80072EFE",
            "4 job 1 Accepted 4000/10000",
            "4 job 1 Failed 4000 0x80072EFE");
    }

    [Fact]
    public void DropsAt_Once_TheSecondAttemptPasses()
    {
        File.DropsAt(4_000, once: true, HResults.ERROR_WINHTTP_INVALID_SERVER_RESPONSE);
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();

        Log.Should().Contain("4 job 1 Failed 4000 0x80072F78").And.EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void DropsAt_OnceAndTheAttemptNeverComesThere_StaysForTheNext()
    {
        File.DropsAt(4_000, once: true);
        FakeJob job = Begin();
        Manager.RunTo(3);
        job.Stop();
        job.Start();
        Manager.Run();

        Log.Should().EndWith("4 job 1 Failed 4000 0x80072EFE");
    }

    [Fact]
    public void DropsAt_OnceAndTwoJobsThere_StrikesTheFirstOnly()
    {
        Network.BitsPerSecond = null;
        Host.BitsPerSecond = 16_000;
        File.DropsAt(4_000, once: true);
        Begin();
        Begin();
        Manager.Run();

        Log.Where(line => line.Contains("Failed")).Should().Equal("4 job 1 Failed 4000 0x80072EFE");
        Log.Should().EndWith("7 job 2 Completed 10000", "the whole host is its own from 4 s on");
    }

    [Fact]
    public void DropsAt_AttemptThatBeginsBehindIt_Passes()
    {
        File.DropsAt(4_000);
        FakeJob job = Manager.Job(Url);
        job.Start(10_000, Old, 4_001);
        Manager.Run();

        job.LastError.Should().Be(0);
    }

    [Fact]
    public void StallsAt_Once_DelaysTheFirstAttemptOnly()
    {
        File.StallsAt(4_000, Seconds(5), once: true);
        FakeJob job = Begin();
        Manager.Run();
        job.Start(offset: 0);
        Manager.Run();

        Log.Where(line => line.Contains("Completed")).Should().Equal("15 job 1 Completed 10000", "25 job 1 Completed 10000");
    }

    [Fact]
    public void StallsAt_OnceForEver_FailsTheFirstAttemptOnly()
    {
        File.StallsAt(4_000, once: true);
        FakeJob job = Begin();
        Manager.Run();
        job.Start();
        Manager.Run();

        Log.Should().Contain("34 job 1 Failed 4000 0x80072EE2").And.EndWith("40 job 1 Completed 10000");
    }

    [Fact]
    public void StallsAt_Several_DelayOneAfterTheOther()
    {
        File.StallsAt(6_000, Seconds(5)).StallsAt(2_000, Seconds(5)).StallsAt(2_000, Seconds(25));

        RunAttempt().Should().EndWith("20 job 1 Completed 10000", "of two stalls at one byte the one written first counts");
    }

    [Fact]
    public void StallsAt_OnceAndTwoJobsThere_StallsTheFirstOnly()
    {
        Network.BitsPerSecond = 16_000;
        File.StallsAt(4_000, Seconds(20), once: true);
        Begin();
        Begin();
        Manager.Run();

        Log.Should().Contain("10 job 2 Completed 10000").And.EndWith("27 job 1 Completed 10000", "the stalled job keeps its share until the other is done");
    }

    [Theory]
    [InlineData(10_000, true, 6_000)]
    [InlineData(9_999, true, 0)]
    [InlineData(10_000, false, 0)]
    [Trait("Rule", "CONS-1")]
    [Trait("Rule", "CONS-2")]
    public void Start_FileBegunBefore_GoesOnOnlyWithTheSameSizeAndTimeStamp(long knownSize, bool sameTimeStamp, long expected)
    {
        FakeJob job = Manager.Job(Url);
        job.Start(knownSize, sameTimeStamp ? Old : New, 6_000);
        Manager.Run();

        Log[0].Should().Be($"0 job 1 Accepted {expected}/10000");
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void Start_TimeStampMissingNow_BeginsAgain()
    {
        File.WithoutTimeStamp();
        FakeJob job = Manager.Job(Url);
        job.Start(10_000, New, 6_000);
        Manager.Run();

        Log[0].Should().Be("0 job 1 Accepted 0/10000");
        job.TimeStamp.Should().BeNull();
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void Start_TimeStampNeverTold_SizeAloneTells()
    {
        File.WithoutTimeStamp();
        Manager.Job(Url).Start(10_000, null, 6_000);
        Manager.Run();

        Log[0].Should().Be("0 job 1 Accepted 6000/10000");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void Start_ChangedAndWithoutRanges_ForegroundBeginsAgain()
    {
        File.WithoutRanges();
        FakeJob job = Manager.Job(Url);
        job.Start(9_999, Old, 6_000);
        Manager.Run();

        Log[0].Should().Be("0 job 1 Accepted 0/10000");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesAt_UnderARunningTransfer_RestartsItWithoutAnError()
    {
        File.ChangesAt(Seconds(4), 5_000, New);
        FakeJob job = Begin();
        Manager.Run();

        Log.Should().Equal(
            "0 job 1 Accepted 0/10000", "0.001 job 1 Received 1", "4 job 1 Restarted 0/5000", "4.001 job 1 Received 1", "9 job 1 Completed 5000");
        job.TimeStamp.Should().Be(New);
    }

    [Theory]
    [InlineData(10_000, true, 2)]
    [InlineData(10_000, false, 1)]
    [InlineData(9_000, true, 2)]
    [Trait("Rule", "CONS-1")]
    public void ChangesAt_SizeOrTimeStamp_RestartsOnlyIfOneOfThemDiffers(long size, bool newTimeStamp, int beginnings)
    {
        File.ChangesAt(Seconds(4), size, newTimeStamp ? New : Old);
        Begin();
        Manager.Run();

        Log.Count(line => line.Contains("Accepted") || line.Contains("Restarted")).Should().Be(beginnings);
    }

    [Fact]
    [Trait("Rule", "HTTP-6")]
    public void ChangesAt_SameSizeAndNoTimeStampTold_GoesUnnoticed()
    {
        File.WithoutTimeStamp().ChangesAt(Seconds(4), 10_000, New);

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    public void ChangesAt_BetweenAttempts_TheNextOneBeginsAgain()
    {
        File.DropsAt(4_000, once: true).ChangesAt(Seconds(5), 8_000, New);
        FakeJob job = Begin();
        Manager.RunTo(6);
        job.Start();
        Manager.Run();

        Log.Should().EndWith(["6 job 1 Accepted 0/8000", "6.001 job 1 Received 1", "14 job 1 Completed 8000"]);
    }

    [Fact]
    [Trait("Rule", "CONS-3")]
    public void ChangesAt_AfterTheCompletion_NothingIsReported()
    {
        File.ChangesAt(Seconds(11), 8_000, New);

        RunAttempt().Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    public void ChangesAt_WrittenOutOfOrder_TakesEffectInTheOrderOfTime()
    {
        File.ChangesAt(Seconds(6), 3_000, New).ChangesAt(Seconds(4), 5_000, New).ChangesAt(Seconds(4), 4_000, New);

        RunAttempt().Where(line => line.Contains("Restarted")).Should().Equal("4 job 1 Restarted 0/4000", "6 job 1 Restarted 0/3000");
    }

    [Fact]
    public void ChangesAt_DropCountedByTheAttempt_GoesOnCounting()
    {
        Network.Fails(SimulatedFault.DropAfter(6_000));
        File.ChangesAt(Seconds(4), 20_000, New);

        RunAttempt().Should().EndWith("6 job 1 Failed 2000 0x80072EFE");
    }

    [Fact]
    public void ChangesAt_StallAlreadyOver_DoesNotStallAgain()
    {
        Network.Fails(SimulatedFault.StallAfter(1_000, Seconds(5)));
        File.ChangesAt(Seconds(8), 4_000, New);

        RunAttempt().Should().EndWith("12 job 1 Completed 4000");
    }

    [Fact]
    public void ChangesAt_StallAtAByte_StallsTheNewFileToo()
    {
        File.StallsAt(1_000, Seconds(5)).ChangesAt(Seconds(8), 4_000, New);

        RunAttempt().Should().EndWith("17 job 1 Completed 4000");
    }

    [Fact]
    [Trait("Rule", "LIM-14")]
    public void ChangesAt_ToTwoGibibytesWithoutRanges_Fails()
    {
        File.WithoutRanges().ChangesAt(Seconds(4), 1L << 31, New);

        RunAttempt().Should().EndWith("4 job 1 Failed 4000 0x80200013");
    }

    [Fact]
    public void ChangesAt_DuringTheLatency_TheNewFileIsServed()
    {
        Network.Latency = Seconds(5);
        File.ChangesAt(Seconds(5), 1_000, New);

        RunAttempt().Should().StartWith("5 job 1 Accepted 0/1000");
    }
}
