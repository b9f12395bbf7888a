using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Real transfers.</summary>
internal static class BadInputTransportRows
{
    private const string Connect = "HttpTransportOptions.ConnectTimeout=";
    private const string Receive = "HttpTransportOptions.ReceiveTimeout=";
    private const string Redirects = "HttpTransportOptions.MaximumRedirects=";

    internal static IEnumerable<BadInputRow> All =>
    [
        Null("HttpTransport.new(HttpTransportOptions options)", "options", world => _ = new HttpTransport(null!)),
        Range(Connect, "zero", _ => new HttpTransportOptions().ConnectTimeout = TimeSpan.Zero, "value", "1 to 2147483647 ms"),
        Range(Connect, "infinite", _ => new HttpTransportOptions().ConnectTimeout = Timeout.InfiniteTimeSpan, "value", "1 to 2147483647 ms"),
        Range(Receive, "zero", _ => new HttpTransportOptions().ReceiveTimeout = TimeSpan.Zero, "value", "1 to 2147483647 ms"),
        Range(Receive, "too long", _ => new HttpTransportOptions().ReceiveTimeout = TimeSpan.FromDays(25), "value", "1 to 2147483647 ms"),
        Range(Redirects, "negative", _ => new HttpTransportOptions().MaximumRedirects = -1, "value", "0 to 50"),
        Range(Redirects, "too many", _ => new HttpTransportOptions().MaximumRedirects = 51, "value", "0 to 50"),
        Range("HttpTransportOptions.Durability=", "none", _ => new HttpTransportOptions().Durability = (TransferDurability)2, "value", "0 (Process) and 1 (Power)"),
    ];
}
