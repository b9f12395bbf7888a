using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>Breaks lines between words. A word that is longer than a line stands in one of its own.</summary>
internal static class Wrapping
{
    /// <param name="text">What is broken.</param>
    /// <param name="width">The room of a line.</param>
    /// <param name="indent">By how much less room the lines after the first have.</param>
    internal static IEnumerable<string> Lines(string text, int width, int indent = 0)
    {
        string line = "";
        int room = width;
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = word;
                room = width - indent;
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
        foreach (string line in Lines(text, console.Profile.Width, indent))
        {
            console.Write(new Text(before + line, style ?? Style.Plain));
            console.WriteLine();
            before = new string(' ', indent);
        }
    }
}
