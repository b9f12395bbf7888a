using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>
/// Names and values of one record of an input, of an event or of a job in a listing, as they were written. Names are compared by their letters and
/// digits only, so that <c>CREATION TIME</c>, <c>CreationTime</c> and <c>creation_time</c> are one; a name may have several values.
/// </summary>
internal sealed class FieldBag
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);

    internal void Add(string name, string? value)
    {
        string key = Key(name);
        if (key.Length > 0 && !string.IsNullOrWhiteSpace(value))
        {
            if (!_values.TryGetValue(key, out List<string>? values))
            {
                _values.Add(key, values = []);
            }

            values.Add(value.Trim());
        }
    }

    internal bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_values.ContainsKey(Key(name)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>All values of some names, in the order of the names.</summary>
    internal IEnumerable<string> All(params string[] names) => names.SelectMany(name => _values.GetValueOrDefault(Key(name)) ?? []);

    internal string? Text(params string[] names) => All(names).FirstOrDefault();

    internal Guid? Id(params string[] names) => First(names, value => Guid.TryParse(value, out Guid id) ? id : (Guid?)null);

    /// <summary>A number of 0 or more; null also for BITS's "unknown", which is more than any number of bytes.</summary>
    internal long? Number(params string[] names) =>
        First(names, value => long.TryParse(Word(value), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : (long?)null);

    /// <summary>An HRESULT: hexadecimal, signed or unsigned, whatever follows it.</summary>
    internal int? Code(params string[] names) => First(names, ReadCode);

    private T? First<T>(string[] names, Func<string, T?> read)
        where T : struct => All(names).Select(read).FirstOrDefault(value => value is not null);

    private static int? ReadCode(string value)
    {
        string word = Word(value);
        bool isRead = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? long.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out long code)
            : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out code);
        return isRead && code is >= int.MinValue and <= uint.MaxValue ? unchecked((int)code) : null;
    }

    private static string Word(string value)
    {
        int end = value.AsSpan().IndexOfAny(' ', '\t', ',');
        return end < 0 ? value : value[..end];
    }

    private static string Key(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
