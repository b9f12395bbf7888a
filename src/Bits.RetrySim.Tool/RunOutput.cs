using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options that say in which form one run is shown.</summary>
internal sealed class RunOutput
{
    private readonly Option<string?> _svg = OutputFile.Option("Draws the run into a file as well.");
    private readonly Option<bool> _json = new("--json") { Description = "Prints every event as a JSON object on a line of its own, and nothing else." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Prints the run as a Mermaid Gantt diagram, and nothing else." };
    private readonly Option<bool> _states = new("--mermaid-states")
    {
        Description = "Prints the states it went through as a Mermaid state diagram, and nothing else.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_svg);
        command.Add(_json);
        command.Add(_mermaid);
        command.Add(_states);
    }

    /// <summary>Whether any form was asked for.</summary>
    internal bool IsAsked(ParseResult parsed) => parsed.GetValue(_svg) is not null || Diagrams(parsed) > 0;

    /// <summary>Refuses to print two things for machines into one stream.</summary>
    internal void Check(ParseResult parsed)
    {
        if (Diagrams(parsed) > 1)
        {
            throw CommandException.Usage("--json, --mermaid and --mermaid-states each want the output for themselves; give one.");
        }
    }

    /// <summary>Refuses to draw several managers into one picture.</summary>
    internal void CheckManagers(ParseResult parsed, int count)
    {
        if (count > 1 && (parsed.GetValue(_svg) is not null || parsed.GetValue(_mermaid) || parsed.GetValue(_states)))
        {
            throw CommandException.Usage($"--svg, --mermaid and --mermaid-states draw one manager, and the scenario has {count}; leave them out.");
        }
    }

    /// <param name="parsed">The options.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="simulation">The run.</param>
    /// <param name="title">What the picture or diagram is called.</param>
    /// <param name="printText">Prints the run for people.</param>
    internal void Write(ParseResult parsed, Terminal terminal, BitsSimulation simulation, string title, Action<JobTimeline> printText)
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
        else
        {
            printText(timeline);
        }

        if (parsed.GetValue(_svg) is { } path)
        {
            using StringWriter picture = new();
            timeline.WriteSvg(picture, title);
            OutputFile.Write(path, picture.ToString(), terminal);
        }
    }

    private int Diagrams(ParseResult parsed) => new[] { _json, _mermaid, _states }.Count(parsed.GetValue);
}
