using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Jobs that send, places that take files, and the applications behind them.</summary>
internal static class BadInputUploadRows
{
    private const string Target = "SimulatedUploadTarget.";
    private const string Application = "SimulatedServerApplication.";
    private const string UploadTarget = "SimulatedHost.UploadTarget(String path)";
    private const string DropsAt = Target + "DropsAt(Int64 byteOffset, Boolean once, Int32 code)";
    private const string StallsAt = Target + "StallsAt(Int64 byteOffset, TimeSpan? duration, Boolean once)";
    private const string OnRequests = Target + "OnRequests(Int64 first, Int64 last, SimulatedFault fault)";
    private const string OnFile = Application + "OnFile(Int64 file, SimulatedFault fault)";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal static IEnumerable<BadInputRow> All =>
    [
        Null(UploadTarget, "path", world => world.Host.UploadTarget(null!)),
        Invalid(UploadTarget, "no slash", world => world.Host.UploadTarget("in"), "path", "slash"),
        Operation(UploadTarget, "a file", world => world.Host.UploadTarget("/a"), "server.example", "/a", "file to fetch"),
        Range(Target + "MaximumSize=", "negative", world => world.UploadTarget.MaximumSize = -1, "value", "0 or more"),
        Range(Target + "MaximumFragment=", "0", world => world.UploadTarget.MaximumFragment = 0, "value", "1 byte or more"),
        Range(Target + "SessionTimeout=", "zero", world => world.UploadTarget.SessionTimeout = TimeSpan.Zero, "value", "more than zero"),
        Null(Target + "Fails(SimulatedFault fault)", "fault", world => world.UploadTarget.Fails(null!)),
        Invalid(Target + "Fails(Int32 status)", "200", world => world.UploadTarget.Fails(200), "status", "200"),
        Null(Target + "OnRequest(Int64 request, SimulatedFault fault)", "fault", world => world.UploadTarget.OnRequest(1, null!)),
        Range(Target + "OnRequest(Int64 request, SimulatedFault fault)", "0", world => world.UploadTarget.OnRequest(0, SimulatedFault.NoAnswer), "request", "from 1"),
        Range(OnRequests, "0", world => world.UploadTarget.OnRequests(0, 1, SimulatedFault.NoAnswer), "first", "from 1"),
        Range(OnRequests, "backwards", world => world.UploadTarget.OnRequests(2, 1, SimulatedFault.NoAnswer), "last", "before the first"),
        Range(Target + "Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)", "backwards", world => world.UploadTarget.Outage(Second, Second, SimulatedFault.NoAnswer), "to", "after it begins"),
        Range(DropsAt, "negative", world => world.UploadTarget.DropsAt(-1), "byteOffset", "from 0"),
        Range(StallsAt, "negative", world => world.UploadTarget.StallsAt(-1), "byteOffset", "from 0"),
        Range(StallsAt, "no time", world => world.UploadTarget.StallsAt(1, TimeSpan.Zero), "duration", "more than zero"),
        Range(Application + "AnswerTime=", "negative", world => world.UploadTarget.Application.AnswerTime = -Second, "value", "366,000"),
        Range(Application + "AnswerTimeout=", "zero", world => world.UploadTarget.Application.AnswerTimeout = TimeSpan.Zero, "value", "more than zero"),
        Null(Application + "Fails(SimulatedFault fault)", "fault", world => world.UploadTarget.Application.Fails(null!)),
        Invalid(Application + "Fails(SimulatedFault fault)", "a drop", world => world.UploadTarget.Application.Fails(SimulatedFault.DropAfter(1)), "fault", "connections and bytes"),
        Invalid(Application + "Fails(Int32 status)", "200", world => world.UploadTarget.Application.Fails(200), "status", "200"),
        Range(OnFile, "0", world => world.UploadTarget.Application.OnFile(0, SimulatedFault.NoAnswer), "request", "from 1"),
        Invalid(OnFile, "no connection", world => world.UploadTarget.Application.OnFile(1, SimulatedFault.ConnectTimeout), "fault", "connections and bytes"),
        Range(Application + "Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)", "backwards", world => world.UploadTarget.Application.Outage(Second, Second, SimulatedFault.NoAnswer), "to", "after it begins"),
        Null(Application + "RepliesWith(String text)", "text", world => world.UploadTarget.Application.RepliesWith(null!)),
        Range(Application + "RepliesWith(Int64 sizeBytes)", "negative", world => world.UploadTarget.Application.RepliesWith(-1), "sizeBytes", "0 or more"),
        Invalid(Application + "RepliesFrom(String remoteName)", "a share", world => world.UploadTarget.Application.RepliesFrom(@"\\files\a\b"), "remoteName", "http"),
        Null("BackgroundCopyJobReply.FileName=", "FileName", world => world.Upload.Reply!.FileName = null),
        Invalid("BackgroundCopyJobReply.FileName=", "relative", world => world.Upload.Reply!.FileName = "reply", "FileName", "reply"),
    ];
}
