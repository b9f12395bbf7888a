namespace Bits.RetrySim.Tests;

/// <summary>The jobs of placed scripts.</summary>
internal static class GoldenJobs
{
    private const BackgroundCopyNotifications Everything =
        BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError
        | BackgroundCopyNotifications.JobModification | BackgroundCopyNotifications.FileTransferred;

    internal static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    /// <summary>Jobs that are alike, each with a file of its own, on one line.</summary>
    internal static BackgroundCopyJob[] Jobs(GoldenStage stage, int count, long size = 600, string host = "cdn.example")
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

    internal static void ResumeAll(IEnumerable<BackgroundCopyJob> jobs)
    {
        foreach (BackgroundCopyJob job in jobs)
        {
            job.Resume();
        }
    }
}
