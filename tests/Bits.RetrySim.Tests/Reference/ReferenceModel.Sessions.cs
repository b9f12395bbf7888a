using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>What the server of an upload is told that was cancelled before its file had been sent: LIFE-20 and UP-5.</content>
internal sealed partial class ReferenceModel
{
    /// <summary>The jobs whose servers are to be told, and until when that is tried.</summary>
    private readonly Dictionary<ModelJob, long> _sessions = [];

    private void EndSession(ModelJob job)
    {
        if (job.State == State.Cancelled && job.HasSession && !job.Files[0].IsDone)
        {
            _sessions[job] = _now + Math.Min(24 * MsPerHour, job.TimeoutMs);
            Arm(_now, Phase.Retry, DueKind.SessionEnd, job, () => TellEnd(job));
        }
    }

    private void TellEnd(ModelJob job)
    {
        if (BlockOf(job) is not null)
        {
            TellEndLater(job); // as if the server could not be reached
            return;
        }

        IReadOnlyList<ScriptCancelAnswer> scripted = job.Script.CancelAnswers;
        ScriptCancelAnswer answer = job.CancelsMade < scripted.Count ? scripted[job.CancelsMade] : new ScriptCancelAnswer(0, 0);
        job.CancelsMade++;
        Trace.SessionEnds.Add(new TraceSessionEnd(_now, job.Number));
        Arm(_now + answer.AfterMs, answer.Code == 0 ? Phase.Bytes : Phase.Failure, DueKind.SessionAnswer, job, () => OnSessionAnswer(job, answer.Code));
    }

    private void OnSessionAnswer(ModelJob job, int code)
    {
        // UP-5: any answer below 500 is one, and the server is not told again.
        if (code == 0 || (code >= SpecCodes.Http(100) && code < SpecCodes.Http(500)))
        {
            _sessions.Remove(job);
        }
        else
        {
            TellEndLater(job);
        }
    }

    private void TellEndLater(ModelJob job)
    {
        Disarm(DueKind.SessionAnswer, job);
        if (_now + job.DelayMs <= _sessions[job])
        {
            Arm(_now + job.DelayMs, Phase.Retry, DueKind.SessionEnd, job, () => TellEnd(job));
        }
        else
        {
            _sessions.Remove(job);
        }
    }

    /// <summary>A condition cuts off a request that is under way.</summary>
    private void BlockSessionEnds()
    {
        foreach (ModelJob job in _sessions.Keys.Where(job => IsArmed(DueKind.SessionAnswer, job) && BlockOf(job) is not null).ToList())
        {
            TellEndLater(job);
        }
    }

    /// <summary>The jobs are still in the queue (LIFE-20): what runs ends with the service (D-9) and is done again; nobody waits any shorter.</summary>
    private void RestartSessionEnds()
    {
        foreach (ModelJob job in _sessions.Keys.Where(job => IsArmed(DueKind.SessionAnswer, job)))
        {
            Disarm(DueKind.SessionAnswer, job);
            Arm(_now, Phase.Retry, DueKind.SessionEnd, job, () => TellEnd(job));
        }
    }
}
