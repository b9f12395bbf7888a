using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>
/// What happened, written the way the rules are: the instant in seconds, what happened, and the code where it is a failure, as in
/// <c>600 Queued</c> and <c>0 Error 0x80190194</c>.
/// </summary>
internal static class LogLines
{
    /// <summary>The states a job entered, from an instant on.</summary>
    internal static IReadOnlyList<string> StatesOf(this EventLog log, BackgroundCopyJob job, double from = 0) =>
    [
        .. log.Of(job, JobEventKind.Transition)
            .Where(entry => entry.Instant.TotalSeconds >= from)
            .Select(entry => Line(entry.Instant, $"{entry.To}{CodeOf(entry)}")),
    ];

    /// <summary>The jobs that entered a state, in order, as in <c>5 job 2</c>.</summary>
    internal static IReadOnlyList<string> Entered(this EventLog log, BackgroundCopyJobState state, double from = 0) => [.. log.Events
        .Where(entry => entry.To == state && entry.Kind == JobEventKind.Transition && entry.Instant.TotalSeconds >= from)
        .Select(entry => Line(entry.Instant, $"job {entry.Job}"))];

    /// <summary>The seconds at which the job began its attempts.</summary>
    internal static IReadOnlyList<double> AttemptsOf(this EventLog log, BackgroundCopyJob job) =>
        [.. log.Of(job, JobEventKind.Attempt).Select(entry => entry.Instant.TotalSeconds)];

    /// <summary>The callbacks that were made for a job, as in <c>600 JobError</c>; those that failed stand there a second time, with the code.</summary>
    internal static IReadOnlyList<string> NotificationsOf(this EventLog log, BackgroundCopyJob job) =>
        [.. log.Of(job, JobEventKind.Notification).Select(entry => Line(entry.Instant, entry.Detail + Code(entry.HResult)))];

    /// <summary>What a callback heard, as in <c>600 JobError</c>; a file with its number in the job, from 1: <c>0.5 FileTransferred 2</c>.</summary>
    internal static IReadOnlyList<string> Lines(this RecordingCallback callback) => [.. callback.Calls.Select(Line)];

    /// <summary>The lines of one kind of call.</summary>
    internal static IReadOnlyList<string> Lines(this RecordingCallback callback, BackgroundCopyNotifications kind) =>
        [.. callback.Calls.Where(call => call.Kind == kind).Select(Line)];

    /// <summary>The whole log as it would be written to a file.</summary>
    internal static string Text(this EventLog log)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        log.WriteTo(writer);
        return writer.ToString();
    }

    private static IEnumerable<JobEvent> Of(this EventLog log, BackgroundCopyJob job, JobEventKind kind) =>
        log.Events.Where(entry => entry.Job == job.Number && entry.Kind == kind);

    private static string Line(RecordedCall call) => Line(call.Instant, call.Kind == BackgroundCopyNotifications.FileTransferred
        ? string.Create(CultureInfo.InvariantCulture, $"{call.Kind} {call.Job.Files.ToList().IndexOf(call.File!) + 1}")
        : call.Kind.ToString());

    // Seconds as a decimal number: all seven digits of an instant, and no exponent.
    private static string Line(TimeSpan instant, string what) =>
        ((decimal)instant.Ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture) + " " + what;

    private static string CodeOf(JobEvent entry) =>
        entry.To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error ? Code(entry.HResult) : "";

    private static string Code(int hresult) => hresult == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" 0x{hresult:X8}");
}
