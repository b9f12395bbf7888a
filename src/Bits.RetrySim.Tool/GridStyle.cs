namespace Bits.RetrySim.Tool;

/// <summary>
/// Colours and fonts of the grid: those of the library's timelines, so that both look well on one page. Programs that know no custom
/// properties fall back on the light colour.
/// </summary>
internal static class GridStyle
{
    internal const string RootClass = "retrygrid";

    private const string Root = "." + RootClass;
    private const string Font = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif;font-size:13px";

    private static readonly (string Name, string Light, string Dark)[] Colors =
    [
        ("bg", "#ffffff", "#12161c"),
        ("ink", "#1d2733", "#e9edf2"),
        ("soft", "#56616e", "#a3aebb"),
        ("done", "#009e73", "#18b28a"),
        ("done-cell", "#dcf3ec", "#0f362c"),
        ("error", "#c4470a", "#e8662a"),
        ("error-cell", "#fde8dc", "#42210f"),
        ("gone", "#56616e", "#a3aebb"),
        ("gone-cell", "#e6eaee", "#2b333d"),
        ("lost", "#f2b63c", "#d99a1c"),
    ];

    private static readonly (string Selector, string Property, string Color, string More)[] Rules =
    [
        (".bg", "fill", "bg", ""),
        ("text", "fill", "ink", Font),
        (".title", "fill", "ink", "font-size:20px;font-weight:600"),
        (".strong", "fill", "ink", "font-weight:600"),
        (".soft", "fill", "soft", ""),
        (".done .cell", "fill", "done-cell", ""),
        (".error .cell", "fill", "error-cell", ""),
        (".gone .cell", "fill", "gone-cell", ""),
        (".doomed .cell", "fill", "gone-cell", ""),
        (".done .mark", "fill", "done", ""),
        (".error .mark", "fill", "error", ""),
        (".gone .mark", "fill", "gone", ""),
        (".doomed .mark", "fill", "error", ""),
        (".bar", "fill", "lost", ""),
        (".sign", "stroke", "bg", "fill:none;stroke-width:2;stroke-linecap:round;stroke-linejoin:round"),
        (".best .cell", "stroke", "done", "stroke-width:2"),
    ];

    internal static string Sheet(TimelineTheme theme)
    {
        Func<(string Name, string Light, string Dark), string> plain = theme == TimelineTheme.Dark ? static color => color.Dark : static color => color.Light;
        return string.Concat(
            $"\n{Root}{{{Properties(plain)}}}\n",
            theme == TimelineTheme.Auto ? $"@media (prefers-color-scheme:dark){{{Root}{{{Properties(color => color.Dark)}}}}}\n" : "",
            string.Concat(Rules.Select(rule =>
                $"{Root} {rule.Selector}{{{rule.Property}:{plain(Find(rule.Color))};{rule.Property}:var(--{rule.Color});{rule.More}}}\n")));
    }

    private static string Properties(Func<(string Name, string Light, string Dark), string> value) =>
        string.Join(';', Colors.Select(color => $"--{color.Name}:{value(color)}"));

    private static (string Name, string Light, string Dark) Find(string name) => Array.Find(Colors, color => color.Name == name);
}
