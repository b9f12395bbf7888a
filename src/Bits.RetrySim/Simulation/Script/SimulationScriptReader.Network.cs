using System.Collections.ObjectModel;
using System.Globalization;
using System.Text.Json;

using static Bits.RetrySim.SimulationScriptValues;

namespace Bits.RetrySim;

// The network and its faults.
internal static partial class SimulationScriptReader
{
    private const string FaultExpected =
        "what goes wrong: one of hresult, httpStatus, connectTimeout, noAnswer, dropAfter, stallAfter, or with atByte one of drop, stall";

    private static readonly string[] FaultFields =
        ["hresult", "httpStatus", "connectTimeout", "noAnswer", "dropAfter", "stallAfter", "duration"];

    private static SimulationScriptNetwork ReadNetwork(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(
            node, "bitsPerSecond", "latency", "connectTimeout", "receiveTimeout", "outages", "faults", "hosts");
        return new SimulationScriptNetwork
        {
            BitsPerSecond = fields.Struct("bitsPerSecond", SimulationScriptValues.BitsPerSecond),
            Latency = fields.Struct("latency", Span),
            ConnectTimeout = fields.Struct("connectTimeout", Duration),
            ReceiveTimeout = fields.Struct("receiveTimeout", Duration),
            Outages = fields.List("outages", ReadOutage),
            Faults = fields.List("faults", static fault => ReadFault(fault, ofFile: false)),
            Hosts = ReadNamed(fields["hosts"], static name => RemoteAddress.CheckHost(name, nameof(name)), ReadHost),
        };
    }

    private static SimulationScriptHost ReadHost(string name, SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(node, "bitsPerSecond", "latency", "outages", "faults", "resources");
        return new SimulationScriptHost(name)
        {
            BitsPerSecond = fields.Struct("bitsPerSecond", SimulationScriptValues.BitsPerSecond),
            Latency = fields.Struct("latency", Span),
            Outages = fields.List("outages", ReadOutage),
            Faults = fields.List("faults", static fault => ReadFault(fault, ofFile: false)),
            Resources = ReadNamed(fields["resources"], static path => RemoteAddress.CheckPath(path, nameof(path)), ReadResource),
        };
    }

    private static SimulationScriptResource ReadResource(string path, SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(
            node, "size", "lastModified", "contentLength", "ranges", "timeStamp", "changes", "outages", "faults");
        return new SimulationScriptResource(path, Bytes(fields.Require("size", "the file's size in bytes")))
        {
            LastModified = fields.Struct("lastModified", Date),
            HasContentLength = fields.Struct("contentLength", SimulationScriptValues.Boolean) ?? true,
            HasRanges = fields.Struct("ranges", SimulationScriptValues.Boolean) ?? true,
            HasTimeStamp = fields.Struct("timeStamp", SimulationScriptValues.Boolean) ?? true,
            Changes = fields.List("changes", ReadFileChange),
            Outages = fields.List("outages", ReadOutage),
            Faults = fields.List("faults", static fault => ReadFault(fault, ofFile: true)),
        };
    }

    private static SimulationScriptFileChange ReadFileChange(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(node, "at", "size", "lastModified");
        return new SimulationScriptFileChange(
            Span(fields.Require("at", "the time of the change")),
            Bytes(fields.Require("size", "the new size in bytes")),
            Date(fields.Require("lastModified", "the new time stamp")));
    }

    private static SimulationScriptOutage ReadOutage(SimulationScriptNode node)
    {
        SimulationScriptFields fields = new(node, ["from", "to", .. FaultFields]);
        TimeSpan from = Span(fields.Require("from", "the time at which the outage begins"));
        SimulationScriptNode end = fields.Require("to", "the time at which the outage is over");
        TimeSpan to = Span(end);
        return to > from
            ? new SimulationScriptOutage(from, to, ReadRequestFault(node, fields))
            : throw end.Wrong($"a time after \"from\", {from}");
    }

    private static SimulationScriptFault ReadFault(SimulationScriptNode node, bool ofFile)
    {
        string[] ofBytes = ofFile ? ["atByte", "once", "drop", "stall"] : [];
        SimulationScriptFields fields = new(node, ["requests", .. ofBytes, .. FaultFields]);
        if (ofFile && fields["atByte"] is { } at)
        {
            Exclude(fields, "a fault at a byte strikes whichever request comes there", "requests");
            return new SimulationScriptFault(ReadByteFault(node, fields))
            {
                AtByte = Bytes(at),
                Once = fields.Struct("once", SimulationScriptValues.Boolean) ?? false,
            };
        }

        if (ofFile)
        {
            Exclude(fields, "only a fault with atByte has it", "once", "drop", "stall");
        }

        (long First, long Last)? requests = fields.Struct("requests", ReadRequests);
        return new SimulationScriptFault(ReadRequestFault(node, fields))
        {
            FirstRequest = requests?.First,
            LastRequest = requests?.Last,
        };
    }

    /// <summary>What goes wrong with a request.</summary>
    private static SimulatedFault ReadRequestFault(SimulationScriptNode node, SimulationScriptFields fields)
    {
        string kind = OnlyOne(node, fields, "httpStatus", "connectTimeout", "noAnswer", "dropAfter", "stallAfter") ?? "hresult";
        ExcludeUnless(kind is "hresult" or "dropAfter", fields, "hresult", kind);
        ExcludeUnless(kind is "stallAfter", fields, "duration", kind);
        SimulationScriptNode? value = fields[kind];
        switch (kind)
        {
            case "httpStatus":
                return SimulatedFault.HttpStatus(HttpStatus(value!));
            case "connectTimeout":
                True(value!);
                return SimulatedFault.ConnectTimeout;
            case "noAnswer":
                True(value!);
                return SimulatedFault.NoAnswer;
            case "dropAfter":
                return SimulatedFault.DropAfter(Bytes(value!), fields.Struct("hresult", HResult) ?? HResults.ERROR_WINHTTP_CONNECTION_ERROR);
            case "stallAfter":
                return SimulatedFault.StallAfter(Bytes(value!), fields.Struct("duration", Duration));
            default:
                return value is not null
                    ? SimulatedFault.HResult(HResult(value))
                    : throw new SimulationScriptException(node.Line, node.Path, FaultExpected, "nothing");
        }
    }

    /// <summary>What goes wrong at a byte of a file: a drop, with its code, or a stall, with its duration.</summary>
    private static SimulatedFault ReadByteFault(SimulationScriptNode node, SimulationScriptFields fields)
    {
        Exclude(fields, "with atByte use drop or stall", "httpStatus", "connectTimeout", "noAnswer", "dropAfter", "stallAfter");
        string? kind = OnlyOne(node, fields, "drop", "stall");
        if (kind is null)
        {
            throw new SimulationScriptException(node.Line, node.Path, "\"drop\": true or \"stall\": true", "neither");
        }

        True(fields[kind]!);
        ExcludeUnless(kind is "drop", fields, "hresult", kind);
        ExcludeUnless(kind is "stall", fields, "duration", kind);
        return kind is "drop"
            ? SimulatedFault.DropAfter(0, fields.Struct("hresult", HResult) ?? HResults.ERROR_WINHTTP_CONNECTION_ERROR)
            : SimulatedFault.StallAfter(0, fields.Struct("duration", Duration));
    }

    private static (long First, long Last) ReadRequests(SimulationScriptNode node)
    {
        const string Expected = "a request's number from 1, or a series of them like \"1-3\"";
        if (node.Kind == JsonTokenType.Number)
        {
            long number = Integer(node, 1, long.MaxValue, Expected);
            return (number, number);
        }

        string[] parts = node.Kind == JsonTokenType.String ? node.Text.Split('-') : [];
        bool isSeries = parts.Length is 1 or 2
            & TryNumber(parts.FirstOrDefault(), out long first)
            & TryNumber(parts.LastOrDefault(), out long last);
        return isSeries && first >= 1 && last >= first ? (first, last) : throw node.Wrong(Expected);
    }

    private static bool TryNumber(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>The one of some fields that is there, if any.</summary>
    private static string? OnlyOne(SimulationScriptNode node, SimulationScriptFields fields, params string[] names)
    {
        string[] present = [.. names.Where(name => fields[name] is not null)];
        return present.Length <= 1
            ? present.FirstOrDefault()
            : throw new SimulationScriptException(node.Line, node.Path, FaultExpected, string.Join(" and ", present));
    }

    private static void Exclude(SimulationScriptFields fields, string why, params string[] names)
    {
        foreach (string name in names)
        {
            if (fields[name] is { } node)
            {
                throw node.Wrong($"no such field here ({why})");
            }
        }
    }

    private static void ExcludeUnless(bool allowed, SimulationScriptFields fields, string name, string kind)
    {
        if (!allowed)
        {
            Exclude(fields, $"it does not go with {kind}", name);
        }
    }

    /// <summary>The members of an object whose names are keys, no key twice in the form in which it counts.</summary>
    private static ReadOnlyCollection<T> ReadNamed<T>(
        SimulationScriptNode? node, Func<string, string> check, Func<string, SimulationScriptNode, T> read)
    {
        if (node is null)
        {
            return ReadOnlyCollection<T>.Empty;
        }

        if (node.Kind != JsonTokenType.StartObject)
        {
            throw node.Wrong("an object");
        }

        HashSet<string> keys = new(StringComparer.Ordinal);
        List<T> list = [];
        foreach ((string name, SimulationScriptNode value) in node.Members)
        {
            string key;
            try
            {
                key = check(name);
            }
            catch (ArgumentException exception)
            {
                throw new SimulationScriptException(value.Line, value.Path, $"another name: {FirstSentence(exception)}", null, exception);
            }

            if (!keys.Add(key))
            {
                throw new SimulationScriptException(value.Line, value.Path, $"each name once ({FileNames.ShownPath(key)})", "it again");
            }

            list.Add(read(key, value));
        }

        return list.AsReadOnly();
    }
}
