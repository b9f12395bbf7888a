using static Bits.RetrySim.Tests.GoldenJobs;

namespace Bits.RetrySim.Tests;

/// <summary>Clients that go wrong, reach limits, or end the service.</summary>
internal static class GoldenClientScenes
{
    internal static void Disposed(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 10_000);
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(5));
        stage.Manager.Dispose();
        stage.Try("Resume", jobs[0].Resume);
        stage.AdvanceTo(Seconds(60));
    }

    internal static void DisposedInCallback(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8000;
        BackgroundCopyJob[] jobs = Jobs(stage, 3, 2000);
        jobs[1].NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => stage.Manager.Dispose() };
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(60));
    }

    internal static void Limits(GoldenStage stage)
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

    internal static void ThrowingCallbacks(GoldenStage stage)
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

    internal static void Chain(GoldenStage stage)
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

    internal static void Hints(GoldenStage stage)
    {
        BackgroundCopyJob[] jobs = Jobs(stage, 2);
        jobs[0].AddFile("https://nowhere.example/a", @"C:\in\a");
        jobs[1].AddFile("https://cdn.example/forgotten", @"C:\in\b");
        ResumeAll(jobs);
        stage.AdvanceTo(Seconds(60));
    }
}
