namespace Bits.RetrySim.Tests;

/// <summary>What the README runs, and its downloaders.</summary>
internal static class GoldenReadmeScripts
{
    private const string Url = "https://cdn.example/app.zip";
    private const string LocalName = @"C:\Downloads\app.zip";

    private const string BadHour = """
        {
          "name": "A bad hour, then no network",
          "network": {
            "bitsPerSecond": 8000000,
            "hosts": {
              "cdn.example": {
                "outages": [ { "from": "00:01:00", "to": "01:01:00", "httpStatus": 503 } ],
                "resources": { "/app.zip": { "size": 500000000 } }
              }
            }
          },
          "environment": [ { "at": "01:03:00", "network": "down" }, { "at": "01:30:00", "network": "up" } ],
          "jobs": [
            {
              "name": "update", "minimumRetryDelay": 60, "noProgressTimeout": 86400,
              "files": [ { "remote": "https://cdn.example/app.zip", "local": "C:\\Downloads\\app.zip" } ]
            }
          ]
        }
        """;

    internal static IEnumerable<GoldenScript> All =>
    [
        Make("fourteen days", TimeSpan.FromHours(6), FourteenDays),
        Make("busy hour", TimeSpan.FromMinutes(1), BusyHour),
        Make("what it scripts", TimeSpan.FromMinutes(10), WhatItScripts),
        Make("mirror fallback", TimeSpan.FromMinutes(1), MirrorFallback),
        Make("resume after an error", TimeSpan.FromMinutes(1), ResumeAfterAnError),
        Make("give up and clean up", TimeSpan.FromMinutes(1), GiveUp),
        Make("JSON", TimeSpan.FromMinutes(1), stage => stage.AdvanceTo(TimeSpan.FromHours(3))) with
        {
            Plan = BadHour + "\n",
            Setup = new GoldenSetup { Drive = GoldenDrive.NextTimer, Simulation = configure => BitsSimulation.FromScript(SimulationScript.Parse(BadHour), configure) },
        },
    ];

    private static GoldenScript Make(string name, TimeSpan lookEvery, Action<GoldenStage> play) =>
        new("readme", name, name + "\n", new GoldenSetup { LookEvery = lookEvery, Drive = GoldenDrive.RunUntil }, play);

    private static BackgroundCopyJob CreateJob(GoldenStage stage)
    {
        BackgroundCopyJob job = stage.Create("update");
        job.AddFile(Url, LocalName);
        stage.SetClient(job, new GoldenClient(stage));
        job.Resume();
        return job;
    }

    private static void FourteenDays(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        CreateJob(stage);
        stage.AdvanceTo(TimeSpan.FromDays(14));
    }

    private static void BusyHour(GoldenStage stage)
    {
        stage.Network.Host("cdn.example")
            .Outage(TimeSpan.Zero, TimeSpan.FromMinutes(55), SimulatedFault.HttpStatus(503))
            .Resource("/app.zip", 500_000_000);
        BackgroundCopyJob job = CreateJob(stage);
        stage.AdvanceTo(TimeSpan.FromDays(1), () => job.State == BackgroundCopyJobState.Transferred);
    }

    private static void WhatItScripts(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8_000_000;
        stage.Network.Host("cdn.example")
            .Outage(TimeSpan.FromMinutes(1), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503))
            .Resource("/app.zip", 500_000_000)
            .DropsAt(123_456_789, once: true);
        stage.Environment.BatterySaver = true;
        stage.At(TimeSpan.FromHours(2), () => stage.Environment.NetworkAvailable = false);
        stage.Manager.ApplyPolicy(new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(8, 17, KilobitsPerSecond: 0) });
        stage.At(TimeSpan.FromMinutes(30), () => stage.Environment.BatterySaver = false);
        stage.At(TimeSpan.FromHours(3), () => stage.Environment.NetworkAvailable = true);
        BackgroundCopyJob job = CreateJob(stage);
        stage.AdvanceTo(TimeSpan.FromDays(1), () => job.State == BackgroundCopyJobState.Transferred);
        stage.Clock.StepSystemTime(TimeSpan.FromDays(14));
        stage.Manager.RestartService();
        stage.AdvanceTo(TimeSpan.FromDays(2));
    }

    private static void MirrorFallback(GoldenStage stage)
    {
        stage.Network.Host("one.example").Fails(SimulatedFault.HttpStatus(503));
        stage.Network.Host("two.example").Resource("/app.zip", 1_000_000);
        MirrorDownloader downloader = new(stage.Manager, patience: TimeSpan.FromMinutes(10));
        Tell(stage, downloader.DownloadAsync(["https://one.example/app.zip", "https://two.example/app.zip"], LocalName));
        stage.AdvanceTo(TimeSpan.FromMinutes(20));
    }

    private static void ResumeAfterAnError(GoldenStage stage)
    {
        stage.Network.BitsPerSecond = 8_000_000;
        stage.Network.Host("cdn.example").Resource("/app.zip", 50_000_000).OnRequest(1, SimulatedFault.HttpStatus(404));
        PatientDownloader downloader = new(stage.Manager, maximumResumes: 3, pause: TimeSpan.FromHours(1));
        Tell(stage, downloader.DownloadAsync(Url, LocalName));
        stage.AdvanceTo(TimeSpan.FromMinutes(60));
        stage.AdvanceTo(TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(20));
        stage.Manager.RestartService();
        stage.AdvanceTo(TimeSpan.FromHours(4));
    }

    private static void GiveUp(GoldenStage stage)
    {
        stage.Network.Host("cdn.example").Resource("/a.zip", 1_000_000);
        stage.Network.Host("cdn.example").Resource("/c.zip", 1_000_000);
        CautiousDownloader downloader = new(stage.Manager, maximumFailures: 5);
        Tell(stage, downloader.DownloadAsync("golden", [.. "abc".Select(name => new BackgroundCopyFileInfo($"https://cdn.example/{name}.zip", $@"C:\in\{name}.zip"))]));
        stage.AdvanceTo(TimeSpan.FromHours(2));
    }

    private static void Tell<T>(GoldenStage stage, Task<T> download) => _ = download.ContinueWith(
        done => stage.Note($"the download ended: {(done.IsCompletedSuccessfully ? FormattableString.Invariant($"{done.Result}") : done.Status.ToString())}"),
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
