namespace Bits.RetrySim.Tool;

/// <summary>A download through an incident, resumed a minute before it begins.</summary>
internal sealed class IncidentRun : IDisposable
{
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(60);

    private readonly Incident _incident;
    private readonly DateTimeOffset _start;
    private TimeSpan _seen;
    private TimeSpan _moving;
    private bool _isMoving;

    private IncidentRun(Incident incident, RetrySettings settings, ProgressLine progress, bool recordEvents)
    {
        _incident = incident;
        _start = incident.HasLead ? incident.From - Lead : incident.From;
        Download = new SimulatedDownload(settings, progress, _start, recordEvents);
        foreach (IncidentPhase phase in incident.Phases)
        {
            Script(phase);
        }
    }

    internal SimulatedDownload Download { get; }

    /// <summary>Runs an incident and forgets all but the outcome.</summary>
    internal static Outcome Simulate(Incident incident, RetrySettings settings, ProgressLine progress)
    {
        using IncidentRun run = new(incident, settings, progress, recordEvents: false);
        return run.ToEnd();
    }

    /// <summary>Runs an incident and keeps all that happened. The caller disposes it.</summary>
    internal static IncidentRun Recorded(Incident incident, RetrySettings settings, ProgressLine progress)
    {
        progress.Begin(incident.Id);
        IncidentRun run = new(incident, settings, progress, recordEvents: true);
        run.ToEnd();
        return run;
    }

    private Outcome ToEnd()
    {
        BackgroundCopyJob job = Download.Job;
        job.Resume();
        Download.Run(Observe);
        RetryStatus status = job.RetryStatus;
        return new Outcome(
            job.State,
            job.Error?.Code ?? 0,
            status.Since,
            status.Attempts,
            job.Progress.BytesTransferred,
            job.State == BackgroundCopyJobState.Acknowledged ? status.Since - Outage(status.Since) - _moving : null);
    }

    public void Dispose() => Download.Dispose();

    private void Observe()
    {
        TimeSpan now = Download.Bits.Clock.Elapsed;
        _moving += _isMoving ? now - _seen : TimeSpan.Zero;
        _seen = now;
        _isMoving = Download.Job.State == BackgroundCopyJobState.Transferring;
    }

    /// <summary>How long the server could not be reached, of the time since the start.</summary>
    private TimeSpan Outage(TimeSpan until) =>
        _incident.Phases.Aggregate(TimeSpan.Zero, (sum, phase) => sum + phase.Within(_start, _start + until));

    private void Script(IncidentPhase phase)
    {
        BitsSimulation bits = Download.Bits;
        if (phase.IsDisconnect)
        {
            bits.At(phase.From - _start, () => bits.Environment.NetworkAvailable = false);
            bits.At(phase.To - _start, () => bits.Environment.NetworkAvailable = true);
        }
        else
        {
            Download.Host.Outage(phase.From - _start, phase.To - _start, SimulatedFault.HResult(phase.Symptom));
        }
    }
}
