using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>The scripted network.</summary>
internal static class BadInputNetworkRows
{
    private const string Then = "SimulatedFault.Then(SimulatedFault next)";
    private const string Resource = "SimulatedHost.Resource(String path, Int64 sizeBytes, DateTimeOffset? lastModified)";
    private const string FindResource = "SimulatedHost.Resource(String path)";
    private const string ChangesAt = "SimulatedResource.ChangesAt(TimeSpan at, Int64 sizeBytes, DateTimeOffset lastModified)";
    private const string ChangesWithTag = "SimulatedResource.ChangesAt(TimeSpan at, Int64 sizeBytes, DateTimeOffset lastModified, String tag)";
    private const string ChangesOnRequest = "SimulatedResource.ChangesOnRequest(Int64 request, Int64 sizeBytes, DateTimeOffset lastModified, String tag)";
    private const string DropsAt = "SimulatedResource.DropsAt(Int64 byteOffset, Boolean once, Int32 code)";
    private const string StallsAt = "SimulatedResource.StallsAt(Int64 byteOffset, TimeSpan? duration, Boolean once)";

    private static readonly TimeSpan TooFar = TimeSpan.FromDays(366_000) + TimeSpan.FromTicks(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal static IEnumerable<BadInputRow> All =>
    [
        Range("SimulatedNetwork.Latency=", "negative", world => world.Network.Latency = -Second, "value", "366,000"),
        Range("SimulatedNetwork.Latency=", "too large", world => world.Network.Latency = TooFar, "value", "366,000"),
        Range("SimulatedNetwork.ConnectTimeout=", "zero", world => world.Network.ConnectTimeout = TimeSpan.Zero, "value", "more than zero"),
        Range("SimulatedNetwork.ConnectTimeout=", "infinite", world => world.Network.ConnectTimeout = Timeout.InfiniteTimeSpan, "value", "366,000"),
        Range("SimulatedNetwork.ReceiveTimeout=", "zero", world => world.Network.ReceiveTimeout = TimeSpan.Zero, "value", "more than zero"),
        Range("SimulatedNetwork.ReceiveTimeout=", "too large", world => world.Network.ReceiveTimeout = TimeSpan.MaxValue, "value", "366,000"),
        Range("SimulatedNetwork.BitsPerSecond=", "0", world => world.Network.BitsPerSecond = 0, "value", "at least 1"),
        Range("SimulatedNetwork.BitsPerSecond=", "negative", world => world.Network.BitsPerSecond = long.MinValue, "value", "at least 1"),
        Range("SimulatedHost.Latency=", "negative", world => world.Host.Latency = -Second, "value", "366,000"),
        Range("SimulatedHost.Latency=", "too large", world => world.Host.Latency = TooFar, "value", "366,000"),
        Range("SimulatedHost.BitsPerSecond=", "0", world => world.Host.BitsPerSecond = 0, "value", "at least 1"),
        Range("SimulatedNetwork.RequestsKept=", "negative", world => world.Network.RequestsKept = -1, "value", "0 or more"),
        Operation("SimulatedHost.Requests()", "none kept", world => _ = world.Host.Requests, "RequestsKept"),
        Null("SimulatedNetwork.LocalSource(String path)", "path", world => world.Network.LocalSource(null!)),
        Invalid("SimulatedNetwork.LocalSource(String path)", "a URL", world => world.Network.LocalSource("http://h/f"), "path", "with its drive"),
        Invalid("SimulatedNetwork.LocalSource(String path)", "no drive", world => world.Network.LocalSource("srv/f"), "path", "with a drive"),
        Null("SimulatedNetwork.LocalSource(String path, Int64 sizeBytes, DateTimeOffset? lastModified)", "path", world => world.Network.LocalSource(null!, 1)),
        Range("SimulatedNetwork.LocalSource(String path, Int64 sizeBytes, DateTimeOffset? lastModified)", "negative", world => world.Network.LocalSource(@"C:\f", -1), "sizeBytes", "0 or more"),
        Null("SimulatedNetwork.Host(String name)", "name", world => world.Network.Host(null!)),
        Invalid("SimulatedNetwork.Host(String name)", "empty", world => world.Network.Host(""), "name", "name of a host"),
        Invalid("SimulatedNetwork.Host(String name)", "URL", world => world.Network.Host("http://server.example"), "name", "without scheme"),
        Invalid("SimulatedNetwork.Host(String name)", "port", world => world.Network.Host("server.example:99999"), "name", "server.example:99999"),
        Null(Resource, "path", world => world.Host.Resource(null!, 1)),
        Invalid(Resource, "no slash", world => world.Host.Resource("b", 1), "path", "slash"),
        Range(Resource, "negative size", world => world.Host.Resource("/b", -1), "sizeBytes", "0 or more"),
        Operation(Resource, "there already", world => world.Host.Resource("/a", 1), "server.example", "/a"),
        Null(FindResource, "path", world => world.Host.Resource(null!)),
        Invalid(FindResource, "fragment", world => world.Host.Resource("/a#b"), "path", "slash"),
        Operation(FindResource, "not there", world => world.Host.Resource("/b"), "server.example", "/b"),
        Range(ChangesAt, "negative time", world => world.Resource.ChangesAt(-Second, 1, default), "at", "366,000"),
        Range(ChangesAt, "too late", world => world.Resource.ChangesAt(TooFar, 1, default), "at", "366,000"),
        Range(ChangesAt, "negative size", world => world.Resource.ChangesAt(20 * Second, -1, default), "sizeBytes", "0 or more"),
        Invalid("SimulatedResource.WithSha256(String sha256)", "short", world => world.Resource.WithSha256("12"), "sha256", "64"),
        Null(ChangesWithTag, "tag", world => world.Resource.ChangesAt(Second, 1, default, null!)),
        Range(ChangesWithTag, "negative time", world => world.Resource.ChangesAt(-Second, 1, default, "t"), "at", "366,000"),
        Range(ChangesWithTag, "negative size", world => world.Resource.ChangesAt(20 * Second, -1, default, "t"), "sizeBytes", "0 or more"),
        Range(ChangesOnRequest, "request 0", world => world.Resource.ChangesOnRequest(0, 1, default), "request", "from 1"),
        Range(ChangesOnRequest, "negative size", world => world.Resource.ChangesOnRequest(1, -1, default), "sizeBytes", "0 or more"),
        .. Headers("SimulatedResource.WithHeader(String name, String value)", (world, name, value) => world.Resource.WithHeader(name, value)),
        .. Headers("SimulatedFault.WithHeader(String name, String value)", (_, name, value) => SimulatedFault.HttpStatus(503).WithHeader(name, value)),
        Operation("SimulatedFault.WithHeader(String name, String value)", "no answer", _ => SimulatedFault.NoAnswer.WithHeader("Retry-After", "1"), "HTTP status"),
        Range(DropsAt, "negative byte", world => world.Resource.DropsAt(-1), "byteOffset", "from 0"),
        Invalid(DropsAt, "success", world => world.Resource.DropsAt(50_000, code: 0), "code", "not a failure"),
        Invalid(DropsAt, "block", world => world.Resource.DropsAt(50_000, code: HResults.BG_E_STANDBY_MODE), "code", "environment"),
        Range(StallsAt, "negative byte", world => world.Resource.StallsAt(-1), "byteOffset", "from 0"),
        Range(StallsAt, "no duration", world => world.Resource.StallsAt(50_000, TimeSpan.Zero), "duration", "more than zero"),
        .. Faults("SimulatedNetwork", world => new(world.Network.Fails, world.Network.Fails, world.Network.OnRequest, world.Network.OnRequests, world.Network.Outage)),
        .. Faults("SimulatedHost", world => new(world.Host.Fails, world.Host.Fails, world.Host.OnRequest, world.Host.OnRequests, world.Host.Outage)),
        .. Faults("SimulatedResource", world => new(world.Resource.Fails, world.Resource.Fails, world.Resource.OnRequest, world.Resource.OnRequests, world.Resource.Outage)),
        .. Codes("SimulatedFault.HResult(Int32 code)", code => SimulatedFault.HResult(code)),
        .. Codes("SimulatedFault.HResult(UInt32 code)", code => SimulatedFault.HResult(unchecked((uint)code))),
        .. Codes("SimulatedFault.DropAfter(Int64 bytes, Int32 code)", code => SimulatedFault.DropAfter(1, code)),
        Range("SimulatedFault.DropAfter(Int64 bytes, Int32 code)", "negative", _ => SimulatedFault.DropAfter(-1, HResults.E_FAIL), "bytes", "0 or more"),
        Range("SimulatedFault.DropAfter(Int64 bytes)", "negative", _ => SimulatedFault.DropAfter(-1), "bytes", "0 or more"),
        Range("SimulatedFault.StallAfter(Int64 bytes, TimeSpan? duration)", "negative", _ => SimulatedFault.StallAfter(-1), "bytes", "0 or more"),
        Range("SimulatedFault.StallAfter(Int64 bytes, TimeSpan? duration)", "no duration", _ => SimulatedFault.StallAfter(1, -Second), "duration", "zero"),
        Range("SimulatedFault.HttpStatus(Int32 status)", "99", _ => SimulatedFault.HttpStatus(99), "status", "100", "999"),
        Range("SimulatedFault.HttpStatus(Int32 status)", "1000", _ => SimulatedFault.HttpStatus(1000), "status", "100", "999"),
        Invalid("SimulatedFault.HttpStatus(Int32 status)", "200", _ => SimulatedFault.HttpStatus(200), "status", "200"),
        Range("SimulatedFault.Late(TimeSpan latency)", "negative", _ => SimulatedFault.Late(-Second), "latency", "zero"),
        Null(Then, "next", _ => SimulatedFault.Late(Second).Then(null!)),
        Invalid(Then, "late twice", _ => SimulatedFault.Late(Second).Then(SimulatedFault.Late(Second)), "next", "latency of its own"),
        Invalid(Then, "an answer after bytes", _ => SimulatedFault.StallAfter(5, Second).Then(SimulatedFault.HttpStatus(503)), "next", "stall", "bytes"),
        Invalid(Then, "fewer bytes", _ => SimulatedFault.StallAfter(5, Second).Then(SimulatedFault.DropAfter(4)), "next", "5"),
        Operation(Then, "after a drop", _ => SimulatedFault.DropAfter(5).Then(SimulatedFault.DropAfter(6)), "stall with a duration"),
        Invalid("SimulatedResource.Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)", "a course", world => world.Resource.Outage(Second, 2 * Second, SimulatedFault.Late(Second)), "fault", "OnRequest"),
        Invalid("SimulatedFault.HttpStatus(Int32 status)", "206", _ => SimulatedFault.HttpStatus(206), "status", "206"),
    ];

    private static IEnumerable<BadInputRow> Headers(string member, Action<BadInputWorld, string, string> act) =>
    [
        Null(member, "name", world => act(world, null!, "1")),
        Null(member, "value", world => act(world, "Retry-After", null!)),
        Invalid(member, "empty name", world => act(world, "", "1"), "name", "name of a header"),
        Invalid(member, "name with a colon", world => act(world, "Retry-After:", "1"), "name", "Retry-After:"),
        Invalid(member, "header that follows from the file", world => act(world, "content-length", "5"), "name", "follows from the file"),
        Invalid(member, "value of two lines", world => act(world, "Retry-After", "1\n2"), "value", "one line"),
    ];

    private static IEnumerable<BadInputRow> Faults(string scope, Func<BadInputWorld, Scope> of)
    {
        string status = $"{scope}.Fails(Int32 status)";
        string onRequest = $"{scope}.OnRequest(Int64 request, SimulatedFault fault)";
        string onRequests = $"{scope}.OnRequests(Int64 first, Int64 last, SimulatedFault fault)";
        string outage = $"{scope}.Outage(TimeSpan from, TimeSpan to, SimulatedFault fault)";
        SimulatedFault fault = SimulatedFault.HttpStatus(503);
        return
        [
            Null($"{scope}.Fails(SimulatedFault fault)", "fault", world => of(world).Fails(null!)),
            Range(status, "99", world => of(world).FailsWith(99), "status", "100", "999"),
            Range(status, "1000", world => of(world).FailsWith(1000), "status", "100", "999"),
            Invalid(status, "200", world => of(world).FailsWith(200), "status", "200"),
            Null(onRequest, "fault", world => of(world).OnRequest(1, null!)),
            Range(onRequest, "0", world => of(world).OnRequest(0, fault), "request", "from 1"),
            Null(onRequests, "fault", world => of(world).OnRequests(1, 2, null!)),
            Range(onRequests, "from 0", world => of(world).OnRequests(0, 2, fault), "first", "from 1"),
            Range(onRequests, "backwards", world => of(world).OnRequests(3, 2, fault), "last", "3"),
            Null(outage, "fault", world => of(world).Outage(20 * Second, 30 * Second, null!)),
            Range(outage, "from before the start", world => of(world).Outage(-Second, 30 * Second, fault), "from", "366,000"),
            Range(outage, "to too late", world => of(world).Outage(20 * Second, TooFar, fault), "to", "366,000"),
            Range(outage, "empty", world => of(world).Outage(20 * Second, 20 * Second, fault), "to", "00:00:20"),
        ];
    }

    private static IEnumerable<BadInputRow> Codes(string member, Action<int> make) =>
    [
        Invalid(member, "success", _ => make(0), "code", "not a failure"),
        Invalid(member, "Windows error", _ => make(12007), "code", "0x80070000"),
        Invalid(member, "block", _ => make(HResults.BG_E_NETWORK_DISCONNECTED), "code", "BG_E_NETWORK_DISCONNECTED", "environment"),
    ];

    /// <summary>The faults of a scope of the script; what the calls return for chaining does not matter here.</summary>
    private sealed record Scope(
        Func<SimulatedFault, object> Fails,
        Func<int, object> FailsWith,
        Func<long, SimulatedFault, object> OnRequest,
        Func<long, long, SimulatedFault, object> OnRequests,
        Func<TimeSpan, TimeSpan, SimulatedFault, object> Outage);
}
