using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Prints diagnoses for people: first what each job comes to, then each in full.</summary>
internal sealed class DiagnosisPrinter(IAnsiConsole console, Privacy privacy)
{
    private const int LabelWidth = 12;

    /// <summary>The date in <see cref="Stamp.Exact"/>, and the blank behind it.</summary>
    private const int DateLength = 11;

    /// <summary>Of a long history the first and the last attempts are shown, so many of each.</summary>
    private const int Shown = 10;

    internal void Print(IReadOnlyList<Diagnosis> diagnoses, IReadOnlyList<string> notes)
    {
        console.WriteLine(diagnoses.Count == 0 ? "The input tells of no job." : Count(diagnoses.Count, "job"), Styles.Strong);
        foreach (Diagnosis diagnosis in diagnoses)
        {
            console.WriteHanging("  ", 4, (Name(diagnosis) + ":", Styles.Strong), (DiagnosisText.Headline(diagnosis), StyleOf(diagnosis)));
        }

        foreach (string note in notes)
        {
            console.WriteHanging("  ", 4, ("Note:", Styles.Alarming), (note, null));
        }

        foreach (Diagnosis diagnosis in diagnoses)
        {
            console.WriteLine();
            Print(diagnosis);
        }
    }

    private void Print(Diagnosis diagnosis)
    {
        string id = diagnosis.Job.Id is { } known ? "  " + known.ToString("B").ToUpperInvariant() : "";
        console.Write(new Paragraph(Name(diagnosis), Styles.Strong).Append(id, Styles.Faint));
        console.WriteLine();
        string last = "";
        foreach ((string label, string text) in DiagnosisText.Lines(diagnosis, privacy))
        {
            WriteLine(label == last ? "" : label, text);
            last = label;
        }

        if (diagnosis.IsLocal)
        {
            WriteLine("times", "local ones of the computer that wrote the listing");
        }

        PrintHistory(diagnosis);
    }

    private void PrintHistory(Diagnosis diagnosis)
    {
        if (diagnosis.Job.Log is not { } log || log.Attempts.Count == 0)
        {
            return;
        }

        console.WriteLine();
        TextGrid grid = new(new("UTC"), new("gap", IsNumber: true), new("lasted", IsNumber: true), new("came", IsNumber: true), new("outcome"));
        int count = log.Attempts.Count;
        DateTime day = default;
        for (int i = 0; i < count; i++)
        {
            if (i == Shown && count > 2 * Shown + 1)
            {
                grid.Add(string.Create(CultureInfo.InvariantCulture, $"... {count - 2 * Shown} more"));
                i = count - Shown;
            }

            if (log.Attempts[i].Sign.UtcDateTime.Date != day)
            {
                day = log.Attempts[i].Sign.UtcDateTime.Date;
                grid.Add(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            }

            AddAttempt(grid, log, i);
        }

        grid.WriteTo(console);
        PrintNudges(diagnosis);
    }

    private static void AddAttempt(TextGrid grid, JobStory log, int index)
    {
        StoryAttempt attempt = log.Attempts[index];
        string gap = index > 0 && log.Attempts[index - 1].Ended is { } before ? Stamp.Rounded(attempt.Sign - before) : "";
        string lasted = attempt is { Began: { } began, Ended: { } ended } ? Stamp.Rounded(ended - began) : "";
        string came = attempt.NewBytes > 0 || attempt.Began is not null ? Stamp.Bytes(attempt.NewBytes) : "";
        string immediate = log.IsImmediate(index) ? "at once: " : "";
        grid.Add(attempt.Sign.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture), gap, lasted, came, immediate + OutcomeOf(attempt));
    }

    private static string OutcomeOf(StoryAttempt attempt) => attempt switch
    {
        { IsDone: true } => "complete",
        { IsStopped: true } => "stopped from this side",
        { IsFailure: true, ReachedServer: false } when Codes.HttpStatus(attempt.Code) is null => Codes.Short(attempt.Code) + ", before an answer",
        { IsFailure: true } => Codes.Short(attempt.Code),
        _ => "no end logged",
    };

    private void PrintNudges(Diagnosis diagnosis)
    {
        foreach (Nudge nudge in diagnosis.Nudges.Take(2 * Shown))
        {
            string when = Stamp.Exact(nudge.From);
            if (nudge.Until is { } until && until != nudge.From)
            {
                when += " to " + Stamp.Exact(until)[(until.Date == nudge.From.Date ? DateLength : 0)..];
            }

            console.WriteHanging(" ", 3, (when, Styles.Faint), (nudge.Text, null));
        }

        if (diagnosis.Nudges.Count > 2 * Shown)
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $" ... {diagnosis.Nudges.Count - 2 * Shown} more such times"));
        }
    }

    private void WriteLine(string label, string text) => console.WriteHanging("  " + label.PadRight(LabelWidth), LabelWidth + 2, (text, null));

    private string Name(Diagnosis diagnosis) => privacy.Text(diagnosis.Job.Name);

    private static Style StyleOf(Diagnosis diagnosis) => diagnosis.State switch
    {
        BackgroundCopyJobState.Acknowledged => Styles.Good,
        BackgroundCopyJobState.Error => Styles.Bad,
        BackgroundCopyJobState.TransientError => Styles.Alarming,
        _ => Style.Plain,
    };

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");
}
