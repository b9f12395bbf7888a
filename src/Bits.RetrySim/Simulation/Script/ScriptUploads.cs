using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>Where hosts of a script take files, and what the applications behind them answer.</summary>
internal static class ScriptUploads
{
    private static readonly TimeSpan Never = TimeSpan.FromTicks(-1);

    // A reply.
    private static readonly ScriptField<string> ReplyText = new("text", Text, "what it holds");
    private static readonly ScriptField<long> ReplySize = new("size", Bytes, "its size in bytes; it holds zeros");
    private static readonly ScriptField<string> ReplyFrom = new("from", Checked("a URL", static text => FileNames.CheckRemoteName(text, "from")), "where else it is, an http or https URL");
    private static readonly ScriptField<IReadOnlyList<SimulationScriptFault>> ReplyFaults = new("faults", new ScriptList<SimulationScriptFault>(ScriptFaults.FileFault), "what goes wrong when it is fetched; not with `from`");

    private static readonly ScriptObject<Action<SimulatedServerApplication>> Reply = new(
        "reply",
        "What an uploadReply job fetches when its file has been taken",
        [ReplyText, ReplySize, ReplyFrom, ReplyFaults],
        MakeReply)
    {
        OneOf = [ReplyText, ReplySize, ReplyFrom],
    };

    // A server application.
    private static readonly ScriptField<TimeSpan> AnswerTime = new("answerTime", OrWord(Span, "never", Never), "how long it takes to answer") { Default = "0" };
    private static readonly ScriptField<TimeSpan> AnswerTimeout = new("answerTimeout", Duration, "how long its answer is waited for") { Default = "5 minutes" };
    private static readonly ScriptField<Action<SimulatedServerApplication>> ReplyField = new("reply", Reply, "its reply") { Default = "none" };
    private static readonly ScriptField<IReadOnlyList<SimulationScriptFault>> AnswerFaults = new("faults", new ScriptList<SimulationScriptFault>(ScriptFaults.ApplicationFault), "files that it refuses, counted from 1");

    private static readonly ScriptObject<Action<SimulatedServerApplication>> Application = new(
        "application",
        "Who gets the files that are sent to a place, and answers",
        [AnswerTime, AnswerTimeout, ReplyField, AnswerFaults],
        static values => SetApplication(values).Build());

    // A place that takes files.
    private static readonly ScriptField<long> MaximumSize = new("maximumSize", Bytes, "the largest file that is taken; a larger one fails with 0x80200020") { Default = "any" };
    private static readonly ScriptField<long> MaximumFragment = new("maximumFragment", Integer(1, long.MaxValue, "a number of bytes, 1 or more"), "the largest part that is taken at once") { Default = "any" };
    private static readonly ScriptField<TimeSpan> SessionTimeout = new("sessionTimeout", Duration, "how long a file is kept of which no more comes") { Default = "14 days" };
    private static readonly ScriptField<Action<SimulatedServerApplication>> ApplicationField = new("application", Application, "who gets the files") { Default = "one that takes each" };
    private static readonly ScriptField<IReadOnlyList<SimulationScriptOutage>> Outages = new("outages", new ScriptList<SimulationScriptOutage>(ScriptFaults.Outage), "times in which requests go wrong");
    private static readonly ScriptField<IReadOnlyList<SimulationScriptFault>> Faults = new("faults", new ScriptList<SimulationScriptFault>(ScriptFaults.FileFault), "requests that go wrong, and bytes at which they end");
    private static readonly ScriptField<TimeSpan> At = new("at", Instant, "the time of the change") { IsRequired = true };
    private static readonly ScriptField<bool> Forgets = new("forgetsSessions", True, "what it has got of files that are not whole is gone");
    private static readonly ScriptField<bool> Recovers = new("recovers", True, "faults that hold for all requests are taken back");

    private static readonly ScriptObject<ScriptStep<SimulatedUploadTarget>> Change = new(
        "uploadChange",
        "What changes of a place that takes files",
        [At, MaximumSize, MaximumFragment, SessionTimeout, Forgets, Recovers, Faults, ApplicationField],
        static values => Set(new ScriptStep<SimulatedUploadTarget>.Builder(values))
            .Set(Forgets, static (target, _) => target.ForgetSessions())
            .Set(Recovers, static (target, _) => target.Recovers())
            .Set(Faults, static (target, faults) => Apply(faults, target))
            .Build(At, "forgetsSessions"));

    private static readonly ScriptField<IReadOnlyList<ScriptStep<SimulatedUploadTarget>>> Changes = new("changes", new ScriptList<ScriptStep<SimulatedUploadTarget>>(Change), "what changes of it");

    private static readonly ScriptObject<ScriptUpload> Target = new(
        "upload",
        "A place to which files are sent",
        [MaximumSize, MaximumFragment, SessionTimeout, ApplicationField, Outages, Faults, Changes],
        static values =>
        {
            IReadOnlyList<SimulationScriptOutage> outages = values.List(Outages);
            Action<SimulatedUploadTarget> set = Set(new ScriptStep<SimulatedUploadTarget>.Builder(values)).Set(Faults, static (target, faults) => Apply(faults, target)).Build();
            return new ScriptUpload(
                values.Node.Key,
                target =>
                {
                    set(target);
                    outages.ToList().ForEach(outage => target.Outage(outage.From, outage.To, outage.Fault));
                },
                values.List(Changes));
        });

    /// <summary>The field of hosts.</summary>
    internal static ScriptField<IReadOnlyList<ScriptUpload>> OfHost { get; } = new(
        "uploads", new ScriptMap<ScriptUpload>("paths", static path => RemoteAddress.CheckPath(path, nameof(path)), Target), "where it takes files");

    private static ScriptStep<SimulatedUploadTarget>.Builder Set(ScriptStep<SimulatedUploadTarget>.Builder builder) => builder
        .Set(MaximumSize, static (target, bytes) => target.MaximumSize = bytes)
        .Set(MaximumFragment, static (target, bytes) => target.MaximumFragment = bytes)
        .Set(SessionTimeout, static (target, span) => target.SessionTimeout = span)
        .Set(ApplicationField, static (target, set) => set(target.Application));

    private static ScriptStep<SimulatedServerApplication>.Builder SetApplication(ScriptValues values) => new ScriptStep<SimulatedServerApplication>.Builder(values)
        .Set(AnswerTime, static (application, span) => application.AnswerTime = span == Never ? null : span)
        .Set(AnswerTimeout, static (application, span) => application.AnswerTimeout = span)
        .Set(ReplyField, static (application, set) => set(application))
        .Set(AnswerFaults, static (application, faults) => faults.ToList().ForEach(fault => fault.ApplyTo(application.Faults)));

    private static void Apply(IReadOnlyList<SimulationScriptFault> faults, SimulatedUploadTarget target) => faults.ToList().ForEach(fault => fault.ApplyTo(target.Resource));

    private static Action<SimulatedServerApplication> MakeReply(ScriptValues values)
    {
        ScriptField kind = values.OnlyOne("one of text, size, from", ReplyText, ReplySize, ReplyFrom) ?? throw values.Node.Wrong("one of text, size, from", "nothing", inner: null);
        if (values.TryGet(ReplyFrom, out string? from))
        {
            values.Exclude($"it does not go with {kind.Name}", ReplyFaults);
            return application => application.RepliesFrom(from);
        }

        IReadOnlyList<SimulationScriptFault> faults = values.List(ReplyFaults);
        string? text = values.Get(ReplyText);
        long size = values.Get(ReplySize);
        return application =>
        {
            SimulatedResource reply = text is not null ? application.RepliesWith(text) : application.RepliesWith(size);
            faults.ToList().ForEach(fault => fault.ApplyTo(reply));
        };
    }
}
