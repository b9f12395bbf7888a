using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options that say in which form one run is shown.</summary>
internal sealed class RunOutput
{
    private readonly Option<string?> _svg = OutputFile.Option("Draws the run into a file as well.");
    private readonly Option<string?> _events = OutputFile.Option(
        "--events", "Writes what Bits-Client would have logged into a file as well, as event XML; diagnose reads it.", "events.xml");

    private readonly Option<bool> _json = new("--json") { Description = "Prints every event as a JSON object on a line of its own, and nothing else." };
    private readonly Option<bool> _mermaid = new("--mermaid") { Description = "Prints the run as a Mermaid Gantt diagram, and nothing else." };
    private readonly Option<bool> _states = new("--mermaid-states")
    {
        Description = "Prints the states it went through as a Mermaid state diagram, and nothing else.",
    };

    internal void AddTo(Command command)
    {
        command.Add(_svg);
        command.Add(_events);
        command.Add(_json);
        command.Add(_mermaid);
        command.Add(_states);
    }

    /// <summary>Whether any form was asked for.</summary>
    internal bool IsAsked(ParseResult parsed) => (parsed.GetValue(_svg) ?? parsed.GetValue(_events)) is not null || Diagrams(parsed) > 0;

    /// <summary>Refuses to print two things for machines into one stream.</summary>
    internal void Check(ParseResult parsed)
    {
        if (Diagrams(parsed) > 1)
        {
            throw CommandException.Usage("--json, --mermaid and --mermaid-states each want the output for themselves; give one.");
        }
    }

    /// <param name="parsed">The options.</param>
    /// <param name="terminal">Where to.</param>
    /// <param name="simulation">The run.</param>
    /// <param name="jobs">Its jobs, in the order of their creation.</param>
    /// <param name="title">What the picture or diagram is called.</param>
    /// <param name="printText">Prints the run for people.</param>
    internal void Write(
        ParseResult parsed, Terminal terminal, BitsSimulation simulation, IReadOnlyList<BackgroundCopyJob> jobs, string title, Action<JobTimeline> printText)
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

        if (parsed.GetValue(_events) is { } events)
        {
            OutputFile.Write(events, EventXmlWriter.Write(ClientEvents.Of(simulation.EventLog, jobs, timeline.Start)), terminal, "events");
        }
    }

    private int Diagrams(ParseResult parsed) => new[] { _json, _mermaid, _states }.Count(parsed.GetValue);
}
