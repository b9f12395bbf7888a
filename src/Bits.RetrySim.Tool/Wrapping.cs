using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Breaks lines between words; what follows the first line is indented. A word that is longer than a line stands in one of its own.</summary>
internal static class Wrapping
{
    internal static IEnumerable<string> Lines(string text, int width)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line;
                line = word;
            }
            else
            {
                line = line.Length == 0 ? word : $"{line} {word}";
            }
        }

        yield return line;
    }

    /// <summary>A text whose lines after the first begin further to the right.</summary>
    internal static void WriteHanging(this IAnsiConsole console, string text, int indent, Style? style = null)
    {
        string before = "";
        foreach (string line in Lines(text, Math.Max(1, console.Profile.Width - indent)))
        {
            console.Write(new Text(before + line, style ?? Style.Plain));
            console.WriteLine();
            before = new string(' ', indent);
        }
    }
}
