using System.Xml;
using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Draws a timeline: title, bands, lanes, axis, legend, from top to bottom.</summary>
internal sealed class SvgPicture
{
    internal const double Width = 1200;
    private const double BandsTop = 78;

    private readonly JobTimeline _timeline;
    private readonly string _title;
    private readonly string _subtitle;
    private readonly TimelineTheme _theme;
    private readonly SvgScale _scale;
    private readonly SvgBands _bands;
    private readonly SvgAxis _axis;
    private readonly SvgLaneLayout _layout;
    private readonly JobLane[] _lanes;
    private readonly string[] _notes;

    private SvgPicture(JobTimeline timeline, TimelineSvgOptions options)
    {
        (_timeline, _theme, _scale) = (timeline, options.Theme, SvgScale.Of(timeline));
        _title = TimelineTitle.Of(timeline, options.Title);
        _subtitle = TimelineTitle.Below(timeline, options.Subtitle);
        _bands = new SvgBands(timeline, _scale);
        _axis = new SvgAxis(timeline, _scale);
        _layout = SvgLaneLayout.For(timeline.Lanes.Count);
        _lanes = [.. timeline.Lanes.Take(SvgLaneLayout.MaximumLanes)];
        _notes = [.. new[] { LaneText.Others([.. timeline.Lanes.Skip(_lanes.Length)]), _bands.Note }.Where(note => note.Length > 0)];
    }

    internal static void Write(JobTimeline timeline, TextWriter writer, TimelineSvgOptions options)
    {
        XmlWriterSettings settings = new() { Indent = true, IndentChars = " ", NewLineChars = "\n", OmitXmlDeclaration = true };
        using XmlWriter xml = XmlWriter.Create(writer, settings);
        new SvgPicture(timeline, options).Write(new SvgCanvas(xml));
        xml.Flush();
        writer.Write('\n');
    }

    private void Write(SvgCanvas canvas)
    {
        double lanesTop = BandsTop + _bands.Height;
        double lanesBottom = lanesTop + (Math.Max(1, _lanes.Length) * _layout.Height);
        double notesBottom = lanesBottom + _axis.Height + 10 + (_notes.Length * 20);
        SvgLegend legend = new(Collect(lanesTop));
        double height = notesBottom + 18 + legend.Height + 14;
        string size = Number(height);
        canvas.Open("svg", ("class", "jobtimeline"), ("role", "img"), ("aria-labelledby", "jt-title jt-desc"), ("viewBox", $"0 0 {Number(Width)} {size}"), ("width", Number(Width)), ("height", size));
        canvas.Labelled("title", _title, "jt-title");
        canvas.Labelled("desc", Description(), "jt-desc");
        canvas.Raw(SvgStyle.Sheet(_theme));
        SvgPatterns.Write(canvas);
        canvas.Rect(0, 0, Width, height, "bg");
        canvas.Text(SvgLane.TextLeft, 36, "title", SvgText.Fit(_title, 21, Width - (2 * SvgLane.TextLeft)));
        canvas.Text(SvgLane.TextLeft, 58, "soft", SvgText.Fit(_subtitle, 12, Width - (2 * SvgLane.TextLeft)));
        _axis.WriteGrid(canvas, lanesTop, lanesBottom);
        _bands.Write(canvas, _timeline, BandsTop, lanesBottom);
        WriteNow(canvas, lanesTop, lanesBottom);
        WriteLanes(canvas, lanesTop, new SvgMarks());
        _axis.Write(canvas, lanesBottom);
        for (int i = 0; i < _notes.Length; i++)
        {
            canvas.Text(SvgLane.TextLeft, lanesBottom + _axis.Height + 26 + (i * 20), "soft", _notes[i]);
        }

        legend.Write(canvas, notesBottom + 18);
        canvas.Close();
    }

    /// <summary>What occurs is known once the lanes are drawn; they are drawn on nothing for that.</summary>
    private SvgMarks Collect(double top)
    {
        SvgMarks marks = new();
        using XmlWriter nowhere = XmlWriter.Create(TextWriter.Null);
        SvgCanvas canvas = new(nowhere);
        canvas.Open("svg");
        WriteLanes(canvas, top, marks);
        canvas.Close();
        if (GoesOn)
        {
            marks.Add(SvgMark.Now);
        }

        if (_bands.HasOutages)
        {
            marks.Add(SvgMark.Outage);
        }

        if (_bands.HasBlocks)
        {
            marks.Add(SvgMark.Block);
        }

        return marks;
    }

    private void WriteLanes(SvgCanvas canvas, double top, SvgMarks seen)
    {
        for (int i = 0; i < _lanes.Length; i++)
        {
            double y = top + (i * _layout.Height);
            canvas.Path("rule", $"M{Number(SvgLane.TextLeft)} {Number(y)}H{Number(SvgScale.Right)}");
            new SvgLane(_lanes[i], _scale, _layout, y, seen).Write(canvas);
        }

        if (_lanes.Length == 0)
        {
            canvas.Text(SvgScale.Left + 12, top + (_layout.Height / 2), "soft", "There were no jobs.");
        }
    }

    /// <summary>Where the past ends, if what is shown goes on.</summary>
    private void WriteNow(SvgCanvas canvas, double top, double bottom)
    {
        if (GoesOn)
        {
            canvas.Path("now", $"M{Number(_scale.X(_timeline.End))} {Number(top)}V{Number(bottom)}");
        }
    }

    private bool GoesOn => _timeline.End < _scale.End && _timeline.Lanes.Any(lane => !lane.IsOver);

    private string Description() => string.Join(" ", [
        _subtitle + ".",
        .. _lanes.Select(lane => LaneText.Sentence(lane) + "."),
        .. _notes.Select(note => note + "."),
    ]);
}
