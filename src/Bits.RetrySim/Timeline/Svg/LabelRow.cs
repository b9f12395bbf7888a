namespace Bits.RetrySim;

/// <summary>A row of labels from left to right, none of which touches another.</summary>
internal sealed class LabelRow
{
    private const double Gap = 8;
    private readonly List<(double Left, double Right)> _taken = [];

    /// <summary>Takes room for a label, if there is some.</summary>
    /// <param name="left">Where the label would like to begin; it is moved so that it lies within the axis.</param>
    /// <param name="width">Its width.</param>
    /// <returns>Where it begins; null if there is no room.</returns>
    internal double? Place(double left, double width)
    {
        double placed = Math.Max(SvgScale.Left, Math.Min(left, SvgScale.Right - width));
        if (width > SvgScale.Right - SvgScale.Left || _taken.Any(other => placed < other.Right + Gap && placed + width > other.Left - Gap))
        {
            return null;
        }

        _taken.Add((placed, placed + width));
        return placed;
    }
}
