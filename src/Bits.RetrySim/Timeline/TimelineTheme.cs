namespace Bits.RetrySim;

/// <summary>The surroundings for which <see cref="JobTimeline.WriteSvg(TextWriter, TimelineSvgOptions)"/> chooses its colours.</summary>
public enum TimelineTheme
{
    /// <summary>Light or dark, as whoever looks at the picture has it.</summary>
    Auto,

    /// <summary>Dark on white, wherever it is shown.</summary>
    Light,

    /// <summary>Light on dark, wherever it is shown.</summary>
    Dark,
}
