using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>Reads an event log the way the rules are written: seconds, states, codes.</summary>
internal static class EventLogReading
{
    /// <summary>The states a job entered, as in <c>600 Queued</c>; with the code where it is a failure, as in <c>0 Error 0x80190194</c>.</summary>
    internal static IReadOnlyList<string> PathOf(this EventLog log, BackgroundCopyJob job) =>
        [.. Of(log, job, JobEventKind.Transition).Select(entry => Seconds(entry) + " " + entry.To + CodeOf(entry))];

    /// <summary>The seconds at which the job began its attempts.</summary>
    internal static IReadOnlyList<double> AttemptsOf(this EventLog log, BackgroundCopyJob job) =>
        [.. Of(log, job, JobEventKind.Attempt).Select(entry => entry.Instant.TotalSeconds)];

    /// <summary>The callbacks that were made for a job, as in <c>600 JobError</c>; those that failed stand there a second time, with the code.</summary>
    internal static IReadOnlyList<string> NotificationsOf(this EventLog log, BackgroundCopyJob job) =>
        [.. Of(log, job, JobEventKind.Notification).Select(entry => Seconds(entry) + " " + entry.Detail + Code(entry.HResult))];

    /// <summary>The whole log as it would be written to a file.</summary>
    internal static string Text(this EventLog log)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        log.WriteTo(writer);
        return writer.ToString();
    }

    private static IEnumerable<JobEvent> Of(EventLog log, BackgroundCopyJob job, JobEventKind kind) =>
        log.Events.Where(entry => entry.Job == job.Number && entry.Kind == kind);

    private static string Seconds(JobEvent entry) => ((decimal)entry.Instant.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    private static string CodeOf(JobEvent entry) =>
        entry.To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error ? Code(entry.HResult) : "";

    private static string Code(int hresult) => hresult == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" 0x{hresult:X8}");
}
