using System.Globalization;

namespace Bits.RetrySim;

/// <summary>One thing that happened, as the <see cref="EventLog"/> records it. Holds no system time, so that a run can be repeated.</summary>
/// <param name="Instant">When: engine time since the manager began.</param>
/// <param name="Job">The job's creation number, from 1; 0 if it concerns the whole machine.</param>
/// <param name="Kind">What it tells of.</param>
/// <param name="From">The state the job left; null if it was only created, or if this is no transition.</param>
/// <param name="To">The state the job entered; null if this is no transition.</param>
/// <param name="HResult">The error that goes with it; 0 if there is none.</param>
/// <param name="Attempt">The attempt of the job it belongs to, from 1; 0 if it belongs to none.</param>
/// <param name="Detail">What else there is to say, in one line; empty if nothing.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record JobEvent(
    TimeSpan Instant,
    int Job,
    JobEventKind Kind,
    BackgroundCopyJobState? From = null,
    BackgroundCopyJobState? To = null,
    int HResult = 0,
    int Attempt = 0,
    string Detail = "")
{
    /// <summary>The detail of a transition to ERROR that the no-progress timeout made.</summary>
    internal const string NoProgress = "no progress in time";

    private const string Machine = "machine ";

    /// <summary>How far the job had come; no part of the line of text.</summary>
    /// <value>Null if this is neither a transition nor an attempt.</value>
    public BackgroundCopyJobProgress? Progress { get; init; }

    /// <summary>
    /// The event as a line of text, without a line end. The columns are fixed: instant, job (or machine), kind, transition, attempt, error,
    /// detail; a column that does not apply is blank, and blanks at the end of the line are left out.
    /// </summary>
    /// <returns>The line, the same in every culture.</returns>
    public override string ToString()
    {
        string job = Job == 0 ? Machine : string.Create(CultureInfo.InvariantCulture, $"job {Job:D4}");
        string transition = To is BackgroundCopyJobState to ? $"{From} -> {to}" : "";
        string attempt = Attempt == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"attempt {Attempt}");
        string error = HResult == 0 ? "" : ErrorText.Hex(HResult);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"+{Instant:dddddd\\.hh\\:mm\\:ss\\.fffffff}  {job}  {KindName,-12}  {transition,-32}  {attempt,-13}  {error,-10}  ");
        return (line + SafeText.OneLine(Detail)).TrimEnd(' ');
    }

    private string KindName => Kind.ToString().ToUpperInvariant();
}
