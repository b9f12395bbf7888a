using System.Globalization;
using System.Text;
using static Bits.RetrySim.SvgCanvas;

namespace Bits.RetrySim;

/// <summary>Marks of attempts that failed or were interrupted. Where they are too close for crosses they become strokes, and of those too close some are left out.</summary>
internal sealed class SvgAttempts(JobLane lane, SvgScale scale, double y, SvgMarks seen)
{
    private const double CrossDistance = 8;
    private const double StrokeDistance = 3;

    internal void Write(SvgCanvas canvas)
    {
        WriteFailures(canvas, PositionsOf(AttemptOutcome.Failed));
        StringBuilder rings = new();
        double last = double.MinValue;
        foreach (double x in PositionsOf(AttemptOutcome.Interrupted).Where(x => x - last >= CrossDistance))
        {
            rings.Append(CultureInfo.InvariantCulture, $"M{Number(x - 3)} {Number(y)}a3 3 0 1 0 6 0a3 3 0 1 0-6 0");
            last = x;
            seen.Add(SvgMark.Interruption);
        }

        canvas.Path("stop", rings.ToString());
    }

    private void WriteFailures(SvgCanvas canvas, double[] positions)
    {
        StringBuilder crosses = new();
        StringBuilder strokes = new();
        double last = double.MinValue;
        for (int i = 0; i < positions.Length; i++)
        {
            double x = positions[i];
            bool isFree = (i == 0 || x - positions[i - 1] >= CrossDistance) && (i == positions.Length - 1 || positions[i + 1] - x >= CrossDistance);
            if (isFree)
            {
                crosses.Append(CultureInfo.InvariantCulture, $"M{Number(x - 3)} {Number(y - 3)}l6 6m0-6l-6 6");
                last = x;
                seen.Add(SvgMark.Failure);
            }
            else if (x - last >= StrokeDistance)
            {
                strokes.Append(CultureInfo.InvariantCulture, $"M{Number(x)} {Number(y - 4)}v8");
                last = x;
                seen.Add(SvgMark.DenseFailures);
            }
        }

        canvas.Path("dense", strokes.ToString());
        canvas.Path("fail", crosses.ToString());
    }

    private double[] PositionsOf(AttemptOutcome outcome) => [.. lane.Attempts.Where(attempt => attempt.Outcome == outcome).Select(attempt => scale.X(attempt.End))];
}
