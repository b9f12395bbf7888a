using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>What tests want to know of an <see cref="EventLog"/>, as short lines; instants are seconds.</summary>
internal static class EventLogExtensions
{
    /// <summary>The states a job entered, such as <c>5 Queued</c>; those of errors with their code: <c>10 TransientError 80200010</c>.</summary>
    public static string[] StatesOf(this EventLog log, BackgroundCopyJob job, double from = 0) => log.Events
        .Where(entry => entry.Job == job.Number && entry.Kind == JobEventKind.Transition && entry.Instant.TotalSeconds >= from)
        .Select(entry => entry.To is BackgroundCopyJobState.TransientError or BackgroundCopyJobState.Error
            ? Line(entry, $"{entry.To} {entry.HResult:X8}")
            : Line(entry, $"{entry.To}"))
        .ToArray();

    /// <summary>The jobs that entered a state, in order, such as <c>5 job 2</c>.</summary>
    public static string[] Entered(this EventLog log, BackgroundCopyJobState state, double from = 0) => log.Events
        .Where(entry => entry.To == state && entry.Kind == JobEventKind.Transition && entry.Instant.TotalSeconds >= from)
        .Select(entry => Line(entry, $"job {entry.Job}"))
        .ToArray();

    private static string Line(JobEvent entry, string text) =>
        string.Create(CultureInfo.InvariantCulture, $"{entry.Instant.TotalSeconds} {text}");
}
