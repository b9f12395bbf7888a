using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Setters and methods of a job that is waiting for its retry.</summary>
internal static class BadInputJobRows
{
    private const string AddFile = "BackgroundCopyJob.AddFile(String remoteName, String localName)";
    private const string AddUri = "BackgroundCopyJob.AddFile(Uri remoteName, String localName)";
    private const string AddFileSet = "BackgroundCopyJob.AddFileSet(IEnumerable files)";
    private const string Url = "http://server.example/x";
    private const string Path = @"C:\x";

    private static readonly BackgroundCopyFileInfo Good = new(Url, Path);

    internal static IEnumerable<BadInputRow> All =>
    [
        Null("BackgroundCopyJob.DisplayName=", "DisplayName", world => world.Job.DisplayName = null!),
        Coded(
            "BackgroundCopyJob.DisplayName=",
            "too long",
            HResults.BG_E_STRING_TOO_LONG,
            world => world.Job.DisplayName = new string('n', 257),
            "DisplayName",
            "257",
            "256"),
        Null("BackgroundCopyJob.Description=", "Description", world => world.Job.Description = null!),
        Coded(
            "BackgroundCopyJob.Description=",
            "too long",
            HResults.BG_E_STRING_TOO_LONG,
            world => world.Job.Description = new string('d', 1025),
            "Description",
            "1025",
            "1024"),
        NotImplemented("BackgroundCopyJob.Priority=", "4", world => world.Job.Priority = (BackgroundCopyJobPriority)4, "priority", "4", "0", "3"),
        NotImplemented("BackgroundCopyJob.Priority=", "-1", world => world.Job.Priority = (BackgroundCopyJobPriority)(-1), "priority", "-1"),
        .. Spans("MinimumRetryDelay", "4294967295 s", (job, span) => job.MinimumRetryDelay = span),
        .. Spans("NoProgressTimeout", "4294967295 s", (job, span) => job.NoProgressTimeout = span),
        .. Spans("MaximumDownloadTime", "4294967295 s", (job, span) => job.MaximumDownloadTime = span),
        .. Spans("MinimumNotificationInterval", "4294967295 ms", (job, span) => job.MinimumNotificationInterval = span),
        NotImplemented("BackgroundCopyJob.NotifyFlags=", "undefined bit", world => world.Job.NotifyFlags = (BackgroundCopyNotifications)0x43, "NotifyFlags", "43"),
        NotImplemented("BackgroundCopyJob.NotifyFlags=", "all bits", world => world.Job.NotifyFlags = (BackgroundCopyNotifications)(-1), "NotifyFlags"),
        Invalid("BackgroundCopyJob.CostFlags=", "none", world => world.Job.CostFlags = 0, "CostFlags", "at least one"),
        Invalid("BackgroundCopyJob.CostFlags=", "undefined bit", world => world.Job.CostFlags = (BackgroundCopyCostStates)0x1FF, "CostFlags", "1FF"),
        Invalid("BackgroundCopyJob.CostFlags=", "no state", world => world.Job.CostFlags = BackgroundCopyCostStates.IgnoreCongestion, "CostFlags"),
        Range(
            "BackgroundCopyJob.WaitForStateAsync(BackgroundCopyJobState state, CancellationToken cancellationToken)",
            "state 9",
            world => world.Job.WaitForStateAsync((BackgroundCopyJobState)9, default),
            "state",
            "9",
            "0 to 8"),
        Range(
            "BackgroundCopyJob.WaitForStateAsync(BackgroundCopyJobState state, CancellationToken cancellationToken)",
            "state -1",
            world => world.Job.WaitForStateAsync((BackgroundCopyJobState)(-1), default),
            "state",
            "-1"),
        new(
            "BackgroundCopyJob.WaitForOutcomeAsync(CancellationToken cancellationToken)",
            "cancelled",
            world => world.Job.WaitForOutcomeAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult(),
            typeof(OperationCanceledException),
            null,
            []),
        Coded("BackgroundCopyJob.Resume()", "no files", HResults.BG_E_EMPTY, world => world.Empty.Resume(), "Resume", "file"),
        new(
            "BackgroundCopyJob.Complete()",
            "rename fails",
            world => world.In(BackgroundCopyJobState.Transferred).Complete(),
            typeof(BitsException),
            HResults.ERROR_SHARING_VIOLATION,
            ["renamed"])
        {
            Arrange = world => world.Bench.Files.FailRename(
                world.In(BackgroundCopyJobState.Transferred).Files[0].LocalName, HResults.ERROR_SHARING_VIOLATION),
        },
    ];

    internal static IEnumerable<BadInputRow> FileNames =>
    [
        Null(AddFile, "remoteName", world => world.Job.AddFile((string)null!, Path)),
        Null(AddFile, "localName", world => world.Job.AddFile(Url, null!)),
        Coded(AddFile, "owner logged off", HResults.ERROR_NOT_LOGGED_ON, world => world.Job.AddFile(Url, Path), "logged off")
            with { Arrange = LogOff },
        Coded(AddFileSet, "owner logged off", HResults.ERROR_NOT_LOGGED_ON, world => world.Job.AddFileSet([new(Url, Path)]), "logged off")
            with { Arrange = LogOff },
        Invalid(AddFile, "remote name empty", world => world.Job.AddFile("", Path), "remoteName", "empty"),
        Invalid(AddFile, "remote name without scheme", world => world.Job.AddFile("server.example/x", Path), "remoteName", "http"),
        Invalid(AddFile, "remote name too long", world => world.Job.AddFile(LongUrl(), Path), "remoteName", "2201", "2200"),
        Invalid(AddFile, "segment too long", world => world.Job.AddFile(Url + new string('s', 260), Path), "remoteName", "261", "260"),
        Invalid(AddFile, "remote name with wildcard", world => world.Job.AddFile(Url + "*", Path), "remoteName", "wildcards"),
        Invalid(AddFile, "remote name with line feed", world => world.Job.AddFile(Url + "\n", Path), "remoteName", "control"),
        Invalid(AddFile, "local name empty", world => world.Job.AddFile(Url, ""), "localName", "empty"),
        Invalid(AddFile, "local name relative", world => world.Job.AddFile(Url, @"downloads\x"), "localName", "full path"),
        Invalid(AddFile, "local name too long", world => world.Job.AddFile(Url, @"C:\" + new string('l', 258)), "localName", "261", "260"),
        Invalid(AddFile, "local name with wildcard", world => world.Job.AddFile(Url, @"C:\?"), "localName", "wildcards"),
        Invalid(AddFile, "local name of a directory", world => world.Job.AddFile(Url, @"C:\x\"), "localName", "directory"),
        Coded(AddFile, "too many", HResults.BG_E_TOO_MANY_FILES_IN_JOB, world => world.Job.AddFile(Url, Path), "3", "MaxFilesPerJob", "2")
            with { Arrange = world => world.Job.AddFile(Url, Path) },
        Denied(AddFile, world => world.Job.AddFile(Url, Path)),
        Null(AddUri, "remoteName", world => world.Job.AddFile((Uri)null!, Path)),
        Null(AddUri, "localName", world => world.Job.AddFile(new Uri(Url), null!)),
        Invalid(AddUri, "relative", world => world.Job.AddFile(new Uri("x/y", UriKind.Relative), Path), "remoteName", "http"),
        Invalid(AddUri, "another scheme", world => world.Job.AddFile(new Uri("ftp://server.example/x"), Path), "remoteName", "http"),
        Null(AddFileSet, "files", world => world.Job.AddFileSet(null!)),
        Invalid(AddFileSet, "empty", world => world.Job.AddFileSet([]), "files", "at least one"),
        Null(AddFileSet, "files", world => world.Job.AddFileSet([Good, default])) with { Case = "unset file" },
        Invalid(AddFileSet, "bad second name", world => world.Job.AddFileSet([Good, Good with { RemoteName = "x" }]), "files", "http"),
        Invalid(AddFileSet, "bad second path", world => world.Job.AddFileSet([Good, Good with { LocalName = "x" }]), "files", "full path"),
        Coded(AddFileSet, "too many", HResults.BG_E_TOO_MANY_FILES_IN_JOB, world => world.Job.AddFileSet([Good, Good]), "3", "MaxFilesPerJob", "2"),
        Denied(AddFileSet, world => world.Job.AddFileSet([Good])),
        Operation(AddFileSet, "sequence that throws", world => world.Job.AddFileSet(Throwing()), "sequence"),
    ];

    private static IEnumerable<BadInputRow> Spans(string property, string limit, Action<BackgroundCopyJob, TimeSpan> set)
    {
        bool isMilliseconds = limit.EndsWith("ms", StringComparison.Ordinal);
        TimeSpan longest = isMilliseconds ? TimeSpan.FromMilliseconds(uint.MaxValue) : TimeSpan.FromSeconds(uint.MaxValue);
        foreach ((string name, TimeSpan span) in new[]
        {
            ("a tick below zero", TimeSpan.FromTicks(-1)),
            ("infinite", Timeout.InfiniteTimeSpan),
            ("lowest", TimeSpan.MinValue),
            ("a tick too large", longest + TimeSpan.FromTicks(1)),
            ("largest", TimeSpan.MaxValue),
        })
        {
            yield return Range($"BackgroundCopyJob.{property}=", name, world => set(world.Job, span), property, limit);
        }
    }

    private static BadInputRow Denied(string member, Action<BadInputWorld> act) =>
        new(member, "access denied", act, typeof(UnauthorizedAccessException), HResults.E_ACCESSDENIED, [Path])
        {
            Arrange = world => world.Bench.Files.DenyWrite(Path),
        };

    private static string LongUrl()
    {
        string url = "http://server.example" + string.Concat(Enumerable.Repeat("/" + new string('s', 199), 10));
        return url + "/" + new string('s', 2201 - url.Length - 1);
    }

    private static IEnumerable<BackgroundCopyFileInfo> Throwing()
    {
        yield return Good;
        throw new InvalidOperationException("The sequence ends here.");
    }

    private static void LogOff(BadInputWorld world) => world.Environment.LogOff(world.Job.Owner);
}
