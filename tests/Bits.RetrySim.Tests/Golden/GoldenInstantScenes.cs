using static Bits.RetrySim.Tests.GoldenJobs;

namespace Bits.RetrySim.Tests;

/// <summary>Many things that are due at one instant.</summary>
internal static class GoldenInstantScenes
{
    internal static void FortyFailures(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Outage(TimeSpan.Zero, Seconds(45), SimulatedFault.HttpStatus(503));
        BackgroundCopyJob[] jobs = Jobs(stage, 40);
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i].Priority = (BackgroundCopyJobPriority)(i % 4);
            jobs[i].NoProgressTimeout = Seconds(i % 5 == 0 ? 20 : 2000);
        }

        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(60));
    }

    internal static void OverdueAtRestart(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob[] jobs = Jobs(stage, 12);
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i].MinimumRetryDelay = Seconds(100 - (i % 4));
            jobs[i].NoProgressTimeout = Seconds(i % 3 == 0 ? 150 : 2000);
            stage.At(Seconds(i % 3), jobs[i].Resume);
        }

        stage.AdvanceTo(Seconds(60));
        stage.Clock.StepSystemTime(Seconds(500));
        stage.Manager.RestartService();
        stage.Look("after the restart");
        stage.AdvanceTo(Seconds(130));
        stage.Clock.StepSystemTime(Seconds(-300));
        stage.Manager.RestartService();
        stage.AdvanceTo(Seconds(600));
    }

    internal static void OverdueAfterSleep(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 800;
        stage.Network.Host("cdn.example").OnRequests(1, 4, SimulatedFault.HttpStatus(503));
        BackgroundCopyJob[] jobs = Jobs(stage, 8, 2000);
        for (int i = 0; i < jobs.Length; i++)
        {
            jobs[i].MinimumRetryDelay = Seconds(10 + (i % 3));
        }

        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        stage.Clock.Sleep(Seconds(30));
        stage.Look("after sleep");
        stage.AdvanceTo(Seconds(50));
        stage.Clock.Sleep(Seconds(30), countsSleep: false);
        stage.Look("after sleep");
        stage.AdvanceTo(Seconds(120));
    }

    /// <summary>Downloads side by side, all of which end while the machine sleeps, in another order than that of their jobs.</summary>
    internal static void EndedDuringSleep(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 1600;
        BackgroundCopyJob[] jobs = [.. Jobs(stage, 2, 1000), .. Jobs(stage, 2, 400), .. Jobs(stage, 2, 3000)];
        stage.Network.Host("cdn.example").Resource("/file1").DropsAt(500, once: true);
        stage.Network.Host("cdn.example").Resource("/file4").StallsAt(700, Seconds(7), once: true);
        foreach (BackgroundCopyJob job in jobs)
        {
            job.Priority = BackgroundCopyJobPriority.Foreground;
        }

        ResumeAll(jobs.SkipLast(1));
        stage.AdvanceTo(Seconds(3));
        stage.Clock.Sleep(Seconds(60));
        stage.Look("after sleep");
        jobs[^1].Resume();
        stage.AdvanceTo(Seconds(70));
        stage.Clock.Sleep(Seconds(5));
        stage.Look("after sleep");
        stage.AdvanceTo(Seconds(140));
    }

    /// <summary>Jobs that are resumed together while something blocks all or some of them, and blocks that end one after the other.</summary>
    internal static void ResumedWhileBlocked(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 1600;
        BackgroundCopyJob[] jobs = Jobs(stage, 6, 1000);
        jobs[1].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[4].Priority = BackgroundCopyJobPriority.Foreground;
        jobs[5].NoProgressTimeout = TimeSpan.Zero;
        stage.Environment.NetworkAvailable = false;
        stage.Environment.BatterySaver = true;
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        stage.Environment.NetworkAvailable = true;
        stage.AdvanceTo(Seconds(10));
        stage.Environment.GameMode = true;
        stage.Environment.BatterySaver = false;
        stage.Look("after one block for another");
        ResumeAll(jobs.Where(job => job.State is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error));
        stage.AdvanceTo(Seconds(15));
        stage.Environment.LockVolume(@"C:\");
        stage.Environment.GameMode = false;
        ResumeAll(jobs.Where(job => job.State is BackgroundCopyJobState.TransientError));
        stage.AdvanceTo(Seconds(25));
        stage.Environment.UnlockVolume(@"C:\");
        stage.Environment.CostState = BackgroundCopyCostStates.Roaming;
        jobs[0].CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        jobs[2].CostFlags = BackgroundCopyCostStates.TransferNotRoaming;
        stage.AdvanceTo(Seconds(35));
        stage.Environment.CostState = BackgroundCopyCostStates.Unrestricted;
        stage.AdvanceTo(Seconds(80));
    }

    internal static void TimersBetween(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        using ITimer before = stage.Clock.CreateTimer(_ => stage.Look("in a timer"), null, Seconds(10), Seconds(10));
        BackgroundCopyJob[] jobs = Jobs(stage, 3);
        ResumeAll(jobs);
        using ITimer after = stage.Clock.CreateTimer(
            _ => stage.Try("in a timer", jobs[stage.Jobs[0].ErrorCount % 3].Resume), null, Seconds(20), Seconds(20));
        stage.AdvanceTo(Seconds(100));
    }

    internal static void ActionsOfOneInstant(GoldenStage stage)
    {
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 5000);
        stage.Network.BitsPerSecond = 8000;
        ResumeAll(jobs);
        for (int i = 0; i < 6; i++)
        {
            int number = i;
            stage.At(Seconds(10), () =>
            {
                stage.Look(FormattableString.Invariant($"action {number}"));
                stage.Try("action", () =>
                {
                    if (number % 2 == 0)
                    {
                        jobs[number / 2].Suspend();
                    }
                    else
                    {
                        stage.At(Seconds(10 + (number % 3)), jobs[number / 2].Resume);
                    }
                });
            });
        }

        stage.AdvanceTo(Seconds(60));
    }

    internal static void Circle(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(404));
        BackgroundCopyJob[] jobs = Jobs(stage, 2);
        jobs[0].NotifyInterface = new BackgroundCopyCallback { JobError = (job, _) => job.Resume() };
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        jobs[0].NotifyInterface = null;
        stage.AdvanceTo(Seconds(60));
    }
}
