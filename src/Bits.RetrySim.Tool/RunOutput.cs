using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options that say in which form one run is shown.</summary>
internal sealed class RunOutput
{
    private readonly PictureOptions _picture = new("Draws the run into a file as well.");
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
        command.Add(_json);
        command.Add(_mermaid);
        command.Add(_states);
    }

    /// <summary>Refuses to draw over what is drawn from.</summary>
    internal void CheckInput(ParseResult parsed, string path)
    {
        if (_picture.PathOf(parsed) is { } picture && OutputFile.IsSame(picture, path))
        {
            throw CommandException.Usage($"--svg {picture} is the scenario itself; say another file.");
        }
    }

    /// <summary>Whether any form was asked for.</summary>
    internal bool IsAsked(ParseResult parsed) => parsed.GetValue(_verbose) || _picture.PathOf(parsed) is not null || Diagrams(parsed) > 0;

    /// <summary>Refuses to print two things for machines into one stream, and what would have no effect.</summary>
    internal void Check(ParseResult parsed)
    {
        _picture.Check(parsed);
        if (Diagrams(parsed) + (_picture.IsPrinted(parsed) ? 1 : 0) > 1)
        {
            throw CommandException.Usage("--json, --mermaid, --mermaid-states and --svg - each want the output for themselves; give one.");
        }
    }

    /// <param name="parsed">The options.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="simulation">The run.</param>
    /// <param name="title">What the picture or diagram is called.</param>
    /// <param name="settings">Whose settings the picture shows; empty if they are of several jobs.</param>
    /// <param name="printText">Prints the run for people.</param>
    internal void Write(ParseResult parsed, Terminal terminal, BitsSimulation simulation, string title, string settings, Action<RunPrinter, JobTimeline> printText)
    {
        JobTimeline timeline = simulation.Timeline();
        if (parsed.GetValue(_json))
        {
            timeline.WriteJsonLines(terminal.Text);
        }
        else if (parsed.GetValue(_mermaid))
        {
            timeline.WriteMermaidGantt(terminal.Text, title);
        }
        else if (parsed.GetValue(_states))
        {
            timeline.WriteMermaidStates(terminal.Text, title);
        }
        else if (!_picture.IsPrinted(parsed))
        {
            printText(new RunPrinter(terminal, parsed.GetValue(_verbose)), timeline);
        }

        if (_picture.PathOf(parsed) is { } path)
        {
            using StringWriter picture = new();
            timeline.WriteSvg(picture, new TimelineSvgOptions { Title = _picture.TitleOf(parsed, title), Subtitle = settings, Theme = _picture.ThemeOf(parsed) });
            OutputFile.Write(path, picture.ToString(), terminal);
        }
    }

    private int Diagrams(ParseResult parsed) => new[] { _json, _mermaid, _states }.Count(parsed.GetValue);
}
