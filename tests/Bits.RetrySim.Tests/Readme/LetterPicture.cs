using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>The run of one job in letters, a column for each five minutes: package pages show no picture that lies in a repository.</summary>
internal static class LetterPicture
{
    private const int LabelWidth = 15;
    private const int ColumnsPerHour = 12;
    private static readonly TimeSpan Column = TimeSpan.FromHours(1) / ColumnsPerHour;

    /// <param name="events">All events of the run, at whose end the job is Transferred.</param>
    /// <param name="outage">When the server answered with errors.</param>
    internal static string Draw(IReadOnlyList<JobEvent> events, (TimeSpan From, TimeSpan To) outage)
    {
        JobEvent[] changes = [.. events.Where(entry => entry.Kind == JobEventKind.Transition)];
        TimeSpan end = changes.Single(change => change.To == BackgroundCopyJobState.Transferred).Instant;
        var flows = changes.Zip(changes.Skip(1))
            .Where(pair => pair.First.To == BackgroundCopyJobState.Transferring)
            .Select(pair => (pair.First.Instant, pair.Second.Instant));
        var failures = changes.Where(change => change.To == BackgroundCopyJobState.TransientError).Select(change => (change.Instant, change.Instant));
        StringBuilder hours = new(new string(' ', LabelWidth));
        for (int hour = 0; hour <= end.Hours; hour++)
        {
            hours.Append(string.Create(CultureInfo.InvariantCulture, $"{hour} h").PadRight(ColumnsPerHour));
        }

        return $"{hours.ToString().TrimEnd()}\n{Row("HTTP 503", '=', [outage])}{Row("attempt fails", 'x', failures)}{Row("bytes flow", '=', flows)}"
            + string.Create(CultureInfo.InvariantCulture, $"{new string(' ', LabelWidth)}all of them are here after {end.Hours} h {end.Minutes} min\n");
    }

    private static string Row(string label, char mark, IEnumerable<(TimeSpan From, TimeSpan To)> spans)
    {
        StringBuilder row = new(label.PadRight(LabelWidth));
        foreach ((TimeSpan from, TimeSpan to) in spans)
        {
            int first = LabelWidth + (int)(from / Column);
            int past = Math.Max(first + 1, LabelWidth + (int)Math.Ceiling(to / Column));
            row.Append(' ', Math.Max(0, first - row.Length)).Append(mark, past - Math.Max(first, row.Length));
        }

        return row.Append('\n').ToString();
    }
}
