using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>
/// How wide a text becomes. The fonts of whoever looks at a picture are not known, so that this is an estimate on the wide side: of DejaVu
/// Sans, the widest of the fonts that a picture asks for.
/// </summary>
internal static class SvgText
{
    private const string Ellipsis = "\u2026";

    internal static double Width(string text, double size) => text.EnumerateRunes().Sum(Em) * size;

    /// <summary>The text, or as much of its beginning as fits; what a person sees as one character is not cut.</summary>
    internal static string Fit(string text, double size, double width)
    {
        if (Width(text, size) <= width)
        {
            return text;
        }

        StringBuilder fitted = new();
        double left = width - Width(Ellipsis, size);
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            left -= Width(element, size);
            if (left < 0)
            {
                break;
            }

            fitted.Append(element);
        }

        return fitted.ToString().TrimEnd() + Ellipsis;
    }

    private static double Em(Rune rune) => rune.Value switch
    {
        0x200D or (>= 0xFE00 and <= 0xFE0F) => 0,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark => 0,
        ' ' or 'i' or 'j' or 'l' or '.' or ',' or ':' or ';' or '\'' or '!' or '|' or 'I' => 0.34,
        'f' or 'r' or 't' or '(' or ')' or '[' or ']' or '-' or '/' => 0.42,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '\u2026' => 0.98,
        (>= 'A' and <= 'Z') or '+' or '_' => 0.74,
        >= 0x1100 and < 0x1F000 when rune.Value is < 0x1200 or (>= 0x2E80 and < 0xFB00) => 1,
        >= 0x1F000 => 1.3,
        _ => 0.63,
    };
}
