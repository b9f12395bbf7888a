using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim;

/// <summary>Fillings that are told apart without colour.</summary>
internal static class SvgPatterns
{
    private const string Outage = "jt-outage";
    private const string Block = "jt-block";

    private static readonly (BackgroundCopyJobState State, string Lines)[] States =
    [
        (Queued, "M2 2h1M6 6h1"),
        (TransientError, "M-2 2L2-2M-2 10L10-2M6 10L10 6"),
        (Error, "M0 0L8 8M0 8L8 0"),
    ];

    /// <summary>How a state is filled: by its pattern, or by its plain colour, for which null stands.</summary>
    internal static string? Of(BackgroundCopyJobState state) => States.Any(entry => entry.State == state) ? $"url(#jt-{state})" : null;

    internal static string Of(TimelineBand band) => $"url(#{(band.IsOutage ? Outage : Block)})";

    internal static string Of(SvgMark mark) => $"url(#{(mark == SvgMark.Outage ? Outage : Block)})";

    internal static void Write(SvgCanvas canvas)
    {
        canvas.Open("defs");
        foreach ((BackgroundCopyJobState state, string lines) in States)
        {
            Write(canvas, $"jt-{state}", state.ToString(), "pattern", lines);
        }

        Write(canvas, Outage, "outage", "outageline", "M-2 6L2 10M-2-2L10 10M6-2L10 2");
        Write(canvas, Block, "block", "blockline", "M0 2h8M0 6h8");
        canvas.Close();
    }

    private static void Write(SvgCanvas canvas, string id, string ground, string lines, string data)
    {
        canvas.Open("pattern", ("id", id), ("width", "8"), ("height", "8"), ("patternUnits", "userSpaceOnUse"));
        canvas.Rect(0, 0, 8, 8, ground);
        canvas.Path(lines, data);
        canvas.Close();
    }
}
