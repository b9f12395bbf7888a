using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>
/// Asking clients whether the certificate of a server is good, while the attempt waits (PROP-25, ERR-36). Guarded by the service's lock; the client
/// is called outside it, where other callbacks are called too (D-20).
/// </summary>
internal sealed class CertificateDesk(ServiceLoop loop, Agenda agenda, Journal journal, EffectQueue effects, CallbackDesk callbacks)
{
    internal JobSteps Steps { get; set; } = null!;

    /// <summary>An attempt has been shown a certificate that the job's client has not approved yet; without him it cannot go on.</summary>
    internal void Ask(JobRecord job, BackgroundCopyServerCertificate certificate)
    {
        if (job.Extras.CertificateJudge is not { } judge)
        {
            Steps.Attempts.Fail(job, Steps.Attempts.Failures.Of(HResults.BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED));
            return;
        }

        judge.Question = new CertificateQuestion(job, job.Transfer!.Generation, certificate);
        agenda.Arm(judge.Question, agenda.Instant);
    }

    /// <summary>The client is to be asked now.</summary>
    internal void OnDue(CertificateQuestion question)
    {
        if (question.IsOpen && question.Job.Extras.CertificateJudge is { IsBusy: false } judge)
        {
            judge.IsBusy = true;
            CertificateCall call = new(this, question, judge);
            journal.Notification(agenda.Instant, call.Job.Number, call.ToldAs, call.FileNumber);
            effects.Add(call);
        }
    }

    /// <summary>Carries a call out: here, or on a thread of the pool (D-20).</summary>
    internal void Call(CertificateCall call)
    {
        if (callbacks.IsInline)
        {
            Tell(call);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(static state => state.Desk.TellOnPool(state.Call), (Desk: this, Call: call), preferLocal: false);
        }
    }

    /// <summary>An exception that leaves a thread of the pool ends the process: what a provider throws there is logged, and the client asked again.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is logged as critical.")]
    private void TellOnPool(CertificateCall call)
    {
        try
        {
            Tell(call);
        }
        catch (Exception exception)
        {
            callbacks.Running.End(call);
            using (loop.Look())
            {
                call.Judge.IsBusy = false;
                agenda.Arm(call.Question, agenda.Instant);
            }

            loop.Fail(exception);
        }
    }

    private void Tell(CertificateCall call)
    {
        if (!callbacks.Running.TryInvoke(call, out Exception? failure))
        {
            return;
        }

        using CallScope scope = loop.Enter(evenIfEnded: true);
        callbacks.Running.Return(call, failure);
        if (!loop.HasEnded)
        {
            Follow(call, failure);
        }
    }

    /// <summary>The attempt goes on, or has failed; if it was stopped meanwhile, it does neither.</summary>
    private void Follow(CertificateCall call, Exception? failure)
    {
        JobRecord job = call.Job;
        if (failure is not null)
        {
            journal.CallbackFailed(agenda.Instant, job.Number, call.ToldAs, call.FileNumber, failure);
        }

        call.Judge.IsBusy = false;
        if (!call.Question.IsOpen)
        {
            AskNext(call.Judge);
            return;
        }

        job.Extras.CertificateJudge!.Question = null;
        if (failure is null)
        {
            job.MakeExtras().Transfer = job.Extras.Transfer.WithApproved(call.Question.Certificate);
            Steps.Attempts.Approve(job);
        }
        else
        {
            Steps.Attempts.Fail(job, RefusalOf(failure));
        }
    }

    /// <summary>Another attempt may have begun while he thought about the last one, and wait for him.</summary>
    private void AskNext(CertificateJudge judge)
    {
        if (judge.Question is { IsOpen: true } next)
        {
            agenda.Arm(next, agenda.Instant);
        }
    }

    /// <summary>Recoverable, whatever code the client gives (ERR-36).</summary>
    private static JobInput RefusalOf(Exception failure) => new(JobTrigger.Failed)
    {
        HResult = failure.HResult < 0 ? failure.HResult : HResults.E_FAIL,
        Class = ErrorClass.Transient,
        Context = BackgroundCopyErrorContext.ServerCertificateCallback,
    };
}
