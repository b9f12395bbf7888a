using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>Writes a timeline as JSON lines.</summary>
internal static class TimelineJson
{
    /// <param name="shown">Whose timeline it is; each line names a manager that is not alone.</param>
    /// <param name="writer">Where to.</param>
    internal static void Write(ManagerTimeline shown, TextWriter writer)
    {
        JobTimeline timeline = shown.Timeline;
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter json = new(buffer);
        Queue<TimelineBand> outages = new(timeline.Bands.Where(band => band.IsOutage));
        foreach (JobEvent entry in timeline.Events)
        {
            while (outages.TryPeek(out TimelineBand? outage) && outage.Start <= entry.Instant)
            {
                WriteOutage(json, shown, outages.Dequeue());
                EndLine(json, buffer, writer);
            }

            WriteEvent(json, shown, entry);
            EndLine(json, buffer, writer);
        }

        foreach (TimelineBand outage in outages)
        {
            WriteOutage(json, shown, outage);
            EndLine(json, buffer, writer);
        }
    }

    private static void WriteOutage(Utf8JsonWriter json, ManagerTimeline shown, TimelineBand outage)
    {
        WriteHead(json, shown, outage.Start, "outage");
        json.WriteNumber("until", Seconds(outage.End));
        json.WriteString("hresult", ErrorText.Hex(outage.HResult));
        json.WriteString("detail", outage.Label);
    }

    private static void WriteEvent(Utf8JsonWriter json, ManagerTimeline shown, JobEvent entry)
    {
        WriteHead(json, shown, entry.Instant, entry.Kind.ToString().ToLowerInvariant());
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

    private static void WriteHead(Utf8JsonWriter json, ManagerTimeline shown, TimeSpan at, string kind)
    {
        json.WriteStartObject();
        json.WriteNumber("at", Seconds(at));
        json.WriteString("utc", shown.Timeline.UtcAt(at).UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        WriteString(json, "manager", shown.Name.Length == 0 ? null : shown.Name);
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
