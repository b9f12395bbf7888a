namespace Bits.RetrySim;

/// <summary>Where the parts of a lane lie, from its upper edge down: a few lanes have room for words, many have not.</summary>
/// <param name="Height">From one lane to the next.</param>
/// <param name="HasWords">Whether flags and states are named in the lane itself.</param>
/// <param name="Lines">Baselines of the text on the left: the name, and what is said of the job.</param>
/// <param name="FlagLine">Baseline of the names of flags.</param>
/// <param name="RunLine">Baseline of what is said of folded cycles; their bracket lies below.</param>
/// <param name="ProgressTop">Where all bytes are here.</param>
/// <param name="ProgressBottom">Where no byte is here.</param>
/// <param name="Mark">The middle of the marks of attempts.</param>
/// <param name="BarTop">The upper edge of the states.</param>
/// <param name="BarBottom">Their lower edge.</param>
/// <param name="Cell">How finely states are drawn, in pixels.</param>
internal sealed record SvgLaneLayout(
    double Height,
    bool HasWords,
    IReadOnlyList<double> Lines,
    double FlagLine,
    double RunLine,
    double ProgressTop,
    double ProgressBottom,
    double Mark,
    double BarTop,
    double BarBottom,
    int Cell)
{
    /// <summary>More than this is not drawn.</summary>
    internal const int MaximumLanes = 30;

    private const int MaximumLargeLanes = 6;

    private static readonly SvgLaneLayout Large = new(126, true, [36, 55, 72, 89], 17, 33, 44, 80, 91, 98, 114, 1);

    private static readonly SvgLaneLayout Small = new(60, false, [26, 42], 10, 11, 23, 36, 41, 46, 55, 2);

    internal static SvgLaneLayout For(int lanes) => lanes <= MaximumLargeLanes ? Large : Small;
}
