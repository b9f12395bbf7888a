using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Tells a <see cref="RetryPlan"/> in words.</summary>
internal static class PlanPrinter
{
    /// <summary>How many conditions stand in one line of eighty columns.</summary>
    private const int LineOfConditions = 4;

    internal static void Print(IAnsiConsole console, RetryPlan plan)
    {
        console.WriteLine("The settings", Styles.Strong);
        Settings(plan).WriteTo(console);
        console.WriteLine();
        console.Write(plan.Warnings);
        console.WriteLine("A server that cannot be reached, from Resume on", Styles.Strong);
        Unreachable(plan).WriteTo(console);
        console.WriteLine();
        console.WriteLine("A server that sends a byte a second, without end", Styles.Strong);
        Endless(plan).WriteTo(console);
        console.WriteLine();
        console.WriteLine("What starts the no-progress timeout anew", Styles.Strong);
        Resets(plan).WriteTo(console);
        console.WriteLine();
        console.WriteLine("No network, or the job held back otherwise", Styles.Strong);
        HeldBack(plan).WriteTo(console);
    }

    private static TextGrid Settings(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""), new(""));
        grid.Add("retry delay", Durations.Text(plan.InForce.Delay!.Value), Origin(plan.Asked.Delay, plan.InForce.Delay));
        grid.Add("no-progress timeout", Durations.Text(plan.InForce.Timeout!.Value), Origin(plan.Asked.Timeout, plan.InForce.Timeout));
        grid.Add("priority", plan.InForce.Priority!.Value.ToString().ToLowerInvariant(), plan.Asked.Priority is null ? "BITS's default" : "");
        grid.Add(
            "maximum download time",
            Durations.Text(plan.InForce.MaximumDownloadTime!.Value),
            plan.Asked.MaximumDownloadTime is null ? "the policy's default" : "");
        grid.Add("inactivity policy", Durations.Text(plan.InForce.Inactivity!.Value), Origin(plan.Asked.Inactivity, plan.InForce.Inactivity));
        return grid;
    }

    private static string Origin(TimeSpan? asked, TimeSpan? inForce) =>
        asked is null ? "BITS's default" : asked == inForce ? "" : $"raised from {Durations.Text(asked.Value)} to the lowest there is";

    private static TextGrid Unreachable(RetryPlan plan)
    {
        FailureCourse course = plan.Unreachable;
        TextGrid grid = new(new(""), new(""));
        grid.Add("attempts", Attempts(course, plan.InForce.Delay!.Value));
        grid.Add("Error", course.ErrorAt is { } error
            ? $"{After(error)}; JobError tells the client, and BITS tries no more"
            : "never: the job is cancelled before");
        grid.Add("cancelled", $"after {Durations.Text(course.CancelledAt)}, by the inactivity policy, if nobody acts before");
        return grid;
    }

    private static string After(TimeSpan instant) => instant == TimeSpan.Zero ? "at once" : $"after {Durations.Text(instant)}";

    private static string Attempts(FailureCourse course, TimeSpan delay)
    {
        string first = string.Join(", ", course.First.Select(Durations.Text));
        string count = string.Create(CultureInfo.InvariantCulture, $"{course.Attempts:N0}");
        return course.Attempts == 1
            ? "1, at once"
            : course.Attempts <= course.First.Count
                ? $"{count}, after {first}"
                : $"{count}, after {first}, and every {Durations.Text(delay)} until {Durations.Text(course.Last)}";
    }

    private static TextGrid Endless(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""));
        grid.Add("Error", plan.EndlessErrorAt is { } error
            ? $"{After(error)}, when the maximum download time is over; a wait for a retry"
            : "not for years: the maximum download time is too long");
        if (plan.EndlessErrorAt is not null)
        {
            grid.Add("", "does not count, and Resume begins it anew");
        }

        return grid;
    }

    private static TextGrid Resets(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""));
        grid.Add("a byte arrives", OneByte(plan));
        grid.Add("Resume", "tries at once, and the timeout starts anew, also after Error");
        grid.Add(
            "network returns",
            plan.Unreachable.ErrorAt == TimeSpan.Zero
                ? "changes nothing here, as the job is in Error by then"
                : "tries at once, whatever the delay; but the timeout goes on");
        return grid;
    }

    private static string OneByte(RetryPlan plan) => plan switch
    {
        { WithOneByte: ({ } byteAt, { } moved), Unreachable.ErrorAt: { } error } =>
            $"one, {Durations.Text(byteAt)} after Resume, moves Error from {Durations.Text(error)} to {Durations.Text(moved)}",
        { Unreachable.Attempts: > 1 } => "stops it; it begins again with the next failure",
        _ => "changes nothing here, as no second attempt is made",
    };

    private static TextGrid HeldBack(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""));
        FailureCourse course = plan.Disconnected;
        grid.Add("the job", course.ErrorAt is null
            || course.ErrorAt > TimeSpan.Zero
            ? "waits in Transient error; no attempts; the timeout runs;"
            : "Error at once, as without a timeout every error is final");
        if (course.ErrorAt is null)
        {
            grid.Add("", $"goes on as soon as that is over; cancelled after {Durations.Text(course.CancelledAt)} of it");
        }
        else if (course.ErrorAt > TimeSpan.Zero)
        {
            grid.Add("", $"goes on as soon as that is over; Error after {Durations.Text(course.ErrorAt.Value)} of it");
        }

        string[][] lines = [.. plan.HoldsAll.Chunk(LineOfConditions)];
        for (int line = 0; line < lines.Length; line++)
        {
            grid.Add(line == 0 ? "because of" : "", string.Join(", ", lines[line]) + (line < lines.Length - 1 ? "," : ""));
        }

        bool isForeground = plan.InForce.Priority == BackgroundCopyJobPriority.Foreground;
        grid.Add(isForeground ? "ignored" : "also", string.Join(", ", plan.HoldsBackground));
        grid.Add(
            isForeground ? "background" : "foreground",
            isForeground ? "jobs wait for these too; their timers are the same" : "jobs ignore these last ones; their timers are the same");
        return grid;
    }
}
