namespace Bits.RetrySim;

/// <summary>
/// Turns states into stretches of whole cells: in each cell the state that held longest in it. However many states there were, there are
/// never more stretches than cells.
/// </summary>
internal static class StateRaster
{
    private const int StateCount = (int)BackgroundCopyJobState.Cancelled + 1;

    internal static IReadOnlyList<(BackgroundCopyJobState State, double Left, double Right)> Of(JobLane lane, SvgScale scale, int cell)
    {
        int cells = (int)((SvgScale.Right - SvgScale.Left) / cell);
        double[][] lengths = [.. Enumerable.Range(0, cells).Select(_ => new double[StateCount])];
        foreach (StateSpan span in lane.Spans.Where(span => span.Length > TimeSpan.Zero))
        {
            double left = (scale.X(span.Start) - SvgScale.Left) / cell;
            double right = (scale.X(span.End) - SvgScale.Left) / cell;
            for (int i = (int)left; i < cells && i < right; i++)
            {
                lengths[i][(int)span.State] += Math.Min(right, i + 1) - Math.Max(left, i);
            }
        }

        List<(BackgroundCopyJobState State, double Left, double Right)> stretches = [];
        for (int i = 0; i < cells; i++)
        {
            if (Longest(lengths[i]) is not { } state)
            {
                continue;
            }

            double left = SvgScale.Left + (i * cell);
            if (stretches.Count > 0 && stretches[^1].State == state && stretches[^1].Right == left)
            {
                stretches[^1] = stretches[^1] with { Right = left + cell };
            }
            else
            {
                stretches.Add((state, left, left + cell));
            }
        }

        return stretches;
    }

    private static BackgroundCopyJobState? Longest(double[] lengths)
    {
        int longest = 0;
        for (int state = 1; state < StateCount; state++)
        {
            longest = lengths[state] > lengths[longest] ? state : longest;
        }

        return lengths[longest] > 0 ? (BackgroundCopyJobState)longest : null;
    }
}
