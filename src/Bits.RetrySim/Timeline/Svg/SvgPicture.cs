using System.Xml;
using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Draws timelines: title, a panel for each manager, legend, from top to bottom.</summary>
internal sealed class SvgPicture
{
    internal const double Width = 1200;
    private const double PanelsTop = 78;
    private const double Gap = 18;

    private readonly string _title;
    private readonly string _subtitle;
    private readonly TimelineTheme _theme;
    private readonly List<SvgPanel> _panels = [];

    private SvgPicture(IReadOnlyList<ManagerTimeline> shown, TimelineSvgOptions options)
    {
        _theme = options.Theme;
        _title = TimelineTitle.Of(shown, options.Title);
        _subtitle = TimelineTitle.Below(shown, options.Subtitle);
        SvgScale scale = SvgScale.Of(shown);
        SvgLaneLayout layout = SvgLaneLayout.For(shown.Sum(manager => manager.Timeline.Lanes.Count));
        double top = PanelsTop;
        int room = SvgLaneLayout.MaximumLanes;
        for (int i = 0; i < shown.Count && room > 0; i++)
        {
            // Whoever takes the last room says that those who follow are missing.
            bool isLast = Math.Max(1, shown[i].Timeline.Lanes.Count) >= room;
            string note = isLast && i + 1 < shown.Count ? $"And {TimeText.Count(shown.Count - i - 1, "more manager")} not drawn" : "";
            SvgPanel panel = new(shown[i], top, scale, layout, room, note);
            _panels.Add(panel);
            room -= panel.Lanes;
            top = panel.Bottom + Gap;
        }
    }

    internal static void Write(IReadOnlyList<ManagerTimeline> shown, TextWriter writer, TimelineSvgOptions options)
    {
        XmlWriterSettings settings = new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true };
        using XmlWriter xml = XmlWriter.Create(writer, settings);
        new SvgPicture(shown, options).Write(new SvgCanvas(xml));
        xml.Flush();
        writer.Write('\n');
    }

    private void Write(SvgCanvas canvas)
    {
        SvgLegend legend = new(Collect());
        double legendTop = _panels[^1].Bottom + Gap;
        double height = legendTop + legend.Height + 14;
        string size = Number(height);
        canvas.Open("svg", ("class", "jobtimeline"), ("role", "img"), ("aria-labelledby", "jt-title jt-desc"), ("viewBox", $"0 0 {Number(Width)} {size}"), ("width", Number(Width)), ("height", size));
        canvas.Labelled("title", _title, "jt-title");
        canvas.Labelled("desc", string.Join(" ", _panels.SelectMany(panel => panel.Sentences).Prepend(_subtitle + ".")), "jt-desc");
        canvas.Raw(SvgStyle.Sheet(_theme));
        SvgPatterns.Write(canvas);
        canvas.Rect(0, 0, Width, height, "bg");
        canvas.Text(SvgLane.TextLeft, 36, "title", SvgText.Fit(_title, 21, Width - (2 * SvgLane.TextLeft)));
        canvas.Text(SvgLane.TextLeft, 58, "soft", SvgText.Fit(_subtitle, 12, Width - (2 * SvgLane.TextLeft)));
        foreach (SvgPanel panel in _panels)
        {
            panel.Write(canvas);
        }

        legend.Write(canvas, legendTop);
        canvas.Close();
    }

    /// <summary>What occurs is known once the lanes are drawn; they are drawn on nothing for that.</summary>
    private SvgMarks Collect()
    {
        SvgMarks marks = new();
        using XmlWriter nowhere = XmlWriter.Create(TextWriter.Null);
        SvgCanvas canvas = new(nowhere);
        canvas.Open("svg");
        foreach (SvgPanel panel in _panels)
        {
            panel.Collect(canvas, marks);
        }

        canvas.Close();
        return marks;
    }
}
