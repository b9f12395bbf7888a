using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>The network of a script: the fields of the network, its hosts and files, and of what changes in them at a time.</summary>
internal static class ScriptNetwork
{
    private const string OfNetwork = "network";

    private static readonly TimeSpan AsNetwork = TimeSpan.FromTicks(-1);

    // Of several of them.
    private static readonly ScriptField<TimeSpan> At = new("at", Instant, "the time of the change") { IsRequired = true };
    private static readonly ScriptField<bool> Recovers = new("recovers", True, "faults that hold for all requests are taken back");
    private static readonly ScriptField<IReadOnlyList<SimulationScriptFault>> Faults = new("faults", new ScriptList<SimulationScriptFault>(ScriptFaults.Fault), "requests that go wrong");
    private static readonly ScriptField<IReadOnlyList<SimulationScriptOutage>> Outages = new("outages", new ScriptList<SimulationScriptOutage>(ScriptFaults.Outage), "times in which requests go wrong and the line is down");

    // Of the network.
    private static readonly ScriptField<long> BitsPerSecondField = new("bitsPerSecond", BitsPerSecond, "what all transfers share") { Default = "unlimited: all bytes are there at once" };
    private static readonly ScriptField<long?> CapacityField = new("bitsPerSecond", Capacity, "what all transfers share from now on");
    private static readonly ScriptField<TimeSpan> Latency = new("latency", Span, "how long each request takes to be answered") { Default = "0" };
    private static readonly ScriptField<TimeSpan> ConnectTimeout = new("connectTimeout", Duration, "how long a request tries to connect") { Default = "60 seconds" };
    private static readonly ScriptField<TimeSpan> ReceiveTimeout = new("receiveTimeout", Duration, "how long a request endures silence") { Default = "30 seconds" };

    private static readonly ScriptObject<ScriptStep<SimulatedNetwork>> NetworkChange = new(
        "networkChange",
        "What changes in the whole network at a time",
        [At, CapacityField, Latency, ConnectTimeout, ReceiveTimeout, Recovers, Faults],
        static values => new ScriptStep<SimulatedNetwork>.Builder(values)
            .Set(CapacityField, static (network, bits) => network.BitsPerSecond = bits)
            .Set(Latency, static (network, latency) => network.Latency = latency)
            .Set(ConnectTimeout, static (network, span) => network.ConnectTimeout = span)
            .Set(ReceiveTimeout, static (network, span) => network.ReceiveTimeout = span)
            .Set(Recovers, static (network, _) => network.Recovers())
            .Set(Faults, static (network, faults) => Apply(faults, network.Faults))
            .Build(At, "bitsPerSecond"));

    // Of a file.
    private static readonly ScriptField<TimeSpan> From = new("from", Instant, "when it is there") { Default = "from the beginning" };
    private static readonly ScriptField<long> Size = new("size", Bytes, "the file's size in bytes") { IsRequired = true };
    private static readonly ScriptField<DateTimeOffset> LastModified = new("lastModified", Date, "its time stamp") { Default = "2000-01-01T00:00:00Z" };
    private static readonly ScriptField<string> Tag = new("tag", Text, "its tag (ETag), at which BITS looks where no time stamp is told") { Default = "none" };
    private static readonly ScriptField<string> Hash = new("sha256", Sha256, "the SHA-256 hash of what it holds, in 64 hexadecimal digits; a job that expects another one fails with 0x80200053") { Default = "the one that is expected" };
    private static readonly ScriptField<string> NewHash = new("sha256", Sha256, "the SHA-256 hash of what it holds from now on");
    private static readonly ScriptField<IReadOnlyList<(string Name, string Value)>> Headers = new("headers", ScriptFaults.HeadersOf, "headers of its answers");
    private static readonly ScriptField<bool> ContentLength = new("contentLength", ScriptTypes.Boolean, "whether the server tells the size; if not, requests fail with 0x80200011") { Default = "true" };
    private static readonly ScriptField<bool> Ranges = new("ranges", ScriptTypes.Boolean, "whether the server knows ranges; if not, requests of background jobs and in the middle fail with 0x80200013") { Default = "true" };
    private static readonly ScriptField<bool> TimeStamp = new("timeStamp", ScriptTypes.Boolean, "whether the server tells the time stamp") { Default = "true" };
    private static readonly ScriptField<IReadOnlyList<SimulationScriptFault>> FileFaults = new("faults", new ScriptList<SimulationScriptFault>(ScriptFaults.FileFault), "requests that go wrong, and bytes at which they end");

    // Of a change of a file.
    private static readonly ScriptField<TimeSpan> FileAt = new("at", Instant, "the time of the change");
    private static readonly ScriptField<long> Request = new("request", ScriptFaults.RequestNumber, "in place of `at`: from which request of the file on there is another file; bodies that flow go on");
    private static readonly ScriptField<long> NewSize = new("size", Bytes, "the new size in bytes; with `lastModified` the file is replaced");
    private static readonly ScriptField<DateTimeOffset> NewStamp = new("lastModified", Date, "the new time stamp");
    private static readonly ScriptField<string> NewTag = new("tag", Text, "the new tag") { Default = "the one that the file has" };

    private static readonly ScriptObject<ScriptFileChange> FileChange = new(
        "fileChange",
        "What changes of a file, at a time or from a request on",
        [FileAt, Request, NewSize, NewStamp, NewTag, NewHash, Headers, ContentLength, Ranges, TimeStamp, Recovers, FileFaults],
        MakeFileChange)
    {
        OneOf = [FileAt, Request],
    };

    private static readonly ScriptField<IReadOnlyList<ScriptFileChange>> FileChanges = new("changes", new ScriptList<ScriptFileChange>(FileChange), "what changes of it");

    private static readonly ScriptObject<SimulationScriptResource> Resource = new(
        "resource",
        "A file of a host or of this machine",
        [Size, From, LastModified, Tag, Hash, Headers, ContentLength, Ranges, TimeStamp, .. ScriptConnection.OfFile, FileChanges, Outages, FileFaults],
        static values =>
        {
            IReadOnlyList<ScriptFileChange> changes = values.List(FileChanges);
            return new SimulationScriptResource(values.Node.Key, values.Get(Size))
            {
                Appears = values.TryGet(From, out TimeSpan from) ? new ScriptStep<SimulatedResource>(from, values.NodeOf(From)!, static _ => { }) : null,
                LastModified = values.Maybe(LastModified),
                Tag = values.Get(Tag),
                Sha256 = values.Get(Hash),
                Headers = values.List(Headers),
                Redirect = ScriptConnection.Redirect(values),
                HasContentLength = values.Get(ContentLength, true),
                HasRanges = values.Get(Ranges, true),
                HasTimeStamp = values.Get(TimeStamp, true),
                Changes = [.. changes.Select(static change => change.Version).OfType<SimulationScriptFileChange>()],
                Versions = [.. changes.Select(static change => change.Numbered).OfType<Action<SimulatedResource>>()],
                Steps = [.. changes.Select(static change => change.Step).OfType<ScriptStep<SimulatedResource>>()],
                Outages = values.List(Outages),
                Faults = values.List(FileFaults),
            };
        });

    // Of a host.
    private static readonly ScriptField<long> HostBits = new("bitsPerSecond", BitsPerSecond, "what its transfers share, besides the line") { Default = "the line alone limits them" };
    private static readonly ScriptField<long?> HostCapacity = new("bitsPerSecond", Capacity, "what its transfers share from now on");
    private static readonly ScriptField<TimeSpan> HostLatency = new("latency", Span, "how long each request takes to be answered") { Default = "as the network's" };
    private static readonly ScriptField<TimeSpan> NewHostLatency = new("latency", OrWord(Span, OfNetwork, AsNetwork), "how long each request takes to be answered from now on");

    private static readonly ScriptObject<ScriptStep<SimulatedHost>> HostChange = new(
        "hostChange",
        "What changes of a host at a time",
        [At, HostCapacity, NewHostLatency, .. ScriptConnection.OfHost, Recovers, Faults],
        static values => ScriptConnection.Set(new ScriptStep<SimulatedHost>.Builder(values))
            .Set(HostCapacity, static (host, bits) => host.BitsPerSecond = bits)
            .Set(NewHostLatency, static (host, latency) => host.Latency = latency == AsNetwork ? null : latency)
            .Set(Recovers, static (host, _) => host.Recovers())
            .Set(Faults, static (host, faults) => Apply(faults, host.Faults))
            .Build(At, "bitsPerSecond"));

    private static readonly ScriptField<IReadOnlyList<SimulationScriptResource>> Resources = new(
        "resources", new ScriptMap<SimulationScriptResource>("paths", static path => RemoteAddress.CheckPath(path, nameof(path)), Resource), "its files");

    private static readonly ScriptField<IReadOnlyList<ScriptStep<SimulatedHost>>> HostChanges = new("changes", new ScriptList<ScriptStep<SimulatedHost>>(HostChange), "what changes of it");

    private static readonly ScriptObject<SimulationScriptHost> Host = new(
        "host",
        "A host and the files it offers; its name resolves because it is named here",
        [From, HostBits, HostLatency, .. ScriptConnection.OfHost, Outages, Faults, Resources, ScriptUploads.OfHost, HostChanges],
        static values => new SimulationScriptHost(values.Node.Key)
        {
            Appears = values.TryGet(From, out TimeSpan from) ? new ScriptStep<SimulatedNetwork>(from, values.NodeOf(From)!, static _ => { }) : null,
            BitsPerSecond = values.Maybe(HostBits),
            Latency = values.Maybe(HostLatency),
            Open = ScriptConnection.Open(values),
            Outages = values.List(Outages),
            Faults = values.List(Faults),
            Resources = values.List(Resources),
            Uploads = values.List(ScriptUploads.OfHost),
            Changes = values.List(HostChanges),
        });

    private static readonly ScriptField<IReadOnlyList<SimulationScriptHost>> Hosts = new(
        "hosts", new ScriptMap<SimulationScriptHost>("names of hosts, with a port if needed,", static name => RemoteAddress.CheckHost(name, nameof(name)), Host), "the hosts");

    private static readonly ScriptField<IReadOnlyList<SimulationScriptResource>> LocalSources = new(
        "localSources",
        new ScriptMap<SimulationScriptResource>(
            "full paths", static path => RemoteAddress.CheckLocalSource(path, nameof(path)), Resource, StringComparer.OrdinalIgnoreCase),
        "files of this machine: with a drive as remote names such as `C:\\depot\\app.zip`, and any as what an upload sends");

    private static readonly ScriptField<IReadOnlyList<ScriptStep<SimulatedNetwork>>> NetworkChanges = new(
        "changes", new ScriptList<ScriptStep<SimulatedNetwork>>(NetworkChange), "what changes in it");

    internal static ScriptObject<SimulationScriptNetwork> Network { get; } = new(
        "network",
        "The line, the hosts and their files",
        [BitsPerSecondField, Latency, ConnectTimeout, ReceiveTimeout, .. ScriptConnection.OfNetwork, Outages, Faults, Hosts, LocalSources, NetworkChanges],
        static values => new SimulationScriptNetwork
        {
            BitsPerSecond = values.Maybe(BitsPerSecondField),
            Latency = values.Maybe(Latency),
            ConnectTimeout = values.Maybe(ConnectTimeout),
            ReceiveTimeout = values.Maybe(ReceiveTimeout),
            Connect = ScriptConnection.Connect(values),
            Outages = values.List(Outages),
            Faults = values.List(Faults),
            Hosts = values.List(Hosts),
            LocalSources = values.List(LocalSources),
            Changes = values.List(NetworkChanges),
        });

    private static void Apply(IReadOnlyList<SimulationScriptFault> faults, FaultScope scope)
    {
        foreach (SimulationScriptFault fault in faults)
        {
            fault.ApplyTo(scope);
        }
    }

    /// <summary>A version at a time, one from a request on, or a step of another kind.</summary>
    private static ScriptFileChange MakeFileChange(ScriptValues values)
    {
        bool replaces = values.Has(NewSize) || values.Has(NewStamp);
        if (values.TryGet(Request, out long request))
        {
            values.Exclude("it does not go with request", FileAt, NewHash, Headers, ContentLength, Ranges, TimeStamp, Recovers, FileFaults);
            (long size, DateTimeOffset stamp, string? tag) = Replacement(values);
            return new ScriptFileChange(Numbered: resource => resource.ChangesOnRequest(request, size, stamp, tag));
        }

        if (!values.TryGet(FileAt, out TimeSpan at))
        {
            throw values.Node.Lacks(FileAt.Name, FileAt.Text);
        }

        if (replaces)
        {
            values.Exclude("with size and lastModified; write a change of its own", NewHash, Headers, ContentLength, Ranges, TimeStamp, Recovers, FileFaults);
            (long size, DateTimeOffset stamp, string? tag) = Replacement(values);
            return new ScriptFileChange(new SimulationScriptFileChange(at, size, stamp) { Tag = tag });
        }

        return new ScriptFileChange(Step: new ScriptStep<SimulatedResource>.Builder(values)
            .Set(NewTag, static (resource, tag) => resource.WithTag(tag))
            .Set(NewHash, static (resource, hash) => resource.WithSha256(hash))
            .Set(Headers, static (resource, headers) => headers.ToList().ForEach(header => resource.WithHeader(header.Name, header.Value)))
            .Set(ContentLength, static (resource, has) => resource.WithoutContentLength(!has))
            .Set(Ranges, static (resource, has) => resource.WithoutRanges(!has))
            .Set(TimeStamp, static (resource, has) => resource.WithoutTimeStamp(!has))
            .Set(Recovers, static (resource, _) => resource.Recovers())
            .Set(FileFaults, static (resource, faults) => faults.ToList().ForEach(fault => fault.ApplyTo(resource)))
            .Build(FileAt, "ranges"));
    }

    private static (long Size, DateTimeOffset LastModified, string? Tag) Replacement(ScriptValues values) =>
        (values.TryGet(NewSize, out long size) ? size : throw values.Node.Lacks(NewSize.Name, "the new size in bytes"),
        values.TryGet(NewStamp, out DateTimeOffset stamp) ? stamp : throw values.Node.Lacks(NewStamp.Name, "the new time stamp"),
        values.Get(NewTag));
}
