using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The jobs of a script: their settings, files, calls at a time, and their clients.</summary>
internal static class ScriptJobs
{
    private static readonly TimeSpan Never = TimeSpan.FromTicks(-1);

    private static readonly ScriptType<BackgroundCopyNotifications> NotifyFlagsType = Flags(
        static set => set.Aggregate(BackgroundCopyNotifications.None, static (all, one) => all | one), Enum.GetValues<BackgroundCopyNotifications>());

    private static readonly ScriptType<IReadOnlyList<BackgroundCopyJobState>> States = new ScriptList<BackgroundCopyJobState>(
        Name(BackgroundCopyJobState.Error, BackgroundCopyJobState.TransientError, BackgroundCopyJobState.Suspended, BackgroundCopyJobState.Queued), "at least one state");

    // Files.
    private static readonly ScriptField<string> Remote = new("remote", Checked("a remote name", static text => FileNames.CheckRemoteName(text, "remote")), "the URL") { IsRequired = true };
    private static readonly ScriptField<string> Local = new("local", Checked("a local name", static text => FileNames.CheckLocalName(text, "local")), "the full path on this machine") { IsRequired = true };

    private static readonly ScriptField<string> Hash = new("sha256", Sha256, "the SHA-256 hash that it has to have, in 64 hexadecimal digits") { Default = "any" };

    private static readonly ScriptObject<BackgroundCopyFileInfo> File = new(
        "file",
        "A file of a job: an http or https URL, a file of a share or of a drive of this machine, and where it is to lie",
        [Remote, Local, ScriptRanges.OfFile, Hash],
        static values => new BackgroundCopyFileInfo(values.Get(Remote), values.Get(Local))
        {
            Ranges = values.Has(ScriptRanges.OfFile) ? values.List(ScriptRanges.OfFile) : null,
            ExpectedSha256 = values.Get(Hash),
        });

    // Settings, of jobs and of calls.
    private static readonly ScriptField<BackgroundCopyJobPriority> Priority = new("priority", Name(Enum.GetValues<BackgroundCopyJobPriority>()), "the priority") { Default = "normal" };
    private static readonly ScriptField<TimeSpan> MinimumRetryDelay = new("minimumRetryDelay", JobTime, "the least time between a failed attempt and the next") { Default = "600 seconds" };
    private static readonly ScriptField<TimeSpan> NoProgressTimeout = new("noProgressTimeout", JobTime, "how long it is retried without a byte") { Default = "14 days" };
    private static readonly ScriptField<TimeSpan> MaximumDownloadTime = new("maximumDownloadTime", JobTime, "how long it may connect and transfer") { Default = "`policy.maxDownloadTime`" };
    private static readonly ScriptField<BackgroundCopyCostStates> CostFlagsField = new("costFlags", ScriptPolicy.CostFlags, "the costs of the network at which it runs") { Default = "those of the policy or the readings" };
    private static readonly ScriptField<BackgroundCopyNotifications> NotifyFlags = new("notifyFlags", NotifyFlagsType, "of what its client is told") { Default = "jobTransferred and jobError" };
    private static readonly ScriptField<TimeSpan> NotificationInterval = new("minimumNotificationInterval", Span, "the least time between two calls of JobModification, or of FileRangesTransferred") { Default = "0.5 seconds" };
    private static readonly ScriptField<string> Description = new("description", Limited(Arguments.MaximumDescriptionLength, "a description"), "a description for people") { Default = "none" };

    private static readonly ScriptField[] Settings =
        [Priority, MinimumRetryDelay, NoProgressTimeout, MaximumDownloadTime, CostFlagsField, NotifyFlags, NotificationInterval, Description, .. ScriptConnection.OfJob];

    // Calls.
    private static readonly ScriptField<TimeSpan> At = new("at", Instant, "the time of the call") { IsRequired = true };
    private static readonly ScriptField<string> NewName = new("name", Limited(Arguments.MaximumDisplayNameLength, "a name"), "a new name");
    private static readonly ScriptField<IReadOnlyList<BackgroundCopyFileInfo>> AddFiles = new("addFiles", new ScriptList<BackgroundCopyFileInfo>(File, "at least one file"), "files to add, all or none");

    private static readonly ScriptField<JobCall> Call = new(
        "call", Name(JobCall.Resume, JobCall.Suspend, JobCall.Complete, JobCall.Cancel), "what is called after the settings and files of the same entry");

    private static readonly ScriptField<int> Fails = new("fails", HResult, "the HRESULT with which it has to be refused; without it a refusal ends the run") { Default = "it has to succeed" };

    private static readonly ScriptObject<ScriptStep<BackgroundCopyJob>> JobCallObject = new(
        "call",
        "What the client calls at a time: settings, then files, then parts of files, then a method",
        [At, NewName, .. Settings, AddFiles, .. ScriptRanges.OfCall, Call, Fails],
        MakeCall);

    // The client.
    private static readonly ScriptField<bool> Completes = new("completes", ScriptTypes.Boolean, "whether it calls Complete when it hears, or sees at a poll, that all files are there") { Default = "true" };
    private static readonly ScriptField<int> FailingCalls = new("failingCallbacks", Int32(1, int.MaxValue, "a number of callbacks, 1 or more"), "how many of its callbacks fail first") { Default = "none" };
    private static readonly ScriptField<int> FailsWith = new("failsWith", HResult, "the HRESULT with which they fail; with `failingCallbacks`") { Default = "0x80004005" };
    private static readonly ScriptField<TimeSpan> PollEvery = new("pollEvery", Duration, "how often it looks at the job, from its creation on; it then also sets its callback again if a restart has made BITS forget it") { Default = "it does not poll" };
    private static readonly ScriptField<IReadOnlyList<BackgroundCopyJobState>> Resumes = new("resumes", States, "in which states, seen at a poll, it calls Resume") { Default = "in none" };
    private static readonly ScriptField<int> MostResumes = new("mostResumes", Int32(1, int.MaxValue, "a number of calls, 1 or more"), "how often at most; with `resumes`") { Default = "without limit" };
    private static readonly ScriptField<IReadOnlyList<BackgroundCopyJobState>> Cancels = new("cancels", States, "in which states, seen at a poll, it calls Cancel, unless it resumes") { Default = "in none" };

    private static readonly ScriptObject<ScriptClient> Client = new(
        "client",
        "The program behind a job: its callback, and its poll if it has one",
        [Completes, FailingCalls, FailsWith, PollEvery, Resumes, MostResumes, Cancels],
        MakeClient);

    // Jobs.
    private static readonly ScriptField<string> JobName = new("name", Limited(Arguments.MaximumDisplayNameLength, "a name"), "the job's name") { IsRequired = true };
    private static readonly ScriptField<BackgroundCopyUser> Owner = new("owner", ScriptUsers.User, "the user it belongs to") { Default = "the owner of the machine" };
    private static readonly ScriptField<TimeSpan> CreateAt = new("createAt", Instant, "when it is created") { Default = "at the start" };
    private static readonly ScriptField<TimeSpan> ResumeAt = new("resumeAt", OrWord(Instant, "never", Never), "when it is resumed") { Default = "when it is created" };

    private static readonly ScriptField<BackgroundCopyJobType> Type = new("type", Name(Enum.GetValues<BackgroundCopyJobType>()), "whether its files are fetched, or its one file is sent, with a reply that is fetched") { Default = "download" };
    private static readonly ScriptField<string> ReplyName = new("replyName", Checked("a local name", static text => FileNames.CheckLocalName(text, "replyName")), "where the reply of an uploadReply job goes") { Default = "beside its file" };

    private static readonly ScriptField<IReadOnlyList<BackgroundCopyFileInfo>> Files = new(
        "files", new ScriptList<BackgroundCopyFileInfo>(File, "the files of the job, one at least"), "the files of the job, one at least")
    { IsRequired = true };

    private static readonly ScriptField<IReadOnlyList<ScriptStep<BackgroundCopyJob>>> Calls = new("calls", new ScriptList<ScriptStep<BackgroundCopyJob>>(JobCallObject), "what its client calls at a time");

    private static readonly ScriptField<ScriptClient> ClientField = new("client", Client, "the program behind it") { Default = "none, and `simulate` completes it" };

    internal static ScriptObject<SimulationScriptJob> Job { get; } = new(
        "job",
        "A job",
        [JobName, Type, Files, ReplyName, Owner, .. Settings, .. ScriptConnection.OfNewJob, CreateAt, ResumeAt, Calls, ClientField],
        static values =>
        {
            TimeSpan created = values.Get(CreateAt);
            TimeSpan resumed = values.Get(ResumeAt, created);
            IReadOnlyList<ScriptStep<BackgroundCopyJob>> calls = values.List(Calls);
            if (resumed != Never && resumed < created)
            {
                throw values.NodeOf(ResumeAt)!.Wrong(FormattableString.Invariant($"a time from \"createAt\", {created:c}, on"));
            }

            if (calls.FirstOrDefault(call => call.At < created) is { } early)
            {
                throw early.Node.Wrong(FormattableString.Invariant($"a call from \"createAt\", {created:c}, on"), FormattableString.Invariant($"one at {early.At:c}"), inner: null);
            }

            return new SimulationScriptJob(values.Get(JobName), values.Node)
            {
                Files = values.List(Files),
                Type = values.Get(Type, BackgroundCopyJobType.Download),
                ReplyName = ReadReplyName(values),
                Owner = values.Get(Owner),
                Priority = values.Maybe(Priority),
                MinimumRetryDelay = values.Maybe(MinimumRetryDelay),
                NoProgressTimeout = values.Maybe(NoProgressTimeout),
                MaximumDownloadTime = values.Maybe(MaximumDownloadTime),
                SettingsBeforeFiles = ScriptConnection.SetFirst(values),
                Settings = Set(new ScriptStep<BackgroundCopyJob>.Builder(values)).Build(),
                CreateAt = values.Has(CreateAt) ? created : null,
                IsResumed = resumed != Never,
                ResumeAt = resumed == Never ? TimeSpan.Zero : resumed,
                Calls = calls,
                Client = values.Get(ClientField),
            };
        });

    private static ScriptStep<BackgroundCopyJob>.Builder Set(ScriptStep<BackgroundCopyJob>.Builder builder) => ScriptConnection.Set(builder
        .Set(Priority, static (job, value) => job.Priority = value)
        .Set(MinimumRetryDelay, static (job, value) => job.MinimumRetryDelay = value)
        .Set(NoProgressTimeout, static (job, value) => job.NoProgressTimeout = value)
        .Set(MaximumDownloadTime, static (job, value) => job.MaximumDownloadTime = value)
        .Set(CostFlagsField, static (job, value) => job.CostFlags = value)
        .Set(NotifyFlags, static (job, value) => job.NotifyFlags = value)
        .Set(NotificationInterval, static (job, value) => job.MinimumNotificationInterval = value)
        .Set(Description, static (job, value) => job.Description = value));

    private static string? ReadReplyName(ScriptValues values)
    {
        if (values.Get(Type, BackgroundCopyJobType.Download) != BackgroundCopyJobType.UploadReply)
        {
            values.Exclude("only an uploadReply job has it", ReplyName);
        }

        return values.Get(ReplyName);
    }

    private static ScriptStep<BackgroundCopyJob> MakeCall(ScriptValues values)
    {
        ScriptStep<BackgroundCopyJob>.Builder builder = Set(new ScriptStep<BackgroundCopyJob>.Builder(values).Set(NewName, static (job, name) => job.DisplayName = name))
            .Set(AddFiles, static (job, files) => job.AddFileSet(files));
        ScriptStep<BackgroundCopyJob> step = ScriptRanges.Set(builder)
            .Set(Call, static (job, call) => CallOf(call)(job))
            .Build(At, "call");
        return values.TryGet(Fails, out int code) ? step with { Act = job => RequireRefusal(step.Act, job, code) } : step;
    }

    private static Action<BackgroundCopyJob> CallOf(JobCall call) => call switch
    {
        JobCall.Resume => static job => job.Resume(),
        JobCall.Suspend => static job => job.Suspend(),
        JobCall.Complete => static job => job.Complete(),
        _ => static job => job.Cancel(),
    };

    /// <summary>A client that is refused, as it expects.</summary>
    private static void RequireRefusal(Action<BackgroundCopyJob> act, BackgroundCopyJob job, int code)
    {
        int refused = 0;
        try
        {
            act(job);
        }
        catch (Exception exception) when (ScriptStage.IsRefusal(exception) && exception.HResult == code)
        {
            refused = code;
        }

        if (refused != code)
        {
            throw new InvalidOperationException($"the call succeeded, and \"fails\" expects {ErrorText.Format(code)}");
        }
    }

    private static ScriptClient MakeClient(ScriptValues values)
    {
        bool polls = values.TryGet(PollEvery, out TimeSpan pollEvery);
        if (!polls)
        {
            values.Exclude("it does not go without pollEvery", Resumes, MostResumes, Cancels);
        }

        if (!values.Has(FailingCalls))
        {
            values.Exclude("it does not go without failingCallbacks", FailsWith);
        }

        if (!values.Has(Resumes))
        {
            values.Exclude("it does not go without resumes", MostResumes);
        }

        int failsWith = values.Get(FailsWith, HResults.E_FAIL);
        if (failsWith >= 0)
        {
            throw values.NodeOf(FailsWith)!.Wrong("the HRESULT of a failure");
        }

        return new ScriptClient
        {
            Node = values.Node,
            Completes = values.Get(Completes, true),
            FailingCallbacks = values.Get(FailingCalls),
            FailsWith = failsWith,
            PollEvery = polls ? pollEvery : null,
            Resumes = values.List(Resumes),
            MostResumes = values.Get(MostResumes, int.MaxValue),
            Cancels = values.List(Cancels),
        };
    }
}
