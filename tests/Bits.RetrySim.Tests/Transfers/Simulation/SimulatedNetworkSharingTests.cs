using CsCheck;

namespace Bits.RetrySim.Tests;

[Trait("Rule", "SCHED-2")]
public class SimulatedNetworkSharingTests : SimulatedNetworkScenario
{
    [Fact]
    [Trait("Decision", "D-7")]
    public void BitsPerSecond_TwoJobs_ShareTheLinkAndTheSecondTakesOver()
    {
        Network.BitsPerSecond = 16_000;
        Host.Resource("/half", 5_000);
        Begin();
        Begin("https://cdn.example/half");
        Manager.Run();

        Log.Where(line => line.Contains("Completed")).Should().Equal("5 job 2 Completed 5000", "7.5 job 1 Completed 10000");
    }

    [Fact]
    [Trait("Decision", "D-7")]
    public void BitsPerSecond_SecondJobComesAndGoes_NoByteIsLost()
    {
        Network.BitsPerSecond = 8_000;
        FakeJob first = Begin();
        Manager.RunTo(2);
        FakeJob second = Begin();
        Manager.RunTo(4);
        second.Stop();

        (first.BytesNow, second.Bytes).Should().Be((3_000, 1_000));
        Manager.Run();
        Log.Should().EndWith("11 job 1 Completed 10000");
    }

    [Fact]
    public void BitsPerSecond_OfAHost_LimitsItsTransfersAndLeavesTheRestToOthers()
    {
        Network.BitsPerSecond = 16_000;
        Host.BitsPerSecond = 4_000;
        Network.Host("other.example").Resource("/x", 10_000);
        FakeJob slow = Begin();
        FakeJob alsoSlow = Begin();
        FakeJob fast = Begin("https://other.example/x");
        Manager.RunTo(1);

        Rates(slow, alsoSlow, fast).Should().Equal(2_000, 2_000, 12_000);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void SetBackgroundLimit_ForegroundAndBackground_LimitsTheBackgroundOnly()
    {
        Network.BitsPerSecond = 16_000;
        Manager.Line.SetBackgroundLimit(2_000, 0);
        FakeJob foreground = Begin();
        FakeJob background = Begin(foreground: false);
        Manager.RunTo(1);

        Rates(foreground, background).Should().Equal(14_000, 2_000);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void SetBackgroundLimit_UnlimitedLink_LimitsTheBackground()
    {
        Manager.Line.SetBackgroundLimit(8_000, 0);
        Begin(foreground: false);
        Manager.Run();

        Log.Should().EndWith("10 job 1 Completed 10000");
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void SetBackgroundLimit_ChangedUnderWay_RebasesWithoutLosingAByte()
    {
        Manager.Line.SetBackgroundLimit(8_000, 0);
        FakeJob job = Begin(foreground: false);
        Manager.RunTo(2);
        Manager.Line.SetBackgroundLimit(0, Manager.Now);
        Manager.RunTo(50);
        job.BytesNow.Should().Be(2_000);
        Manager.Line.SetBackgroundLimit(16_000, Manager.Now);
        Manager.RunTo(51);
        job.BytesNow.Should().Be(4_000);
        Manager.Line.SetBackgroundLimit(null, Manager.Now);
        Manager.Run();

        Log.Should().EndWith("51 job 1 Completed 10000");
    }

    [Fact]
    public void SetForeground_WhileRunning_FreesFromTheBackgroundLimitAtOnce()
    {
        Network.BitsPerSecond = 8_000;
        Manager.Line.SetBackgroundLimit(4_000, 0);
        FakeJob job = Begin(foreground: false);
        Manager.RunTo(2);
        job.Handle.SetForeground(foreground: true, Manager.Now);
        Manager.RunTo(3);
        job.BytesNow.Should().Be(2_000);
        job.Handle.SetForeground(foreground: false, Manager.Now);
        Manager.RunTo(4);

        job.BytesNow.Should().Be(2_500);
    }

    [Fact]
    public void BitsPerSecond_NotDivisible_TheRestGoesToTheFirstJobs()
    {
        Network.BitsPerSecond = 11;
        FakeJob[] jobs = [Begin(), Begin(), Begin()];
        Manager.RunTo(1);

        Rates(jobs).Should().Equal(4, 4, 3);
    }

    [Fact]
    public void BitsPerSecond_FewerBitsThanJobs_TheLastOnesWait()
    {
        Network.BitsPerSecond = 1;
        Host.Resource("/byte", 1);
        Begin("https://cdn.example/byte");
        Begin("https://cdn.example/byte");
        Manager.Run();

        Log.Where(line => line.Contains("Completed")).Should().Equal("8 job 1 Completed 1", "16 job 2 Completed 1");
    }

    [Fact]
    public void BitsPerSecond_StartedInAnotherOrder_SharesAndReportsInTheOrderOfTheJobs()
    {
        Network.BitsPerSecond = 16_001;
        FakeJob first = Manager.Job(Url);
        FakeJob second = Manager.Job(Url);
        second.Start();
        first.Start();
        Manager.RunTo(0.5);

        Rates(first, second).Should().Equal(8_001, 8_000);
    }

    [Fact]
    public void StallsAt_OneOfTwoJobs_KeepsItsShare()
    {
        Network.BitsPerSecond = 16_000;
        File.StallsAt(1_000);
        Host.Resource("/other", 10_000);
        Begin();
        FakeJob other = Begin("https://cdn.example/other");
        Manager.RunTo(5);
        other.BytesNow.Should().Be(5_000);
        Manager.Run();

        Log.Should().Contain("10 job 2 Completed 10000").And.EndWith("31 job 1 Failed 1000 0x80072EE2");
    }

    [Fact]
    public void Start_EndOfTheOtherWasNotTold_IsTakenNoteOfAtTheNextOccasion()
    {
        Network.BitsPerSecond = 16_000;
        Host.Resource("/half", 5_000);
        FakeJob silent = Begin("https://cdn.example/half");
        FakeJob other = Begin();
        silent.ForgetsToStop = true;
        Manager.RunTo(6);

        other.Handle.SetForeground(foreground: true, Manager.Now);

        Rates(other).Should().Equal(16_000);
    }

    [Fact]
    [Trait("Decision", "D-7")]
    public void Run_AnyLimitsAndJobs_NeverExceedsALimitAndLeavesNoOneBehind()
    {
        Gen.Select(
            Maybe(1, 200),
            Maybe(0, 100),
            Maybe(1, 100).Array[3],
            Gen.Select(Gen.Int[0, 2], Gen.Bool).Array[1, 8])
            .Sample((link, policy, hosts, jobs) =>
            {
                SimulatedNetwork network = new() { BitsPerSecond = link };
                FakeTransferHost manager = new(network);
                manager.Line.SetBackgroundLimit(policy, 0);
                for (int i = 0; i < hosts.Length; i++)
                {
                    network.Host($"h{i}").Resource("/f", long.MaxValue);
                    network.Host($"h{i}").BitsPerSecond = hosts[i];
                }

                FakeJob[] made = [.. jobs.Select(job => manager.Job($"http://h{job.Item1}/f", job.Item2))];
                foreach (FakeJob job in made)
                {
                    job.Start();
                }

                manager.RunTo(0);
                long[] rates = Rates(made);
                List<(long Capacity, int[] Members)> limits = [];
                AddLimit(limits, link, Enumerable.Range(0, jobs.Length));
                AddLimit(limits, policy, Enumerable.Range(0, jobs.Length).Where(i => !jobs[i].Item2));
                for (int host = 0; host < hosts.Length; host++)
                {
                    AddLimit(limits, hosts[host], Enumerable.Range(0, jobs.Length).Where(i => jobs[i].Item1 == host));
                }

                return limits.TrueForAll(limit => limit.Members.Sum(i => rates[i]) <= limit.Capacity)
                    && Enumerable.Range(0, jobs.Length).All(i => IsHeldBackFairly(i, rates, limits));
            });
    }

    /// <summary>A job without limits is unlimited; any other one passes a limit that is used up, in which no job has clearly more.</summary>
    private static bool IsHeldBackFairly(int job, long[] rates, List<(long Capacity, int[] Members)> limits)
    {
        List<(long Capacity, int[] Members)> own = limits.FindAll(limit => limit.Members.Contains(job));
        return own.Count == 0
            ? rates[job] == ByteFlow.Unlimited
            : own.Exists(limit =>
                limit.Capacity - limit.Members.Sum(i => rates[i]) < limit.Members.Length
                && limit.Members.All(other => rates[other] <= rates[job] + 2));
    }

    private static Gen<long?> Maybe(long from, long to) =>
        Gen.Select(Gen.Bool, Gen.Long[from, to], static (there, value) => there ? value : (long?)null);

    private static void AddLimit(List<(long Capacity, int[] Members)> limits, long? capacity, IEnumerable<int> members)
    {
        int[] jobs = [.. members];
        if (capacity is { } bits && jobs.Length > 0)
        {
            limits.Add((bits, jobs));
        }
    }

    private static long[] Rates(params FakeJob[] jobs) => [.. jobs.Select(job => job.Flow.BitsPerSecond)];
}
