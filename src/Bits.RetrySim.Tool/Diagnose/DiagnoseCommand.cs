using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>diagnose FILE... [options]</c>.</summary>
internal sealed class DiagnoseCommand
{
    internal const string Examples =
        "bitsadmin /list /allusers /verbose | bits-retrysim diagnose -\n"
        + "bits-retrysim diagnose jobs.txt\n"
        + "bits-retrysim diagnose jobs.txt events.xml --job \"Contoso app update\"\n"
        + "bits-retrysim diagnose events.xml --svg history.svg\n"
        + "bits-retrysim diagnose events.xml --replay incident.json";

    private readonly Argument<string[]> _files = new("FILE")
    {
        Description = "What bitsadmin /list /verbose or Get-BitsTransfer | Format-List * printed, or the log of Bits-Client as XML, JSON or CSV; - reads the standard input. "
            + "Several files are read as one.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _job = new("--job") { Description = "Only jobs with this id, or with this text in their names.", HelpName = "TEXT" };
    private readonly Option<bool> _json = new("--json") { Description = "Prints one JSON object, and nothing else." };
    private readonly Option<bool> _names = new("--show-names") { Description = "Shows users, and what follows the path in addresses; without it they are left out." };
    private readonly Option<string?> _svg = OutputFile.Option("Draws what happened into a file as well.");
    private readonly Option<string?> _replay = OutputFile.Option("--replay", "Writes a scenario that does the same into a file as well; simulate runs it.", "incident.json");
    private readonly Terminal _terminal;

    private DiagnoseCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        DiagnoseCommand diagnose = new(terminal);
        Command command = new("diagnose", "Says what a stuck job waits for, what BITS does next and when, and what to do about it.")
        {
            diagnose._files,
            diagnose._job,
            diagnose._json,
            diagnose._names,
            diagnose._svg,
            diagnose._replay,
        };
        diagnose._files.Validators.Add(argument =>
        {
            if (argument.Tokens.Any(token => token.Value.Length == 0))
            {
                argument.AddError("FILE takes the name of a file, or - for the standard input; for example jobs.txt.");
            }

            if (argument.Tokens.FirstOrDefault(token => token.Value is ['-', _, ..]) is { } word)
            {
                argument.AddError(CommandLine.Unknown(word.Value, command));
            }
        });
        command.SetAction(diagnose.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string[] files = parsed.GetValue(_files)!;
        CheckOutputs(parsed, files);
        Evidence evidence = Evidence.Join([.. files.Distinct().Select(file => InputReader.Read(file, _terminal.OpenInput))]);
        IReadOnlyList<ObservedJob> all = ObservedJob.AllOf(evidence);
        Privacy privacy = new(parsed.GetValue(_names), all);
        IReadOnlyList<Diagnosis> diagnoses = [.. Chosen(all, parsed.GetValue(_job), privacy).Select(DiagnosisMaker.Make)];
        if (parsed.GetValue(_json))
        {
            _terminal.Text.WriteLine(DiagnosisJson.Of(diagnoses, evidence.Notes, privacy));
        }
        else if (ForMachines(parsed) == 0)
        {
            new DiagnosisPrinter(_terminal.Output, privacy).Print(diagnoses, evidence.Notes);
        }

        if (parsed.GetValue(_svg) is { } picture)
        {
            OutputFile.Write(picture, DiagnosisSvg.Draw(diagnoses, privacy) ?? throw NothingToTell("draw"), _terminal);
        }

        if (parsed.GetValue(_replay) is { } replay)
        {
            string scenario = ReplayScenario.Write(diagnoses, privacy) ?? throw NothingToTell("replay");
            OutputFile.Write(replay, scenario, _terminal, "scenario");
            _terminal.Error.WriteLine($"Run once: {ReplayCheck.Of(scenario, diagnoses).Text}.");
        }

        return ExitCodes.Done;
    }

    private void CheckOutputs(ParseResult parsed, string[] files)
    {
        if (ForMachines(parsed) > 1)
        {
            throw CommandException.Usage("--json, --svg - and --replay - each want the output for themselves; give one.");
        }

        string[] outputs = [.. new[] { parsed.GetValue(_svg), parsed.GetValue(_replay) }.OfType<string>()];
        if (files.FirstOrDefault(file => outputs.Any(output => OutputFile.IsSame(output, file))) is { } read)
        {
            throw CommandException.Usage($"'{read}' is read here, and would be overwritten; name another file to write.");
        }

        if (outputs is [var one, var other] && OutputFile.IsSame(one, other))
        {
            throw CommandException.Usage("--svg and --replay name the same file; name two.");
        }
    }

    /// <summary>How many things go to the standard output that are not for people.</summary>
    private int ForMachines(ParseResult parsed) =>
        (parsed.GetValue(_json) ? 1 : 0) + new[] { parsed.GetValue(_svg), parsed.GetValue(_replay) }.Count(static path => path == OutputFile.StandardOutput);

    private static IEnumerable<ObservedJob> Chosen(IReadOnlyList<ObservedJob> all, string? wanted, Privacy privacy)
    {
        if (wanted is null)
        {
            return all;
        }

        ObservedJob[] chosen = [.. all.Where(job =>
            (Guid.TryParse(wanted, out Guid id) && job.Id == id) || job.Name.Contains(wanted, StringComparison.OrdinalIgnoreCase))];
        return chosen.Length > 0
            ? chosen
            : throw CommandException.Usage(all.Count == 0
                ? "--job: the input tells of no job."
                : $"--job: no job is called '{wanted}'; there are {string.Join(", ", all.Select(job => $"'{privacy.Text(job.Name)}'").Distinct())}.");
    }

    private static CommandException NothingToTell(string what) => CommandException.Usage($"too little is known of every job to {what} anything.");
}
