using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options that say in which form one run is shown.</summary>
internal sealed class RunOutput
{
    private readonly PictureOptions _picture = new("Draws the run into a file as well.");
    private readonly Option<string?> _events = OutputFile.Option(
        "--events", "Writes what Bits-Client would have logged into a file as well, as event XML; diagnose reads it.", "events.xml");

    private readonly Option<bool> _json = new("--json") { Description = "Prints every event as a JSON object on a line of its own, and nothing else." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Prints the run as a Mermaid Gantt diagram, and nothing else." };
    private readonly Option<bool> _states = new("--mermaid-states")
    {
        Description = "Prints the states it went through as a Mermaid state diagram, and nothing else.",
    };

    private readonly Option<bool> _verbose = new("--verbose") { Description = "Prints each call of the client in a line of its own, and each error in full." };

    internal void AddTo(Command command)
    {
        command.Add(_verbose);
        _picture.AddTo(command);
        command.Add(_events);
        command.Add(_json);
        command.Add(_mermaid);
        command.Add(_states);
    }

    /// <summary>Refuses to write over what is read.</summary>
    internal void CheckInput(ParseResult parsed, string path)
    {
        CheckInput("--svg", _picture.PathOf(parsed), path);
        CheckInput("--events", parsed.GetValue(_events), path);
    }

    /// <summary>Whether any form was asked for.</summary>
    internal bool IsAsked(ParseResult parsed) => parsed.GetValue(_verbose) || (_picture.PathOf(parsed) ?? parsed.GetValue(_events)) is not null || Diagrams(parsed) > 0;

    /// <summary>Refuses to print two things for machines into one stream, and what would have no effect.</summary>
    internal void Check(ParseResult parsed)
    {
        _picture.Check(parsed);
        if (parsed.GetValue(_verbose) && ForMachines(parsed) > 0)
        {
            throw CommandException.Usage("--verbose is for the text, which is not printed; leave one of them out.");
        }

        if (_picture.PathOf(parsed) is { } picture && parsed.GetValue(_events) is { } events && OutputFile.IsSame(picture, events))
        {
            throw CommandException.Usage("--svg and --events name the same file; name two.");
        }

        if (ForMachines(parsed) > 1)
        {
            throw CommandException.Usage("--json, --mermaid, --mermaid-states, --svg - and --events - each want the output for themselves; give one.");
        }
    }

    /// <summary>Refuses to write one log for several machines.</summary>
    internal void CheckManagers(ParseResult parsed, int count)
    {
        if (count > 1 && parsed.GetValue(_events) is not null)
        {
            throw CommandException.Usage($"--events writes the log of one manager, and the scenario has {count}; leave it out.");
        }
    }

    /// <param name="parsed">The options.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="runs">The managers.</param>
    /// <param name="title">What the picture or diagram is called.</param>
    /// <param name="settings">Whose settings the picture shows; empty if they are of several jobs.</param>
    internal void Write(
        ParseResult parsed,
        Terminal terminal,
        IReadOnlyList<ShownRun> runs,
        string title,
        string settings)
    {
        ManagerTimeline[] timelines = [.. runs.Select(run => new ManagerTimeline(run.Name, run.Bits.Timeline()))];
        if (parsed.GetValue(_mermaid))
        {
            TimelineMermaidGantt.Write(timelines, terminal.Text, title);
        }
        else if (parsed.GetValue(_states))
        {
            TimelineMermaidStates.Write(timelines, terminal.Text, title);
        }
        else
        {
            foreach ((ShownRun run, ManagerTimeline manager) in runs.Zip(timelines))
            {
                Print(parsed, terminal, run, manager);
            }
        }

        if (_picture.PathOf(parsed) is { } path)
        {
            using StringWriter picture = new();
            SvgPicture.Write(timelines, picture, new TimelineSvgOptions { Title = _picture.TitleOf(parsed, title), Subtitle = settings, Theme = _picture.ThemeOf(parsed) });
            OutputFile.Write(path, picture.ToString(), terminal);
        }

        if (parsed.GetValue(_events) is { } events)
        {
            OutputFile.Write(events, EventXmlWriter.Write(ClientEvents.Of(runs[0].Bits.EventLog, runs[0].Jobs, timelines[0].Timeline.Start)), terminal, "events");
        }
    }

    private void Print(ParseResult parsed, Terminal terminal, ShownRun run, ManagerTimeline shown)
    {
        if (parsed.GetValue(_json))
        {
            TimelineJson.Write(shown, terminal.Text);
        }
        else if (ForMachines(parsed) == 0)
        {
            run.PrintText(new RunPrinter(terminal, parsed.GetValue(_verbose)), shown.Timeline);
        }
    }

    private static void CheckInput(string option, string? path, string input)
    {
        if (path is not null && OutputFile.IsSame(path, input))
        {
            throw CommandException.Usage($"{option} {path} is the scenario itself; say another file.");
        }
    }

    /// <summary>How many things go to the standard output that are not for people.</summary>
    private int ForMachines(ParseResult parsed) =>
        Diagrams(parsed) + new[] { _picture.PathOf(parsed), parsed.GetValue(_events) }.Count(static path => path == OutputFile.StandardOutput);

    private int Diagrams(ParseResult parsed) => new[] { _json, _mermaid, _states }.Count(parsed.GetValue);
}
