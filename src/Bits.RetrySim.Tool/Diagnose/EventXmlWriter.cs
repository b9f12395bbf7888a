using System.Globalization;
using System.Xml;

namespace Bits.RetrySim.Tool;

/// <summary>Writes events as <c>wevtutil qe ... /f:xml /e:Events</c> would.</summary>
internal static class EventXmlWriter
{
    private const string Namespace = "http://schemas.microsoft.com/win/2004/08/events/event";
    private const string Channel = "Microsoft-Windows-Bits-Client/Operational";
    private const string Unknown = "18446744073709551615";

    internal static string Write(IEnumerable<LoggedEvent> events)
    {
        using StringWriter text = new(CultureInfo.InvariantCulture);
        using (XmlWriter xml = XmlWriter.Create(text, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n", CheckCharacters = false }))
        {
            xml.WriteStartElement("Events");
            foreach (LoggedEvent entry in events)
            {
                Write(xml, entry);
            }

            xml.WriteEndElement();
        }

        return text.ToString() + "\n";
    }

    private static void Write(XmlWriter xml, LoggedEvent entry)
    {
        xml.WriteStartElement("Event", Namespace);
        xml.WriteStartElement("System");
        xml.WriteStartElement("Provider");
        xml.WriteAttributeString("Name", "Microsoft-Windows-Bits-Client");
        xml.WriteEndElement();
        xml.WriteElementString("EventID", Number(entry.Number));
        xml.WriteStartElement("TimeCreated");
        xml.WriteAttributeString("SystemTime", entry.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
        xml.WriteElementString("EventRecordID", Number(entry.Record));
        xml.WriteElementString("Channel", Channel);
        xml.WriteEndElement();
        xml.WriteStartElement("EventData");
        foreach ((string name, string value) in Data(entry))
        {
            xml.WriteStartElement("Data");
            xml.WriteAttributeString("Name", name);
            xml.WriteString(value);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>The names that each event has for its values; those of transfers differ from those of jobs.</summary>
    private static IEnumerable<(string Name, string Value)> Data(LoggedEvent entry)
    {
        if (entry.Job is not { } job)
        {
            yield break;
        }

        bool isTransfer = entry.Number is LoggedEvent.TransferStarted or LoggedEvent.TransferStopped or LoggedEvent.TransferFailed;
        yield return (isTransfer ? "name" : "jobTitle", entry.JobName ?? "");
        yield return (isTransfer ? "Id" : "jobId", job.ToString("B"));
        if (!isTransfer)
        {
            yield return ("jobOwner", entry.Owner ?? "");
        }

        if (entry.Url is { } url)
        {
            yield return ("url", url);
        }

        if (entry.Code is { } code)
        {
            yield return ("hr", Number(unchecked((uint)code)));
        }

        if (isTransfer)
        {
            yield return ("fileLength", entry.Size is { } size ? Number(size) : Unknown);
            yield return ("bytesTotal", entry.Size is { } total ? Number(total) : Unknown);
            yield return ("bytesTransferred", Number(entry.Bytes ?? 0));
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
