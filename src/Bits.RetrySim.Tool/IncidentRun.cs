namespace Bits.RetrySim.Tool;

/// <summary>A download of 500 MB at 8 Mbit/s, resumed a minute before an incident begins (a dead origin: when it begins).</summary>
internal static class IncidentRun
{
    private const string HostName = "download.example";
    private const long FileSize = 500_000_000;
    private const long BitsPerSecond = 8_000_000;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(60);

    /// <summary>More than any job lives: the inactivity policy alone ends it after 90 days.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromDays(400);

    internal static SimulationResult Simulate(Incident incident, RetrySettings settings)
    {
        DateTimeOffset start = incident.Id == "dead-origin" ? incident.From : incident.From - Lead;
        using BitsSimulation bits = new(clock: new SimulatedClock(start));
        bits.Network.BitsPerSecond = BitsPerSecond;
        bits.Network.Host(HostName).Resource("/package.bin", FileSize);
        foreach (IncidentPhase phase in incident.Phases)
        {
            Script(bits, phase, start);
        }

        BackgroundCopyJob job = bits.Manager.CreateJob("package");
        job.AddFile($"https://{HostName}/package.bin", @"C:\Downloads\package.bin");
        settings.ApplyTo(job);
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = done => done.Complete() };
        job.Resume();
        bits.Clock.RunUntil(() => HasEnded(job), Limit);
        return SimulationResult.Of(bits, job, start);
    }

    internal static bool HasEnded(BackgroundCopyJob job) => job.State
        is BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled or BackgroundCopyJobState.Error;

    private static void Script(BitsSimulation bits, IncidentPhase phase, DateTimeOffset start)
    {
        if (phase.IsDisconnect)
        {
            bits.At(phase.From - start, () => bits.Environment.NetworkAvailable = false);
            bits.At(phase.To - start, () => bits.Environment.NetworkAvailable = true);
        }
        else
        {
            bits.Network.Host(HostName).Outage(phase.From - start, phase.To - start, SimulatedFault.HResult(phase.Symptom));
        }
    }
}
