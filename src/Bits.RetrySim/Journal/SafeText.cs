using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>
/// Names are the client's. What could break a line, turn the reading direction of what follows, or not be written at all, is spelled out.
/// </summary>
internal static class SafeText
{
    /// <summary>A text on one line, in which every such character stands as <c>\u000A</c>.</summary>
    internal static string OneLine(string text)
    {
        StringBuilder? line = null;
        for (int i = 0; i < text.Length; i++)
        {
            int length = char.IsSurrogatePair(text, i) ? 2 : 1;
            if (length == 1 && IsUnsafe(text[i]))
            {
                line ??= new StringBuilder().Append(text, 0, i);
                line.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:X4}");
            }
            else
            {
                line?.Append(text, i, length);
            }

            i += length - 1;
        }

        return line?.ToString() ?? text;
    }

    private static bool IsUnsafe(char character) =>
        char.IsControl(character)
        || char.IsSurrogate(character)
        || character is '\u061C' or '\u200E' or '\u200F' or '\uFFFE' or '\uFFFF'
        || character is >= '\u2028' and <= '\u202E'
        || character is >= '\u2066' and <= '\u2069';
}
