namespace Bits.RetrySim.Tests;

/// <summary>The test vectors of the specification that the providers are compared by.</summary>
internal static class ContractScripts
{
    internal static void Defaults(ContractScript script)
    {
        script.Host.Resource("/a.zip", 10).Fails(SimulatedFault.HttpStatus(503));
        script.Job("/a.zip").Resume();
    }

    internal static void ShortTimeout(ContractScript script)
    {
        Defaults(script);
        BackgroundCopyJob job = script.Manager.EnumJobs()[0];
        job.MinimumRetryDelay = TimeSpan.FromSeconds(5);
        job.NoProgressTimeout = TimeSpan.FromSeconds(12);
    }

    internal static void NetworkLost(ContractScript script)
    {
        Defaults(script);
        script.At(100, () => script.Manager.Environment.NetworkAvailable = false);
        script.At(200, () => script.Manager.Environment.NetworkAvailable = true);
    }

    internal static void FailingCallback(ContractScript script)
    {
        _ = script.Host;
        script.Job("/gone.zip").Resume();
        script.Callback.FailNext(2, HResults.E_FAIL);
    }

    internal static void DownloadTime(ContractScript script)
    {
        script.Network.BitsPerSecond = 8000;
        script.Host.Resource("/a.zip", 1_000_000).DropsAt(6000, once: true);
        BackgroundCopyJob job = script.Job("/a.zip");
        job.MaximumDownloadTime = TimeSpan.FromSeconds(10);
        job.Resume();
    }

    internal static void Inactivity(ContractScript script) => script.Job("/a.zip");

    /// <summary>Jobs of all levels share a slow line, lose it, fail, and are told of each file and change.</summary>
    internal static void ManyJobs(ContractScript script)
    {
        script.Network.BitsPerSecond = 80_000;
        script.Network.Latency = TimeSpan.FromMilliseconds(250);
        script.Network.Outage(TimeSpan.FromSeconds(1000), TimeSpan.FromSeconds(9000), SimulatedFault.HttpStatus(502));
        script.Host.Resource("/flaky.zip", 3_000_000).DropsAt(1_000_001);
        for (int i = 0; i < 6; i++)
        {
            string path = $"/{i}.zip";
            script.Host.Resource(path, 1_000_003 * (i + 1));
            BackgroundCopyJob job = script.Job(path);
            job.AddFile("https://cdn.example/flaky.zip", $"/data/flaky{i}");
            job.Priority = (BackgroundCopyJobPriority)(i % 4);
            job.NoProgressTimeout = TimeSpan.FromHours(i + 1);
            job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError
                | BackgroundCopyNotifications.FileTransferred;
            job.Resume();
        }

        script.At(451.3, () => script.Manager.EnumJobs()[3].Suspend());
        script.At(500.1, () => script.Manager.EnumJobs()[3].Resume());
        script.At(700.7, () => script.Manager.EnumJobs()[2].Priority = BackgroundCopyJobPriority.Foreground);
        script.At(20_000.9, script.Manager.RestartService);
        script.At(20_001.9, () => script.Manager.EnumJobs()[0].NotifyInterface = script.Callback);
    }
}
