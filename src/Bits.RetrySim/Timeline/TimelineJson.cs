using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Writes a timeline as JSON lines.</summary>
internal static class TimelineJson
{
    internal static void Write(JobTimeline timeline, TextWriter writer)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        Queue<TimelineBand> outages = new(timeline.Bands.Where(band => band.IsOutage));
        foreach (JobEvent entry in timeline.Events)
        {
            while (outages.TryPeek(out TimelineBand? outage) && outage.Start <= entry.Instant)
            {
                WriteOutage(json, timeline, outages.Dequeue());
                EndLine(json, buffer, writer);
            }

            WriteEvent(json, timeline, entry);
            EndLine(json, buffer, writer);
        }

        foreach (TimelineBand outage in outages)
        {
            WriteOutage(json, timeline, outage);
            EndLine(json, buffer, writer);
        }
    }

    private static void WriteOutage(Utf8JsonWriter json, JobTimeline timeline, TimelineBand outage)
    {
        WriteHead(json, timeline, outage.Start, "outage");
        json.WriteNumber("until", Seconds(outage.End));
        json.WriteString("hresult", ErrorText.Hex(outage.HResult));
        json.WriteString("detail", outage.Label);
    }

    private static void WriteEvent(Utf8JsonWriter json, JobTimeline timeline, JobEvent entry)
    {
        WriteHead(json, timeline, entry.Instant, entry.Kind.ToString().ToLowerInvariant());
        WriteNumber(json, "job", entry.Job);
        WriteString(json, "from", entry.From?.ToString());
        WriteString(json, "to", entry.To?.ToString());
        WriteString(json, "hresult", entry.HResult == 0 ? null : ErrorText.Hex(entry.HResult));
        WriteNumber(json, "attempt", entry.Attempt);
        if (entry.Progress is { } progress)
        {
            json.WriteNumber("bytes", progress.BytesTransferred);
            if (progress.BytesTotal is { } total)
            {
                json.WriteNumber("bytesTotal", total);
            }

            json.WriteNumber("files", progress.FilesTransferred);
        }

        if (entry.Kind == JobEventKind.FileRestarted)
        {
            json.WriteNumber("discardedBytes", entry.DiscardedBytes);
        }

        WriteString(json, "sessionEnd", entry.SessionEnd?.ToString());
        WriteString(json, "detail", entry.Detail.Length == 0 ? null : entry.Detail);
    }

    private static void WriteHead(Utf8JsonWriter json, JobTimeline timeline, TimeSpan at, string kind)
    {
        json.WriteStartObject();
        json.WriteNumber("at", Seconds(at));
        json.WriteString("utc", timeline.UtcAt(at).UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

        json.WriteString("kind", kind);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    private static void WriteString(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    /// <summary>Exact, without zeros at the end.</summary>
    private static decimal Seconds(TimeSpan at) => (decimal)at.Ticks / TimeSpan.TicksPerSecond;

    private static void EndLine(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, TextWriter writer)
    {
        json.WriteEndObject();
        json.Flush();
        writer.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        writer.Write('\n');
        json.Reset();
        buffer.ResetWrittenCount();
    }
}
