using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Text that goes on, where the terminal has to break it, under its own beginning and not under its label.</summary>
internal static class HangingText
{
    /// <summary>Narrower than that nothing reads well, and the terminal may break it as it likes.</summary>
    private const int Narrowest = 20;

    internal static void WriteHanging(this IAnsiConsole console, string label, int indent, params ReadOnlySpan<(string Text, Style? Style)> parts)
    {
        int room = Math.Max(Narrowest, console.Profile.Width - 1);
        Paragraph line = new();
        int column = label.Length;
        line.Append(label, Styles.Faint);
        bool isFirst = true;
        foreach ((string text, Style? style) in parts)
        {
            foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!isFirst && column + 1 + word.Length > room)
                {
                    console.Write(line);
                    console.WriteLine();
                    line = new Paragraph(new string(' ', indent));
                    (column, isFirst) = (indent, true);
                }

                line.Append(isFirst ? "" : " ").Append(word, style);
                column += word.Length + (isFirst ? 0 : 1);
                isFirst = false;
            }
        }

        console.Write(line);
        console.WriteLine();
    }
}
