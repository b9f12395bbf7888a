using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Asking about the certificates of servers: PROP-25 and ERR-36.</content>
internal sealed partial class ReferenceModel
{
    private int SetJudge(ModelJob job, bool isSet)
    {
        if (job.State is not (State.Suspended or State.Error or State.Transferred))
        {
            return SpecCodes.OnlyWhileInactive;
        }

        (job.HasJudge, job.NeedsApproval) = (isSet, isSet);
        job.Approved.Clear(); // "until the setter is called again"
        Configure(job);
        return SpecCodes.Ok;
    }

    /// <summary>The server shows its certificate, before it sees the request: the attempt waits for what the client says.</summary>
    private void OnShown(ModelJob job, ModelFile file, ScriptFetch fetch, long goal, bool isServed)
    {
        if (job.HasJudge)
        {
            Arm(_now, Phase.Notification, DueKind.Question, job, () => Ask(job, file, fetch, goal, isServed));
        }
        else
        {
            FailToConnect(job, file, SpecCodes.JudgeRequired); // ERR-36: fatal
        }
    }

    private void Ask(ModelJob job, ModelFile file, ScriptFetch fetch, long goal, bool isServed)
    {
        Trace.Questions.Add(new TraceQuestion(
            _now, job.Number, file.Index, ScriptedJudge.NameOf(fetch.Certificate), job.State, job.VisibleError(_script.Readings.SuspendHidesError)));
        int verdict = job.QuestionsMade < job.Script.Verdicts.Count ? job.Script.Verdicts[job.QuestionsMade] : SpecCodes.Ok;
        job.QuestionsMade++;
        if (verdict == SpecCodes.Ok)
        {
            job.Approved.Add(fetch.Certificate);
            OnServer(job, file, fetch, 0, goal, isServed);
        }
        else
        {
            FailToConnect(job, file, verdict, isTransient: true); // ERR-36, whatever code the client gives
        }
    }
}
