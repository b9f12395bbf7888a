using System.Globalization;

namespace System.Text;

/// <summary>A character of Unicode; half of one counts as U+FFFD.</summary>
internal readonly record struct Rune(int Value)
{
    private const int Replacement = 0xFFFD;

    internal static UnicodeCategory GetUnicodeCategory(Rune rune) => CharUnicodeInfo.GetUnicodeCategory(char.ConvertFromUtf32(rune.Value), 0);

    /// <summary>Those of a text.</summary>
    internal static IEnumerable<Rune> In(string text)
    {
        for (int at = 0; at < text.Length; at++)
        {
            if (!char.IsSurrogate(text[at]))
            {
                yield return new Rune(text[at]);
            }
            else if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                yield return new Rune(char.ConvertToUtf32(text[at], text[++at]));
            }
            else
            {
                yield return new Rune(Replacement);
            }
        }
    }
}
