using Microsoft.Extensions.Hosting;

namespace Bits.RetrySim.Tests;

/// <summary>A worker of an application as the page about hosting shows it: it knows nothing of simulations.</summary>
public sealed class UpdateWorker(BackgroundCopyManager manager, TimeProvider time, IHostApplicationLifetime application) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        BackgroundCopyJob job = manager.EnumJobs().FirstOrDefault(known => known.DisplayName == "update") ?? Begin();
        while (await job.WaitForOutcomeAsync(stoppingToken) == BackgroundCopyJobState.Error)
        {
            await Task.Delay(TimeSpan.FromHours(1), time, stoppingToken);
            job.Resume();
        }

        job.Complete();
        application.StopApplication();
    }

    private BackgroundCopyJob Begin()
    {
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile("https://cdn.example/app.zip", "/var/lib/app/app.zip");
        job.Resume();
        return job;
    }
}
