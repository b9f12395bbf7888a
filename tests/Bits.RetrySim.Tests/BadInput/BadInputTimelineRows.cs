using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Timelines and what writes them.</summary>
internal static class BadInputTimelineRows
{
    private const string Of = "JobTimeline.Of(BackgroundCopyManager manager)";

    private const string Svg = "JobTimeline.WriteSvg(TextWriter writer, TimelineSvgOptions options)";

    internal static IEnumerable<BadInputRow> All =>
    [
        Null(Of, "manager", _ => JobTimeline.Of(null!)),
        Operation(Of, "no events recorded", _ => Unrecorded(), "RecordEvents"),
        Null("JobTimeline.WriteText(TextWriter writer, String title)", "writer", world => world.Simulation.Timeline().WriteText(null!)),
        Null("JobTimeline.WriteJsonLines(TextWriter writer)", "writer", world => world.Simulation.Timeline().WriteJsonLines(null!)),
        Null("JobTimeline.WriteMermaidStates(TextWriter writer, String title)", "writer", world => world.Simulation.Timeline().WriteMermaidStates(null!)),
        Null("JobTimeline.WriteMermaidGantt(TextWriter writer, String title)", "writer", world => world.Simulation.Timeline().WriteMermaidGantt(null!)),
        Null("JobTimeline.WriteSvg(TextWriter writer)", "writer", world => world.Simulation.Timeline().WriteSvg(null!)),
        Null("JobTimeline.WriteSvg(TextWriter writer, String title)", "writer", world => world.Simulation.Timeline().WriteSvg(null!, "title")),
        Null(Svg, "writer", world => world.Simulation.Timeline().WriteSvg(null!, new TimelineSvgOptions())),
        Null(Svg, "options", world => world.Simulation.Timeline().WriteSvg(TextWriter.Null, (TimelineSvgOptions)null!)),
        Null("TimelineSvgOptions.Subtitle=", "value", _ => new TimelineSvgOptions().Subtitle = null!),
        Range("TimelineSvgOptions.Theme=", "a theme that does not exist", _ => new TimelineSvgOptions().Theme = (TimelineTheme)3, "value"),
    ];

    private static void Unrecorded()
    {
        using BitsSimulation simulation = new(options => options.RecordEvents = false);
        simulation.Timeline();
    }
}
