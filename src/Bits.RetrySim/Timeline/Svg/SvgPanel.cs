using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>The part of a picture that belongs to one manager: its name if there are others, bands, lanes, axis and what is not drawn.</summary>
internal sealed class SvgPanel
{
    private const double HeadingHeight = 30;
    private const double NoteHeight = 20;

    private readonly JobTimeline _timeline;
    private readonly string _name;
    private readonly double _bandsTop;
    private readonly SvgScale _scale;
    private readonly SvgBands _bands;
    private readonly SvgAxis _axis;
    private readonly SvgLaneLayout _layout;
    private readonly JobLane[] _lanes;
    private readonly string[] _notes;

    /// <param name="manager">Whose part it is.</param>
    /// <param name="top">Its upper edge.</param>
    /// <param name="scale">Where instants lie.</param>
    /// <param name="layout">Where the parts of a lane lie.</param>
    /// <param name="most">How many lanes there is room for.</param>
    /// <param name="note">What else is not drawn; empty: nothing.</param>
    internal SvgPanel(ManagerTimeline manager, double top, SvgScale scale, SvgLaneLayout layout, int most, string note)
    {
        (_timeline, _scale, _layout) = (manager.Timeline, scale, layout);
        _name = SafeText.OneLine(manager.Name);
        _bandsTop = top + (_name.Length == 0 ? 0 : HeadingHeight);
        _bands = new SvgBands(_timeline, scale);
        _axis = new SvgAxis(_timeline, scale);
        _lanes = [.. _timeline.Lanes.Take(most)];
        _notes = [.. new[] { LaneText.Others([.. _timeline.Lanes.Skip(_lanes.Length)]), _bands.Note, note }.Where(line => line.Length > 0)];
    }

    /// <summary>How many lanes it has room for, whether or not anything is in them.</summary>
    internal int Lanes => Math.Max(1, _lanes.Length);

    internal double Bottom => LanesBottom + _axis.Height + 10 + (_notes.Length * NoteHeight);

    /// <summary>All that is seen, in sentences.</summary>
    internal IEnumerable<string> Sentences =>
    [
        .. _name.Length == 0 ? Array.Empty<string>() : [_name + ":"],
        .. _lanes.Select(lane => LaneText.Sentence(lane) + "."),
        .. _notes.Select(line => line + "."),
    ];

    private double LanesTop => _bandsTop + _bands.Height;

    private double LanesBottom => LanesTop + (Lanes * _layout.Height);

    private bool GoesOn => _timeline.End < _scale.End && _timeline.Lanes.Any(lane => !lane.IsOver);

    internal void Write(SvgCanvas canvas)
    {
        if (_name.Length > 0)
        {
            canvas.Text(SvgLane.TextLeft, _bandsTop - HeadingHeight + 16, "name", SvgText.Fit(_name, 14, SvgPicture.Width - (2 * SvgLane.TextLeft)));
        }

        _axis.WriteGrid(canvas, LanesTop, LanesBottom);
        _bands.Write(canvas, _timeline, _bandsTop, LanesBottom);
        WriteNow(canvas);
        WriteLanes(canvas, new SvgMarks());
        _axis.Write(canvas, LanesBottom);
        for (int i = 0; i < _notes.Length; i++)
        {
            canvas.Text(SvgLane.TextLeft, LanesBottom + _axis.Height + 26 + (i * NoteHeight), "soft", _notes[i]);
        }
    }

    /// <summary>Adds what the legend has to explain; that is known once the lanes are drawn.</summary>
    internal void Collect(SvgCanvas canvas, SvgMarks marks)
    {
        WriteLanes(canvas, marks);
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
    }

    private void WriteLanes(SvgCanvas canvas, SvgMarks seen)
    {
        for (int i = 0; i < _lanes.Length; i++)
        {
            double y = LanesTop + (i * _layout.Height);
            canvas.Path("rule", $"M{Number(SvgLane.TextLeft)} {Number(y)}H{Number(SvgScale.Right)}");
            new SvgLane(_lanes[i], _scale, _layout, y, seen).Write(canvas);
        }

        if (_lanes.Length == 0)
        {
            canvas.Text(SvgScale.Left + 12, LanesTop + (_layout.Height / 2), "soft", "There were no jobs.");
        }
    }

    /// <summary>Where the past ends, if what is shown goes on.</summary>
    private void WriteNow(SvgCanvas canvas)
    {
        if (GoesOn)
        {
            canvas.Path("now", $"M{Number(_scale.X(_timeline.End))} {Number(LanesTop)}V{Number(LanesBottom)}");
        }
    }
}
