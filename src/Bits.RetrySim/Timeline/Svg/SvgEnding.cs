using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>A round sign for how a job ended: a tick, a cross, an exclamation mark.</summary>
internal static class SvgEnding
{
    internal static void Write(SvgCanvas canvas, BackgroundCopyJobState state, double x, double y, double radius)
    {
        canvas.Open("g", ("class", state.ToString()), ("transform", $"translate({Number(x)} {Number(y)}) scale({Number(radius / 9)})"));
        canvas.Element("circle", ("class", "ring"), ("r", "9"));
        canvas.Path("glyph", state switch
        {
            BackgroundCopyJobState.Acknowledged => "M-4 .5L-1 3.5L4-3",
            BackgroundCopyJobState.Cancelled => "M-3.2-3.2L3.2 3.2M3.2-3.2L-3.2 3.2",
            _ => "M0-4.5V1M0 4.2v.1",
        });
        canvas.Close();
    }
}
