using System.Globalization;
using System.Text.Json;
using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>What goes wrong in the network of a script: the fields of outages and faults.</summary>
internal static class ScriptFaults
{
    private const string Expected =
        "what goes wrong: one of hresult, httpStatus, connectTimeout, noAnswer, dropAfter, stallAfter, or with atByte one of drop, stall";

    private const string RequestsExpected = "a request's number from 1, or a series of them like \"1-3\"";

    private static readonly ScriptField<TimeSpan> From = new("from", Instant, "the time at which the outage begins") { IsRequired = true };
    private static readonly ScriptField<TimeSpan> To = new("to", Span, "the time at which the outage is over") { IsRequired = true };

    private static readonly ScriptField<(long First, long Last)> Requests = new(
        "requests",
        new ScriptValue<(long, long)>(RequestsExpected, ReadRequests, WriteRequests),
        "which requests that come to the network, the host or the file go wrong, counted from 1")
    { Default = "all" };

    private static readonly ScriptField<int> HResultField = new("hresult", TransferFailure, "the request fails with this code at once; with `dropAfter` or `drop`: the code of the break") { Default = "0x80072EFE for a break" };
    private static readonly ScriptField<int> HttpStatus = new("httpStatus", FailedHttpStatus, "the server answers with this status");
    private static readonly ScriptField<bool> ConnectTimeout = new("connectTimeout", True, "the connection cannot be made: 0x80072EE2 after the network's `connectTimeout`");
    private static readonly ScriptField<bool> NoAnswer = new("noAnswer", True, "the connection is made, but no answer comes: 0x80072EE2 after `receiveTimeout`");
    private static readonly ScriptField<long> DropAfter = new("dropAfter", Bytes, "the connection breaks off when that many more bytes are here");
    private static readonly ScriptField<long> StallAfter = new("stallAfter", Bytes, "when that many more bytes are here, no more come");
    private static readonly ScriptField<TimeSpan> DurationField = new("duration", Duration, "how long a stall lasts") { Default = "for ever" };
    private static readonly ScriptField<IReadOnlyList<(string Name, string Value)>> Headers = new("headers", HeadersOf, "headers of the answer, with `httpStatus`");
    private static readonly ScriptField<long> AtByte = new("atByte", Bytes, "at which byte of the file it strikes, with `drop` or `stall`") { Default = "it strikes requests" };
    private static readonly ScriptField<bool> Once = new("once", ScriptTypes.Boolean, "whether only the first attempt that comes to the byte is struck") { Default = "false" };
    private static readonly ScriptField<bool> Drop = new("drop", True, "the connection breaks off at the byte");
    private static readonly ScriptField<bool> Stall = new("stall", True, "no more bytes come at the byte");

    private static readonly ScriptField<TimeSpan> Latency = new("latency", Span, "how long the request takes to be answered, whatever it then meets; alone: it goes well") { Default = "that of the host" };

    private static readonly ScriptField<IReadOnlyList<SimulatedFault>> Then = new(
        "then",
        new ScriptList<SimulatedFault>(
            new ScriptObject<SimulatedFault>(
                "faultStep", "What comes after a stall with a `duration`, counted in bytes of the attempt", [StallAfter, DurationField, DropAfter, HResultField], OfRequest)
            {
                OneOf = [StallAfter, DropAfter],
            },
            "at least one stall or drop"),
        "what comes after a stall with a `duration`, in order; it also holds where the file ends");

    private static readonly ScriptField[] OfRequests = [HResultField, HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter, DurationField, Headers];

    private static readonly ScriptField[] OfCourses = [.. OfRequests, Latency, Then];

    internal static ScriptType<IReadOnlyList<(string Name, string Value)>> HeadersOf => new ScriptMap<(string, string)>(
        "names of headers",
        static name =>
        {
            HeaderLines.CheckName(name, nameof(name));
            return name.ToLowerInvariant();
        },
        new ScriptValue<(string, string)>(
            "a text",
            static node => (node.Name, ReadHeader(node)),
            static writer =>
            {
                Text.WriteSchema(writer);
                writer.WriteString("pattern", @"^[^\u0000-\u001F\u007F-\u009F]*$");
            }));

    internal static ScriptObject<SimulationScriptOutage> Outage { get; } = new(
        "outage",
        "A time in which requests go wrong and the line is down; outages may overlap, and the one written last counts",
        [From, To, .. OfRequests],
        static values =>
        {
            TimeSpan from = values.Get(From), to = values.Get(To);
            return to > from ? new SimulationScriptOutage(from, to, OfRequest(values)) : throw values.NodeOf(To)!.Wrong($"a time after \"from\", {from}");
        })
    {
        OneOf = [HResultField, HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter],
    };

    /// <summary>A fault of a network or a host.</summary>
    internal static ScriptObject<SimulationScriptFault> Fault { get; } = new(
        "fault",
        "Requests that go wrong: numbered ones, or all from now on",
        [Requests, .. OfCourses],
        MakeFault)
    {
        OneOf = [HResultField, HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter, Latency],
    };

    /// <summary>An answer of a server application to a file that was sent; it knows nothing of connections and bytes.</summary>
    internal static ScriptObject<SimulationScriptFault> ApplicationFault { get; } = new(
        "applicationFault",
        "Files that a server application refuses, or says nothing to: numbered ones, or all from now on",
        [Requests, HResultField, HttpStatus, NoAnswer],
        MakeFault)
    {
        OneOf = [HResultField, HttpStatus, NoAnswer],
    };

    internal static ScriptObject<SimulationScriptFault> FileFault { get; } = new(
        "fileFault",
        "Requests for a file that go wrong, or a byte of it at which bytes end",
        [Requests, AtByte, Once, Drop, Stall, .. OfCourses],
        static values =>
        {
            if (values.TryGet(AtByte, out long at))
            {
                values.Exclude("a fault at a byte strikes whichever request comes there", Requests, Latency, Then);
                return new SimulationScriptFault(OfByte(values)) { AtByte = at, Once = values.Get(Once) };
            }

            values.Exclude("only a fault with atByte has it", Once, Drop, Stall);
            return MakeFault(values);
        })
    {
        OneOf = [HResultField, HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter, AtByte, Latency],
    };

    private static SimulationScriptFault MakeFault(ScriptValues values)
    {
        (long First, long Last)? requests = values.Maybe(Requests);
        return new SimulationScriptFault(OfCourse(values)) { FirstRequest = requests?.First, LastRequest = requests?.Last };
    }

    /// <summary>What happens to a request, one thing after the other.</summary>
    private static SimulatedFault OfCourse(ScriptValues values)
    {
        bool isLate = values.TryGet(Latency, out TimeSpan latency);
        bool isOnlyLate = isLate && !OfRequests.Any(values.Has);
        SimulatedFault fault = isOnlyLate ? SimulatedFault.Late(latency) : isLate ? SimulatedFault.Late(latency).Then(OfRequest(values)) : OfRequest(values);
        return values.List(Then).Aggregate(fault, (course, next) =>
        {
            try
            {
                return course.Then(next);
            }
            catch (Exception refused) when (refused is ArgumentException or InvalidOperationException)
            {
                throw values.NodeOf(Then)!.Wrong("stalls and a drop, each after a stall with a duration and after no fewer bytes", found: null, refused);
            }
        });
    }

    /// <summary>What goes wrong with a request.</summary>
    private static SimulatedFault OfRequest(ScriptValues values)
    {
        ScriptField kind = values.OnlyOne(Expected, HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter) ?? HResultField;
        ExcludeUnless(kind == HResultField || kind == DropAfter, values, HResultField, kind);
        ExcludeUnless(kind == StallAfter, values, DurationField, kind);
        ExcludeUnless(kind == HttpStatus, values, Headers, kind);
        if (values.TryGet(HttpStatus, out int status))
        {
            return values.List(Headers).Aggregate(SimulatedFault.HttpStatus(status), static (fault, header) => fault.WithHeader(header.Name, header.Value));
        }

        if (values.Get(ConnectTimeout))
        {
            return SimulatedFault.ConnectTimeout;
        }

        if (values.Get(NoAnswer))
        {
            return SimulatedFault.NoAnswer;
        }

        if (values.TryGet(DropAfter, out long dropAfter))
        {
            return SimulatedFault.DropAfter(dropAfter, values.Get(HResultField, HResults.ERROR_WINHTTP_CONNECTION_ERROR));
        }

        if (values.TryGet(StallAfter, out long stallAfter))
        {
            return SimulatedFault.StallAfter(stallAfter, values.Maybe(DurationField));
        }

        return values.TryGet(HResultField, out int code) ? SimulatedFault.HResult(code) : throw values.Node.Wrong(Expected, "nothing", inner: null);
    }

    /// <summary>What goes wrong at a byte of a file: a drop, with its code, or a stall, with its duration.</summary>
    private static SimulatedFault OfByte(ScriptValues values)
    {
        values.Exclude("with atByte use drop or stall", HttpStatus, ConnectTimeout, NoAnswer, DropAfter, StallAfter, Headers);
        ScriptField kind = values.OnlyOne(Expected, Drop, Stall) ?? throw values.Node.Wrong("\"drop\": true or \"stall\": true", "neither", inner: null);
        (bool drops, _) = (values.Get(Drop), values.Get(Stall));
        ExcludeUnless(drops, values, HResultField, kind);
        ExcludeUnless(!drops, values, DurationField, kind);
        return drops
            ? SimulatedFault.DropAfter(0, values.Get(HResultField, HResults.ERROR_WINHTTP_CONNECTION_ERROR))
            : SimulatedFault.StallAfter(0, values.Maybe(DurationField));
    }

    private static void ExcludeUnless(bool allowed, ScriptValues values, ScriptField field, ScriptField kind)
    {
        if (!allowed)
        {
            values.Exclude($"it does not go with {kind.Name}", field);
        }
    }

    /// <summary>What is found there is not shown: it may be a credential.</summary>
    private static string ReadHeader(SimulationScriptNode node) => node.Kind == JsonTokenType.String && !node.Text.Any(char.IsControl)
        ? node.Text
        : throw node.Wrong("the value of a header, a text of one line without control characters", found: null, inner: null);

    private static (long First, long Last) ReadRequests(SimulationScriptNode node)
    {
        if (node.Kind == JsonTokenType.Number)
        {
            long number = RequestNumber.Read(node);
            return (number, number);
        }

        string[] parts = node.Kind == JsonTokenType.String ? node.Text.Split('-') : [];
        bool isSeries = parts.Length is 1 or 2
            & TryNumber(parts.FirstOrDefault(), out long first)
            & TryNumber(parts.LastOrDefault(), out long last);
        return isSeries && first >= 1 && last >= first ? (first, last) : throw node.Wrong(RequestsExpected);
    }

    internal static ScriptType<long> RequestNumber { get; } = Integer(1, long.MaxValue, RequestsExpected);

    private static bool TryNumber(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static void WriteRequests(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("anyOf");
        writer.WriteStartObject();
        RequestNumber.WriteSchema(writer);
        writer.WriteEndObject();
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("pattern", "^0*[1-9][0-9]*(-0*[1-9][0-9]*)?$");
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
