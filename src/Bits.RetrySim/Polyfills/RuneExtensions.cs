namespace System.Text;

internal static class RuneExtensions
{
    internal static IEnumerable<Rune> EnumerateRunes(this string text) => Rune.In(text);
}
