using System.Runtime.CompilerServices;
using System.Text;

namespace Bits.RetrySim;

/// <summary>Members of texts that came after .NET Framework.</summary>
[Microsoft.CodeAnalysis.Embedded]
internal static class TextPolyfills
{
    extension(string)
    {
        internal static string Create(IFormatProvider provider, [InterpolatedStringHandlerArgument(nameof(provider))] ref DefaultInterpolatedStringHandler handler) => handler.ToStringAndClear();

        internal static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second) => first.ToString() + second.ToString();

        internal static string Concat(ReadOnlySpan<char> first, ReadOnlySpan<char> second, ReadOnlySpan<char> third) => first.ToString() + second.ToString() + third.ToString();
    }

    internal static StringBuilder Append(
        this StringBuilder builder, IFormatProvider provider, [InterpolatedStringHandlerArgument(nameof(provider))] ref DefaultInterpolatedStringHandler handler) =>
        builder.Append(handler.ToStringAndClear());

    /// <summary>Ordinal, as this method of .NET Framework always is.</summary>
    internal static string Replace(this string text, string old, string by, StringComparison comparison) =>
        comparison == StringComparison.Ordinal ? text.Replace(old, by) : throw new ArgumentOutOfRangeException(nameof(comparison));

    internal static bool ContainsAny(this ReadOnlySpan<char> text, ReadOnlySpan<char> characters) => text.IndexOfAny(characters) >= 0;

    internal static int Count<T>(this ReadOnlySpan<T> items, T item)
        where T : IEquatable<T>
    {
        int count = 0;
        foreach (T other in items)
        {
            count += other.Equals(item) ? 1 : 0;
        }

        return count;
    }
}
