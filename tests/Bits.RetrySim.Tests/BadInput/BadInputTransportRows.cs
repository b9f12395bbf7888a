using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Real transfers.</summary>
internal static class BadInputTransportRows
{
    private const string Connect = "HttpTransportOptions.ConnectTimeout=";
    private const string Receive = "HttpTransportOptions.ReceiveTimeout=";
    private const string Resolution = "TransferRecorder.Resolution=";
    private const string WriteScenario = "TransferRecorderScenario.WriteScenario(TransferRecorder recorder, TextWriter writer, IEnumerable jobs)";
    private const string Redirects = "HttpTransportOptions.MaximumRedirects=";

    internal static IEnumerable<BadInputRow> All =>
    [
        Null("HttpTransport.new(HttpTransportOptions options)", "options", world => _ = new HttpTransport(null!)),
        Null("MachineNetwork.Follow(BackgroundCopyManager manager)", "manager", world => _ = MachineNetwork.Follow(null!)),
        Range(Connect, "zero", _ => new HttpTransportOptions().ConnectTimeout = TimeSpan.Zero, "value", "1 to 2147483647 ms"),
        Range(Connect, "infinite", _ => new HttpTransportOptions().ConnectTimeout = Timeout.InfiniteTimeSpan, "value", "1 to 2147483647 ms"),
        Range(Receive, "zero", _ => new HttpTransportOptions().ReceiveTimeout = TimeSpan.Zero, "value", "1 to 2147483647 ms"),
        Range(Receive, "too long", _ => new HttpTransportOptions().ReceiveTimeout = TimeSpan.FromDays(25), "value", "1 to 2147483647 ms"),
        Range(Redirects, "negative", _ => new HttpTransportOptions().MaximumRedirects = -1, "value", "0 to 50"),
        Range(Redirects, "too many", _ => new HttpTransportOptions().MaximumRedirects = 51, "value", "0 to 50"),
        Range("HttpTransportOptions.Durability=", "none", _ => new HttpTransportOptions().Durability = (TransferDurability)2, "value", "0 (Process) and 1 (Power)"),
        Range(Resolution, "negative", _ => new TransferRecorder().Resolution = TimeSpan.FromTicks(-1), "value", "one hour"),
        Range(Resolution, "too long", _ => new TransferRecorder().Resolution = TimeSpan.FromHours(2), "value", "one hour"),
        Null(WriteScenario, "recorder", world => TransferRecorderScenario.WriteScenario(null!, TextWriter.Null, [world.Job])),
        Null(WriteScenario, "writer", world => new TransferRecorder().WriteScenario(null!, [world.Job])),
        Null(WriteScenario, "jobs", _ => new TransferRecorder().WriteScenario(TextWriter.Null, null!)),
        Invalid(WriteScenario, "no job", _ => new TransferRecorder().WriteScenario(TextWriter.Null, []), "jobs", "at least one"),
        Invalid(WriteScenario, "a job that is null", _ => new TransferRecorder().WriteScenario(TextWriter.Null, [null!]), "jobs", "null"),
        Invalid(WriteScenario, "a job of another manager", world => new TransferRecorder().WriteScenario(TextWriter.Null, [world.Job]), "jobs", "does not serve"),
    ];
}
