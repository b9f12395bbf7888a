using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary>The options of everything that is drawn: where to, under which title and in which colours.</summary>
internal sealed class PictureOptions
{
    private readonly Option<string?> _svg;
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "With --svg: what stands above the picture." };
    private readonly Option<TimelineTheme?> _theme = new("--theme")
    {
        HelpName = "THEME",
        CustomParser = argument => NamedValue.Parse<TimelineTheme>(argument, "theme"),
        Description = "With --svg: light or dark colours wherever the picture is shown, or auto, as whoever looks at it has them; auto if not given.",
    };

    internal PictureOptions(string description) => _svg = OutputFile.Option(description);

    internal void AddTo(Command command)
    {
        command.Add(_svg);
        command.Add(_title);
        command.Add(_theme);
    }

    /// <summary>Where the picture goes; null if none is asked for.</summary>
    internal string? PathOf(ParseResult parsed) => parsed.GetValue(_svg);

    /// <summary>Whether the picture goes where text would.</summary>
    internal bool IsPrinted(ParseResult parsed) => PathOf(parsed) == OutputFile.StandardOutput;

    internal TimelineTheme ThemeOf(ParseResult parsed) => parsed.GetValue(_theme) ?? TimelineTheme.Auto;

    /// <summary>The title that was asked for, or another.</summary>
    internal string TitleOf(ParseResult parsed, string otherwise) => parsed.GetValue(_title) ?? otherwise;

    /// <summary>Refuses what would have no effect.</summary>
    internal void Check(ParseResult parsed)
    {
        if (parsed.GetValue(_title) is { } title && string.IsNullOrWhiteSpace(title))
        {
            throw CommandException.Usage("--title takes a text.");
        }

        if (PathOf(parsed) is null && (parsed.GetValue(_title) is not null || parsed.GetValue(_theme) is not null))
        {
            throw CommandException.Usage("--title and --theme are for a picture; say with --svg FILE where it goes.");
        }
    }
}
