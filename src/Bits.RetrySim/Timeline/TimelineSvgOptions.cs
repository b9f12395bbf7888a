namespace Bits.RetrySim;

/// <summary>How <see cref="JobTimeline.WriteSvg(TextWriter, TimelineSvgOptions)"/> draws.</summary>
/// <threadsafety>Not synchronized; it is read while a picture is drawn.</threadsafety>
public sealed class TimelineSvgOptions
{
    private string _subtitle = "";
    private TimelineTheme _theme;

    /// <summary>What stands above the picture.</summary>
    /// <value>One line, cut where it does not fit; null, the default: the job's name, or how many jobs there are.</value>
    public string? Title { get; set; }

    /// <summary>What stands below the title, before how much there is to see: whose settings they are, for example.</summary>
    /// <value>One line, cut where it does not fit. Default: empty.</value>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) The value is null.</exception>
    public string Subtitle
    {
        get => _subtitle;
        set => _subtitle = value ?? throw Failure.Null(nameof(value));
    }

    /// <summary>The surroundings for which colours are chosen.</summary>
    /// <value>Default: <see cref="TimelineTheme.Auto"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is none of <see cref="TimelineTheme"/>.</exception>
    public TimelineTheme Theme
    {
        get => _theme;
        set => _theme = Enum.IsDefined(value) ? value : throw Failure.OutOfRange(nameof(value), value, "The themes are Auto, Light and Dark.");
    }
}
