namespace Bits.RetrySim.Tests;

/// <summary>What chance would seldom draw: many jobs due at one instant, circles, timers of the client between those of the service, an end in the middle.</summary>
internal static class GoldenPlacedScripts
{
    private static readonly BackgroundCopyNotifications Everything =
        BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError
        | BackgroundCopyNotifications.JobModification | BackgroundCopyNotifications.FileTransferred;

    internal static IEnumerable<GoldenScript> All =>
    [
        Make("forty jobs on one line", FortyJobs),
        Make("forty jobs fail together", FortyFailures),
        Make("overdue at a restart", OverdueAtRestart),
        Make("overdue after sleep", OverdueAfterSleep),
        Make("a line that breaks for all", BrokenLine),
        Make("foreground takes all", ForegroundTakesAll),
        Make("slices in turn", SlicesInTurn),
        Make("policy limit beside foreground", PolicyLimit),
        Make("two hosts and one line", TwoHosts),
        Make("timers between", TimersBetween),
        Make("actions of one instant", ActionsOfOneInstant),
        Make("circle", Circle) with { Setup = new GoldenSetup { Configure = options => options.MaximumEntriesPerInstant = 50 } },
        Make("disposed", Disposed),
        Make("disposed in a callback", DisposedInCallback),
        Make("limits on jobs and files", Limits),
        Make("callbacks that throw", ThrowingCallbacks) with { Setup = new GoldenSetup { Configure = options => options.RethrowCallbackExceptions = true } },
        Make("jobs that start each other", Chain),
        Make("hints", Hints),
        Make("own classification", ForegroundTakesAll) with
        {
            Setup = new GoldenSetup
            {
                Configure = options => options.Classification = new ErrorClassification().OverrideHttpStatus(404, ErrorKind.Transient).OverrideHttpStatus(503, ErrorKind.Fatal),
            },
        },
    ];

    private static GoldenScript Make(string name, Action<GoldenStage> play) =>
        new("placed", name, name + "\n", new GoldenSetup { LookEvery = TimeSpan.FromSeconds(20) }, play);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Jobs that are alike, each with a file of its own, on one line.</summary>
    private static BackgroundCopyJob[] Jobs(GoldenStage stage, int count, long size = 600, string host = "cdn.example")
    {
        int before = stage.Jobs.Count;
        for (int i = 0; i < count; i++)
        {
            string name = FormattableString.Invariant($"file{before + i}");
            stage.Network.Host(host).Resource("/" + name, size);
            BackgroundCopyJob job = stage.Create(name);
            job.AddFile($"https://{host}/{name}", @"C:\in\" + name);
            job.NotifyFlags = Everything;
            job.MinimumNotificationInterval = Seconds(5);
            job.MinimumRetryDelay = Seconds(10);
            stage.SetClient(job, new GoldenClient(stage) { OnTransferred = done => done.Complete(), Reactions = i % 2 });
            stage.Await(job);
        }

        return [.. stage.Jobs.Skip(before)];
    }

    private static void ResumeAll(IEnumerable<BackgroundCopyJob> jobs)
    {
        foreach (BackgroundCopyJob job in jobs)
        {
            job.Resume();
        }
    }

    private static void FortyJobs(GoldenStage stage)
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

    private static void FortyFailures(GoldenStage stage)
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

    private static void OverdueAtRestart(GoldenStage stage)
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

    private static void OverdueAfterSleep(GoldenStage stage)
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

    private static void BrokenLine(GoldenStage stage)
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

    private static void ForegroundTakesAll(GoldenStage stage)
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

    private static void SlicesInTurn(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        ResumeAll(Jobs(stage, 4, 500_000));
        stage.AdvanceTo(Seconds(800));
        ResumeAll(Jobs(stage, 2, 100_000));
        stage.AdvanceTo(Seconds(2400));
    }

    private static void PolicyLimit(GoldenStage stage)
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

    private static void TwoHosts(GoldenStage stage)
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

    private static void TimersBetween(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        using ITimer before = stage.Clock.CreateTimer(_ => stage.Look("in a timer"), null, Seconds(10), Seconds(10));
        BackgroundCopyJob[] jobs = Jobs(stage, 3);
        ResumeAll(jobs);
        using ITimer after = stage.Clock.CreateTimer(
            _ => stage.Try("in a timer", jobs[stage.Jobs[0].ErrorCount % 3].Resume), null, Seconds(20), Seconds(20));
        stage.AdvanceTo(Seconds(100));
    }

    private static void ActionsOfOneInstant(GoldenStage stage)
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

    private static void Circle(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(404));
        BackgroundCopyJob[] jobs = Jobs(stage, 2);
        jobs[0].NotifyInterface = new BackgroundCopyCallback { JobError = (job, _) => job.Resume() };
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        jobs[0].NotifyInterface = null;
        stage.AdvanceTo(Seconds(60));
    }

    private static void Disposed(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 10_000);
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        stage.Manager.Dispose();
        stage.Try("Resume", jobs[0].Resume);
        stage.AdvanceTo(Seconds(60));
    }

    private static void DisposedInCallback(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 2000);
        jobs[1].NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => stage.Manager.Dispose() };
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(60));
    }

    private static void Limits(GoldenStage stage)
    {
        stage.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerMachine = 5, MaxJobsPerUser = 3, MaxFilesPerJob = 2 });
        foreach (BackgroundCopyUser owner in GoldenAddresses.Owners.Concat(GoldenAddresses.Owners))
        {
            stage.Try("create", () => stage.Create("one", owner));
            stage.Try("create", () => stage.Create("two", owner));
        }

        foreach (BackgroundCopyJob job in stage.Jobs)
        {
            for (int i = 0; i < 3; i++)
            {
                int file = i;
                stage.Try("add", () => job.AddFile(GoldenAddresses.RemoteOf(file), GoldenAddresses.LocalOf(file)));
            }

            job.DisplayName = "renamed";
            job.Description = "described";
            job.Resume();
        }

        stage.AdvanceTo(Seconds(60));
    }

    private static void ThrowingCallbacks(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 4, 2000);
        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyInterface = new GoldenClient(stage) { Failing = job.Number, FailsOddly = job.Number % 2 == 0 };
        }

        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(90));
    }

    private static void Chain(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 5, 3000);
        for (int i = 0; i < jobs.Length; i++)
        {
            BackgroundCopyJob next = jobs[(i + 1) % jobs.Length];
            jobs[i].NotifyInterface = new GoldenClient(stage)
            {
                Reactions = 2,
                OnTransferred = done =>
                {
                    next.Resume();
                    done.Complete();
                },
                OnFile = _ => stage.Manager.RestartService(),
            };
        }

        jobs[0].Resume();
        jobs[2].Resume();
        stage.AdvanceTo(Seconds(60));
    }

    private static void Hints(GoldenStage stage)
    {
        BackgroundCopyJob[] jobs = Jobs(stage, 2);
        jobs[0].AddFile("https://nowhere.example/a", @"C:\in\a");
        jobs[1].AddFile("https://cdn.example/forgotten", @"C:\in\b");
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(60));
    }
}
