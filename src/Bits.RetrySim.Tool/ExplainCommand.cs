using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>explain [settings]</c>.</summary>
internal static class ExplainCommand
{
    internal const string Examples =
        "bits-retrysim explain --delay 60 --timeout 5\n"
        + "bits-retrysim explain --client wix";

    internal static Command Create(Terminal terminal)
    {
        JobOptions job = new();
        Command command = new("explain", "Says in plain words what BITS does with the given settings, and warns of those that do not do what they seem to.");
        job.AddTo(command);
        command.SetAction(parsed =>
        {
            PlanPrinter.Print(terminal.Output, terminal.Watch(progress => RetryPlan.Make(job.Read(parsed), progress)));
            return ExitCodes.Done;
        });
        return command;
    }
}
