namespace Bits.RetrySim;

/// <summary>Clients' calls that say who is told of a job besides an object (sections 8 and 8.1).</summary>
internal sealed class ClientCalls(JobCalls calls, Journal journal, Agenda agenda, NotifySetup setup)
{
    /// <summary>Null: no program.</summary>
    internal void SetNotifyCommand(JobRecord job, (string Program, string Parameters)? command)
    {
        using CallScope scope = calls.Enter(job);
        NotifyCommand? set = command is { } given ? new NotifyCommand(given.Program, given.Parameters, job.Owner.User) : null;
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
        if (id != Guid.Empty && setup.Classes is null)
        {
            journal.Hint(agenda.Instant, job.Number, "Nobody makes objects of the notification class; set BackgroundCopyManagerOptions.NotificationClasses.");
        }
    }

    private void Assign(JobRecord job, NotifyCommand? command)
    {
        JobNotices notices = job.MakeNotices();
        NotifyFallback fallback = notices.MakeFallback();
        fallback.Command = command;
        fallback.ByCommand = command is not null && setup.Starter is { } starter && job.IsToldByCommand ? new CommandCallback(starter, command) : null;
        fallback.HasCallbackFailed = false;
        notices.JobRetryAt = 0;
    }

    private void Assign(JobRecord job, Guid id)
    {
        NotifyFallback fallback = job.MakeNotices().MakeFallback();
        fallback.Class = id;
        fallback.ByClass = id != Guid.Empty && setup.Classes is { } make ? new ClassCallback(make, id) : null;
    }

    private static bool NamesProgram(NotifyCommand command) =>
        command.Parameters.Length == 0 || command.Parameters.AsSpan().TrimStart('"').StartsWith(Path(command.Program), StringComparison.OrdinalIgnoreCase)
        || command.Parameters.AsSpan().TrimStart('"').StartsWith(command.Program, StringComparison.OrdinalIgnoreCase);

    /// <summary>The last part of a path.</summary>
    private static ReadOnlySpan<char> Path(string program) => program.AsSpan(program.LastIndexOfAny(['\\', '/']) + 1);
}
