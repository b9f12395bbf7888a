using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>A text that is put together in the invariant culture, wherever it is read: messages are the same everywhere.</summary>
[InterpolatedStringHandler]
internal ref struct InvariantText(int literalLength, int formattedCount)
{
    private readonly string? _text;
    private DefaultInterpolatedStringHandler _parts = new(literalLength, formattedCount, CultureInfo.InvariantCulture);

    private InvariantText(string text)
        : this(0, 0) => _text = text;

    public static implicit operator InvariantText(string text) => new(text);

    public void AppendLiteral(string value) => _parts.AppendLiteral(value);

    public void AppendFormatted<T>(T value) => _parts.AppendFormatted(value);

    public void AppendFormatted<T>(T value, string? format) => _parts.AppendFormatted(value, format);

    /// <summary>The text; to be asked for once.</summary>
    internal string ToText() => _text ?? _parts.ToStringAndClear();
}
