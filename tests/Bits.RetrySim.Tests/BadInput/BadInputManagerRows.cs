using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Creating, finding and listing jobs.</summary>
internal static class BadInputManagerRows
{
    private const string CreateJob = "BackgroundCopyManager.CreateJob(String displayName)";
    private const string CreateJobOf = "BackgroundCopyManager.CreateJob(String displayName, BackgroundCopyJobType type, BackgroundCopyUser owner)";
    private const string GetJob = "BackgroundCopyManager.GetJob(Guid id)";

    private static readonly BackgroundCopyUser Absent = new("absent");

    internal static IEnumerable<BadInputRow> All =>
    [
        Null(CreateJob, "displayName", world => world.Manager.CreateJob(null!)),
        Invalid(CreateJob, "name too long", world => world.Manager.CreateJob(new string('n', 257)), "displayName", "257", "256"),
        Coded(CreateJob, "too many jobs of the user", HResults.BG_E_TOO_MANY_JOBS_PER_USER, world => world.Manager.CreateJob("job"), "MaxJobsPerUser", "10")
            with { Arrange = FillUser },
        Coded(CreateJob, "too many jobs", HResults.BG_E_TOO_MANY_JOBS_PER_MACHINE, world => world.Manager.CreateJob("job"), "MaxJobsPerMachine", "8")
            with { Arrange = world => world.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerMachine = 8, MaxJobsPerUser = 8 }) },
        Null(CreateJobOf, "displayName", world => world.Manager.CreateJob(null!, BackgroundCopyJobType.Download)),
        Invalid(CreateJobOf, "name too long", world => world.Manager.CreateJob(new string('n', 257), BackgroundCopyJobType.Download), "displayName", "256"),
        Range(CreateJobOf, "type 3", world => world.Manager.CreateJob("job", (BackgroundCopyJobType)3), "type", "3", "0", "2"),
        Range(CreateJobOf, "type -1", world => world.Manager.CreateJob("job", (BackgroundCopyJobType)(-1)), "type", "-1"),
        Coded(GetJob, "unknown", HResults.BG_E_NOT_FOUND, world => world.Manager.GetJob(Guid.Empty), Guid.Empty.ToString()),
        Coded(
            GetJob,
            "ended",
            HResults.BG_E_NOT_FOUND,
            world => world.Manager.GetJob(world.In(BackgroundCopyJobState.Cancelled).Id),
            "cancelled"),
        Null("BackgroundCopyManager.EnumJobs(BackgroundCopyUser owner)", "owner", world => world.Manager.EnumJobs(null!)),
        Null("BackgroundCopyManager.ApplyPolicy(GroupPolicy policy)", "policy", world => world.Manager.ApplyPolicy(null!)),
        Null("BackgroundCopyManager.new(BackgroundCopyManagerOptions options)", "options", world => _ = new BackgroundCopyManager(null!)),
        Operation(
            "BackgroundCopyManager.new(BackgroundCopyManagerOptions options)",
            "transport by hand of another manager",
            world => _ = new BackgroundCopyManager(new BackgroundCopyManagerOptions { Transport = world.Bench.Transport, TimeProvider = world.Bench.Clock }),
            "one manager"),
        Operation(
            "BackgroundCopyManager.new(BackgroundCopyManagerOptions options)",
            "network of a manager with another clock",
            world => _ = new BackgroundCopyManager(new BackgroundCopyManagerOptions { Transport = world.Network, TimeProvider = world.Bench.Clock }),
            "same TimeProvider"),
        .. Users("BackgroundCopyUser.new(String Name, BackgroundCopyUserKind Kind)", name => new BackgroundCopyUser(name)),
        .. Users("BackgroundCopyUser.Name=", name => Absent with { Name = name }),
        Invalid(
            "BackgroundCopyUser.new(String Name, BackgroundCopyUserKind Kind)",
            "kind 3",
            world => _ = new BackgroundCopyUser("user", (BackgroundCopyUserKind)3),
            "Kind",
            "3",
            "2"),
        Invalid("BackgroundCopyUser.Kind=", "-1", world => _ = Absent with { Kind = (BackgroundCopyUserKind)(-1) }, "Kind", "-1", "2"),
        Null("EventLog.WriteTo(TextWriter writer)", "writer", world => world.Manager.EventLog.WriteTo(null!)),
        Null("EventLog.Follow(Action follower)", "follower", world => world.Manager.EventLog.Follow((Action<JobEvent>)null!)),
        Null("EventLog.Follow(TextWriter writer)", "writer", world => world.Manager.EventLog.Follow((TextWriter)null!)),
        Range("EventLog.new(Int32 capacity)", "negative", world => _ = new EventLog(-1), "capacity", "-1", "0 or more"),
        .. Codes(),
    ];

    private static void FillUser(BadInputWorld world)
    {
        for (int i = 0; i < 3; i++)
        {
            world.Manager.CreateJob($"one more {i}");
        }
    }

    private static IEnumerable<BadInputRow> Users(string member, Func<string, BackgroundCopyUser> make) =>
    [
        Invalid(member, "null", _ => make(null!), "Name", "null"),
        Invalid(member, "empty", _ => make(""), "Name", "empty"),
        Invalid(member, "blank", _ => make(" \t"), "Name", "white space"),
    ];

    private static IEnumerable<BadInputRow> Codes()
    {
        const string Override = "ErrorClassification.Override(Int32 hresult, ErrorClass errorClass)";
        const string OverrideHttpStatus = "ErrorClassification.OverrideHttpStatus(Int32 status, ErrorClass errorClass)";
        const string Http = "HResults.HttpStatus(Int32 status)";
        const int Http503 = HResults.BG_E_HTTP_ERROR_503;
        return
        [
            Invalid(Override, "success", world => world.Classification.Override(0, ErrorClass.Fatal), "hresult", "0x00000000"),
            Invalid(Override, "Windows error", world => world.Classification.Override(503, ErrorClass.Fatal), "hresult"),
            Invalid(
                Override,
                "block",
                world => world.Classification.Override(HResults.BG_E_NETWORK_DISCONNECTED, ErrorClass.Fatal),
                "hresult",
                "BG_E_NETWORK_DISCONNECTED"),
            Range(
                Override,
                "a class that waits",
                world => world.Classification.Override(Http503, ErrorClass.WaitsForCondition),
                "errorClass",
                "Transient",
                "Fatal"),
            Range(Override, "class 3", world => world.Classification.Override(Http503, (ErrorClass)3), "errorClass", "Transient", "Fatal"),
            Range(OverrideHttpStatus, "99", world => world.Classification.OverrideHttpStatus(99, ErrorClass.Fatal), "status", "100", "999"),
            Range(OverrideHttpStatus, "1000", world => world.Classification.OverrideHttpStatus(1000, ErrorClass.Fatal), "status", "100", "999"),
            Range(OverrideHttpStatus, "class -1", world => world.Classification.OverrideHttpStatus(503, (ErrorClass)(-1)), "errorClass", "Transient"),
            Invalid("ErrorClassification.Classify(Int32 hresult)", "success", world => world.Classification.Classify(0), "hresult", "0x00000000"),
            Range(Http, "99", _ => HResults.HttpStatus(99), "status", "100", "999"),
            Range(Http, "1000", _ => HResults.HttpStatus(1000), "status", "100", "999"),
            Range(Http, "negative", _ => HResults.HttpStatus(int.MinValue), "status", "100", "999"),
        ];
    }
}
