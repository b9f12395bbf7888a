using System.Globalization;
using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Tells a <see cref="RetryPlan"/> in words.</summary>
internal static class PlanPrinter
{
    private static readonly Style Strong = new(decoration: Decoration.Bold);

    internal static void Print(IAnsiConsole console, RetryPlan plan)
    {
        Heading(console, "The settings");
        Settings(plan).WriteTo(console);
        console.WriteLine();
        Warnings.Write(console, plan.Warnings);
        Heading(console, "A server that cannot be reached, from Resume on");
        Unreachable(plan).WriteTo(console);
        console.WriteLine();
        Heading(console, "What starts the no-progress timeout anew");
        Resets(plan).WriteTo(console);
        console.WriteLine();
        Heading(console, "No network, or the job held back otherwise");
        HeldBack(plan).WriteTo(console);
    }

    private static void Heading(IAnsiConsole console, string text)
    {
        console.Write(new Text(text, Strong));
        console.WriteLine();
    }

    private static TextGrid Settings(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""), new(""));
        grid.Add("retry delay", Durations.Text(plan.InForce.Delay!.Value), Origin(plan.Asked.Delay, plan.InForce.Delay));
        grid.Add("no-progress timeout", Durations.Text(plan.InForce.Timeout!.Value), Origin(plan.Asked.Timeout, plan.InForce.Timeout));
        grid.Add("priority", plan.InForce.Priority!.Value.ToString().ToLowerInvariant(), plan.Asked.Priority is null ? "BITS's default" : "");
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
        grid.Add("ERROR", course.ErrorAt is { } error
            ? $"{After(error)}; the client is told with JobError, and BITS tries no more"
            : "never: the job is cancelled before");
        grid.Add("cancelled", $"after {Durations.Text(course.CancelledAt)}, by the inactivity policy, if nobody resumes or cancels it");
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

    private static TextGrid Resets(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""));
        grid.Add("a byte arrives", OneByte(plan));
        grid.Add("Resume", "tries at once and forgets the failures before, also after ERROR");
        grid.Add("network returns", "tries at once, whatever is left of the delay; the timeout goes on");
        return grid;
    }

    private static string OneByte(RetryPlan plan) => plan switch
    {
        { WithOneByte: { ErrorAt: { } moved, First: [_, var second, ..] }, Unreachable.ErrorAt: { } error } =>
            $"one, {Durations.Text(second)} after Resume, moves ERROR from {Durations.Text(error)} to {Durations.Text(moved)}",
        { WithOneByte: not null } => "stops it; it begins again with the next failure",
        _ => "stops nothing here: the first failure decides",
    };

    private static TextGrid HeldBack(RetryPlan plan)
    {
        TextGrid grid = new(new(""), new(""));
        FailureCourse course = plan.Disconnected;
        grid.Add("what happens", course.ErrorAt is null
            ? "waits in TRANSIENT_ERROR without attempts, timeout standing still;"
            : "ERROR at once, as without a timeout every error is final");
        if (course.ErrorAt is null)
        {
            grid.Add("", $"goes on as soon as that is over; cancelled after {Durations.Text(course.CancelledAt)} of it");
        }

        grid.Add("because of", string.Join(", ", plan.WaitsFor.Take(5)) + ",");
        grid.Add("", string.Join(", ", plan.WaitsFor.Skip(5)));
        grid.Add("not because of", plan.Ignores.Count == 0 ? "nothing; a foreground job would ignore some of these" : string.Join(", ", plan.Ignores));
        return grid;
    }
}
