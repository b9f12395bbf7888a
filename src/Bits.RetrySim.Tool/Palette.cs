namespace Bits.RetrySim.Tool;

/// <summary>Colours of a picture, by day and by night. Blue against orange: told apart by almost every eye, and every mark has its own shape.</summary>
internal static class Palette
{
    private static readonly (string Name, string Light, string Dark)[] Colors =
    [
        ("paper", "#ffffff", "#0d1117"),
        ("ink", "#1f2328", "#e6edf3"),
        ("faint", "#59636e", "#9198a1"),
        ("done", "#0b5cad", "#58a6ff"),
        ("done-fill", "#ddeeff", "#10294a"),
        ("error", "#b3470b", "#ff9b5e"),
        ("error-fill", "#ffe8d9", "#43230f"),
        ("gone", "#59636e", "#b0b8c1"),
        ("gone-fill", "#eaedf0", "#22272e"),
    ];

    private static readonly (string Selector, string Property, string Color)[] Rules =
    [
        (".paper", "fill", "paper"),
        ("text", "fill", "ink"),
        (".faint", "fill", "faint"),
        (".done .cell", "fill", "done-fill"),
        (".error .cell", "fill", "error-fill"),
        (".gone .cell", "fill", "gone-fill"),
        (".done .mark, .done .bar", "fill", "done"),
        (".error .mark", "fill", "error"),
        (".gone .mark", "fill", "gone"),
        (".sign", "stroke", "paper"),
        (".best .cell", "stroke", "done"),
    ];

    /// <summary>The style sheet. Renderers without custom properties use the light colour that comes before each.</summary>
    internal static string StyleSheet { get; } = string.Concat(
        "svg{" + string.Concat(Colors.Select(color => $"--{color.Name}:{color.Light};")) + "}\n",
        "@media (prefers-color-scheme:dark){svg{" + string.Concat(Colors.Select(color => $"--{color.Name}:{color.Dark};")) + "}}\n",
        "text{font-family:system-ui,'Segoe UI',Helvetica,Arial,sans-serif;font-size:13px}\n",
        ".title{font-size:20px;font-weight:600}.strong{font-weight:600}.sign{fill:none;stroke-width:1.8;stroke-linecap:round}.best .cell{stroke-width:2}\n",
        string.Concat(Rules.Select(rule => $"{rule.Selector}{{{rule.Property}:{Light(rule.Color)};{rule.Property}:var(--{rule.Color})}}\n")));

    private static string Light(string name) => Array.Find(Colors, color => color.Name == name).Light;
}
