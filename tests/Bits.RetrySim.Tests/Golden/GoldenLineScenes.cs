using static Bits.RetrySim.Tests.GoldenJobs;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs on one line that is edited while their bytes flow.</summary>
internal static class GoldenLineScenes
{
    internal static void FortyJobs(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        ResumeAll(Jobs(stage, 40));
        stage.At(Seconds(7), () => stage.Network.BitsPerSecond = 4000);
        stage.At(Seconds(9), () => stage.Environment.NetworkAvailable = false);
        stage.At(Seconds(12), () => stage.Environment.NetworkAvailable = true);
        stage.AdvanceTo(Seconds(15));
        stage.Manager.RestartService();
        stage.AdvanceTo(Seconds(100));
    }

    internal static void BrokenLine(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 4800;
        BackgroundCopyJob[] jobs = Jobs(stage, 6, 3000);
        ResumeAll(jobs);
        stage.At(Seconds(4), () => stage.Network.Fails(SimulatedFault.HttpStatus(500)));
        stage.At(Seconds(8), jobs[2].Suspend);
        stage.At(Seconds(8), () => jobs[4].Priority = BackgroundCopyJobPriority.Foreground);
        stage.At(Seconds(10), () => stage.Network.Recovers());
        stage.At(Seconds(12), () => stage.Network.Host("cdn.example").Resource("/file0").DropsAt(1500).StallsAt(2000, Seconds(3)));
        stage.At(Seconds(14), () => stage.Network.Host("cdn.example").Resource("/file1").ChangesAt(Seconds(16), 2500, GoldenSetup.DefaultStart));
        stage.At(Seconds(20), () => jobs[3].Cancel());
        stage.At(Seconds(20), jobs[2].Resume);
        stage.AdvanceTo(Seconds(120));
    }

    internal static void ForegroundTakesAll(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 1600;
        stage.Network.Host("cdn.example").OnRequest(2, SimulatedFault.HttpStatus(404)).OnRequest(5, SimulatedFault.HttpStatus(503));
        BackgroundCopyJob[] jobs = Jobs(stage, 6, 1500);
        jobs[1].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[3].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[5].Priority = BackgroundCopyJobPriority.High;
        for (int i = 0; i < jobs.Length; i++)
        {
            stage.At(Seconds(2 * i), jobs[i].Resume);
        }

        stage.At(Seconds(11), () => jobs[1].Priority = BackgroundCopyJobPriority.Low);
        stage.At(Seconds(13), () => jobs[0].Priority = BackgroundCopyJobPriority.Foreground);
        stage.AdvanceTo(Seconds(200));
    }

    internal static void SlicesInTurn(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        ResumeAll(Jobs(stage, 4, 500_000));
        stage.AdvanceTo(Seconds(800));
        ResumeAll(Jobs(stage, 2, 100_000));
        stage.AdvanceTo(Seconds(2400));
    }

    internal static void PolicyLimit(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 20_000;
        BackgroundCopyJob[] jobs = Jobs(stage, 4, 20_000);
        jobs[0].Priority = BackgroundCopyJobPriority.Foreground;
        ResumeAll(jobs);
        stage.At(Seconds(3), () => stage.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(21, 22, 8, 2) }));
        stage.AdvanceTo(Seconds(10));
        stage.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 0) });
        stage.AdvanceTo(Seconds(20));
        stage.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(21, 22, 0, 4) });
        stage.AdvanceTo(TimeSpan.FromMinutes(40));
        stage.Manager.ApplyPolicy(new GroupPolicy());
        stage.AdvanceTo(TimeSpan.FromMinutes(45));
    }

    /// <summary>A running job goes to the foreground and back, where only background jobs are limited, and where ranges are missing.</summary>
    internal static void PriorityUnderLimit(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 20_000;
        stage.Network.Latency = Seconds(2);
        stage.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, 4) });
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 30_000);
        stage.Network.Host("cdn.example").Resource("/file1").WithoutRanges();
        stage.Network.Host("cdn.example").Resource("/file2").WithoutRanges();
        ResumeAll(jobs.Take(2));
        for (int i = 0; i < 10; i++)
        {
            BackgroundCopyJobPriority priority = i % 2 == 0 ? BackgroundCopyJobPriority.Foreground : BackgroundCopyJobPriority.Normal;
            BackgroundCopyJob job = jobs[i / 2 % 2];
            stage.At(Seconds(5 + (3 * i)), () => job.Priority = priority);
        }

        stage.AdvanceTo(Seconds(40));
        jobs[2].Resume();
        stage.AdvanceTo(Seconds(41));
        jobs[2].Priority = BackgroundCopyJobPriority.Foreground;
        stage.AdvanceTo(Seconds(200));
    }

    /// <summary>Hosts and files that the script adds while jobs are on their way to them: they are the first to ask there, in their order.</summary>
    internal static void HostsMadeLate(GoldenStage stage)
    {
        stage.Network.Latency = Seconds(6);
        stage.Network.BitsPerSecond = 4000;
        BackgroundCopyJob[] jobs = Jobs(stage, 5, 1000);
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i].Suspend();
            jobs[i].Priority = BackgroundCopyJobPriority.Foreground;
            jobs[i].AddFile(FormattableString.Invariant($"https://late.example/{i}"), FormattableString.Invariant($@"C:\late\{i}"));
        }

        ResumeAll(jobs);
        stage.At(Seconds(18), () => stage.Network.Host("late.example").OnRequest(2, SimulatedFault.HttpStatus(503)).OnRequest(4, SimulatedFault.HttpStatus(404)));
        stage.At(Seconds(19), () => stage.Network.Host("late.example").Resource("/3", 2000).OnRequest(1, SimulatedFault.DropAfter(500)));
        stage.At(Seconds(20), () => stage.Network.Host("late.example").BitsPerSecond = 999);
        stage.AdvanceTo(Seconds(90));
    }

    internal static void TwoHosts(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 3000;
        stage.Network.Host("slow.example").BitsPerSecond = 900;
        stage.Network.Host("slow.example").Latency = Seconds(1.5);
        BackgroundCopyJob[] jobs = [.. Jobs(stage, 3, 2000), .. Jobs(stage, 3, 1000, "slow.example")];
        jobs[1].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[4].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[5].Priority = BackgroundCopyJobPriority.Foreground;
        ResumeAll(jobs);
        stage.At(Seconds(9), () => stage.Network.Host("slow.example").BitsPerSecond = 2000);
        stage.At(Seconds(15), () => stage.Network.Host("slow.example").BitsPerSecond = null);
        stage.AdvanceTo(Seconds(90));
    }
}
