namespace Bits.RetrySim;

/// <summary>Clients' calls that say who is told of a job besides an object (sections 8 and 8.1).</summary>
/// <param name="calls">How calls begin, and in whose name.</param>
/// <param name="steps">Carries the calls out.</param>
/// <param name="journal">Hears hints.</param>
/// <param name="agenda">Knows the instant.</param>
/// <param name="setup">Who tells clients that have no object.</param>
/// <param name="self">Who takes jobs over in the name of the test itself.</param>
internal sealed class ClientCalls(JobCalls calls, JobSteps steps, Journal journal, Agenda agenda, NotifySetup setup, BackgroundCopyCaller self)
{
    private BackgroundCopyCaller Taker => calls.Caller ?? self;

    /// <summary>Null: nobody. Who registers is told in his own name, whoever owns the job later (CB-17).</summary>
    internal void SetInterface(JobRecord job, IBackgroundCopyCallback? callback, BackgroundCopyJob face) =>
        calls.Configure(job, (Callback: callback, Face: face), Assign, JobCall.SetNotifyInterface, callback is null ? "null" : "callback");

    /// <summary>Only an administrator, while he is elevated, and a service may take a job over (PROP-23).</summary>
    internal void CheckTakeOwnership(JobRecord job)
    {
        using CallScope scope = calls.EnterUnchecked(job);
        Refusal.ThrowIfFinal(job, JobCall.TakeOwnership);
        JobAccess.CheckTakeOwnership(Taker, job);
    }

    /// <summary>Who registered a callback goes on being told, and what the old owner entrusted to the job is taken away (PROP-23, CB-17, CMD-5).</summary>
    internal void TakeOwnership(JobRecord job)
    {
        using CallScope scope = calls.EnterUnchecked(job);
        CheckTakeOwnership(job);
        if (job.Notices is { } notices)
        {
            NotifyFallback fallback = notices.MakeFallback();
            fallback.Registrant ??= new Registrant(job.Owner.User, Face: null);
            fallback.Command = null;
            fallback.ByCommand = null;
        }

        JobExtras extras = job.MakeExtras();
        extras.IsOwnerElevated = true;
        extras.Transfer = extras.Transfer.With(CredentialSet.Empty).With((BackgroundCopyClientCertificate?)null).WithCustomHeaders(null);
        job.NoteOrderChanged();
        steps.Table.Move(job, Taker.User);
        job.IsParked = !job.Owner.IsLoggedOn;
        steps.Call(job, JobTrigger.Configure, JobCall.TakeOwnership, Taker.User.Name);
        if (job.IsParked)
        {
            steps.Apply(job, JobTrigger.OwnerLoggedOff);
        }

        steps.Callbacks.Plan(job);
        steps.Turns.Arm();
    }

    /// <summary>Null: no program.</summary>
    internal void SetNotifyCommand(JobRecord job, (string Program, string Parameters)? command)
    {
        using CallScope scope = calls.Enter(job);
        NotifyCommand? set = command is { } given ? new NotifyCommand(given.Program, given.Parameters, calls.Caller?.User ?? job.Owner.User) : null;
        calls.Configure(job, set, Assign, JobCall.SetNotifyCmdLine, set?.Program ?? "null");
        if (set is not null && !NamesProgram(set))
        {
            journal.Hint(agenda.Instant, job.Number, "The parameters of the notification command do not begin with its program; a program takes its first parameter for its own name (CMD-1).");
        }
    }

    /// <summary>Empty: no class.</summary>
    internal void SetNotificationClass(JobRecord job, Guid id)
    {
        using CallScope scope = calls.Enter(job);
        calls.Configure(job, id, Assign, JobCall.SetProperty, FormattableString.Invariant($"NotificationClsid {id}"));
        if (id != Guid.Empty && setup.ByClass is null)
        {
            journal.Hint(agenda.Instant, job.Number, "Nobody makes objects of the notification class; set BackgroundCopyManagerOptions.NotificationClasses.");
        }
    }

    private void Assign(JobRecord job, (IBackgroundCopyCallback? Callback, BackgroundCopyJob Face) set)
    {
        steps.Callbacks.SetInterface(job, set.Callback);
        if (calls.Caller is { } caller)
        {
            job.Notices!.MakeFallback().Registrant = new Registrant(caller.User, set.Face);
        }
        else
        {
            job.Notices!.Fallback?.Registrant = null;
        }
    }

    private void Assign(JobRecord job, NotifyCommand? command)
    {
        JobNotices notices = job.MakeNotices();
        NotifyFallback fallback = notices.MakeFallback();
        setup.Tell(fallback, command, job);
        fallback.HasCallbackFailed = false;
        notices.JobRetryAt = 0;
    }

    private void Assign(JobRecord job, Guid id) => setup.Tell(job.MakeNotices().MakeFallback(), id);

    private static bool NamesProgram(NotifyCommand command) =>
        command.Parameters.Length == 0 || command.Parameters.AsSpan().TrimStart('"').StartsWith(Path(command.Program), StringComparison.OrdinalIgnoreCase)
        || command.Parameters.AsSpan().TrimStart('"').StartsWith(command.Program, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last part of a path.</summary>
    private static ReadOnlySpan<char> Path(string program) => program.AsSpan(program.LastIndexOfAny(['\\', '/']) + 1);
}
