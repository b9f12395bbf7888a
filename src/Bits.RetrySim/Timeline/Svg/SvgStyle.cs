using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>
/// Colours and fonts. The hues are those of Okabe and Ito, which people with any kind of colour vision tell apart; states have patterns
/// besides. Every colour stands in a custom property, with a second value for dark surroundings; programs that know no custom properties
/// fall back on the light one, or on that of the theme.
/// </summary>
internal static class SvgStyle
{
    private const string Root = ".jobtimeline";

    private static readonly (string Name, string Light, string Dark)[] Colors =
    [
        ("bg", "#ffffff", "#12161c"),
        ("ink", "#1d2733", "#e9edf2"),
        ("soft", "#56616e", "#a3aebb"),
        ("grid", "#e2e6eb", "#2b333d"),
        ("lane", "#c9d0d8", "#414b57"),
        ("suspended", "#dde2e8", "#3a434f"),
        ("queued", "#b4bec9", "#5b6775"),
        ("connecting", "#56b4e9", "#56b4e9"),
        ("transferring", "#0072b2", "#2f8fd0"),
        ("waiting", "#f2b63c", "#d99a1c"),
        ("error", "#c4470a", "#e8662a"),
        ("transferred", "#009e73", "#18b28a"),
        ("pattern", "#1d2733", "#0b0e12"),
        ("outage", "#c4470a", "#ff8a4d"),
        ("block", "#7a4fa3", "#b48be0"),
    ];

    private static readonly (string Selector, string Property, string Color, string More)[] Rules =
    [
        (".bg", "fill", "bg", ""),
        ("text", "fill", "ink", "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;font-size:12px"),
        (".title", "fill", "ink", "font-size:20px;font-weight:600"),
        (".name", "fill", "ink", "font-size:14px;font-weight:600"),
        (".soft", "fill", "soft", ""),
        (".small", "fill", "soft", "font-size:11px"),
        (".note", "stroke", "bg", "font-size:11px;stroke-width:3.5px;stroke-linejoin:round;paint-order:stroke"),
        (".state", "fill", "ink", "font-size:10px;font-weight:600"),
        (".onbright", "fill", "pattern", ""),
        (".ondeep", "fill", "bg", ""),
        (".grid", "stroke", "grid", "fill:none"),
        (".rule", "stroke", "lane", "fill:none"),
        (".axis", "stroke", "soft", "fill:none"),
        (".now", "stroke", "soft", "fill:none;stroke-dasharray:4 4"),
        (".Suspended", "fill", "suspended", ""),
        (".Queued", "fill", "queued", ""),
        (".Connecting", "fill", "connecting", ""),
        (".Transferring", "fill", "transferring", ""),
        (".TransientError", "fill", "waiting", ""),
        (".Error,.Cancelled", "fill", "error", ""),
        (".Transferred,.Acknowledged", "fill", "transferred", ""),
        (".pattern", "stroke", "pattern", "fill:none;stroke-opacity:.28"),
        (".area", "fill", "ink", "fill-opacity:.09"),
        (".line", "stroke", "ink", "fill:none;stroke-width:1.6;stroke-linejoin:round"),
        (".fail", "stroke", "error", "fill:none;stroke-width:2;stroke-linecap:round"),
        (".dense", "stroke", "error", "fill:none;stroke-width:1.2"),
        (".stop", "stroke", "soft", "fill:none;stroke-width:1.5"),
        (".pole", "stroke", "ink", "fill:none;stroke-width:1.2"),
        (".flag", "fill", "ink", ""),
        (".run", "stroke", "soft", "fill:none"),
        (".ring", "stroke", "bg", "stroke-width:2"),
        (".glyph", "stroke", "bg", "fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round"),
        (".outage", "fill", "outage", "fill-opacity:.09"),
        (".outageline", "stroke", "outage", "fill:none;stroke-opacity:.17"),
        (".block", "fill", "block", "fill-opacity:.1"),
        (".blockline", "stroke", "block", "fill:none;stroke-opacity:.17"),
        (".outagename", "fill", "outage", "font-size:11px;font-weight:600"),
        (".blockname", "fill", "block", "font-size:11px;font-weight:600"),
    ];

    /// <summary>With a theme of its own a picture has the same colours everywhere.</summary>
    internal static string Sheet(TimelineTheme theme)
    {
        StringBuilder sheet = new("\n");
        bool isDark = theme == TimelineTheme.Dark;
        sheet.Append(Root).Append('{').AppendJoin(';', Colors.Select(color => $"--{color.Name}:{(isDark ? color.Dark : color.Light)}")).Append("}\n");
        if (theme == TimelineTheme.Auto)
        {
            sheet.Append("@media (prefers-color-scheme:dark){").Append(Root).Append('{')
                .AppendJoin(';', Colors.Select(color => $"--{color.Name}:{color.Dark}")).Append("}}\n");
        }

        foreach ((string selector, string property, string color, string more) in Rules)
        {
            string scoped = string.Join(',', selector.Split(',').Select(part => $"{Root} {part}"));
            string plain = Colors.First(entry => entry.Name == color) is var found && isDark ? found.Dark : found.Light;
            sheet.Append(scoped).Append('{').Append(CultureInfo.InvariantCulture, $"{property}:{plain};{property}:var(--{color})").Append(more.Length == 0 ? "" : ";" + more).Append("}\n");
        }

        return sheet.ToString();
    }
}
