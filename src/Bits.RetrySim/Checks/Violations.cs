using System.Globalization;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim;

/// <summary>Collects what is wrong with a group of settings, so that all of it is told at once.</summary>
/// <param name="wording">How settings are called.</param>
internal sealed class Violations(Wording wording)
{
    private readonly List<string> _messages = [];

    /// <summary>A setting, as its reader writes it.</summary>
    public string Name(string setting) => wording.Of(setting);

    /// <summary>Notes a sentence about a setting if <paramref name="broken"/>.</summary>
    public void AddIf(
        bool broken, [InterpolatedStringHandlerArgument(nameof(broken))] ref Sentence sentence)
    {
        if (broken)
        {
            _messages.Add(sentence.ToString());
        }
    }

    /// <summary>Notes a time span outside the limits, which are inclusive.</summary>
    public void AddIfOutside(TimeSpan value, TimeSpan minimum, TimeSpan maximum, string name) =>
        AddIf(value < minimum || value > maximum, $"{Name(name)} is {value} and must be between {minimum} and {maximum}.");

    /// <summary>Notes a time span that is no multiple of the unit.</summary>
    public void AddIfNotWhole(TimeSpan value, TimeSpan unit, string name, string units) =>
        AddIf(value.Ticks % unit.Ticks != 0, $"{Name(name)} is {value} and must be a whole number of {units}.");

    /// <summary>Notes a count below 1.</summary>
    public void AddIfBelowOne(int value, string name) => AddIf(value < 1, $"{Name(name)} is {value} and must be 1 or more.");

    /// <summary>Notes a value that its enumeration does not define.</summary>
    public void AddIfUndefined<T>(T value, string name)
        where T : struct, Enum =>
        AddIf(!Enum.IsDefined(value), $"{Name(name)} is {Convert.ToInt64(value, CultureInfo.InvariantCulture)}, which is no value of {typeof(T).Name}.");

    /// <summary>Throws one exception with every sentence noted, if there are any.</summary>
    /// <exception cref="ArgumentException">Something is wrong (E_INVALIDARG).</exception>
    public void ThrowIfAny(string argument)
    {
        if (_messages.Count > 0)
        {
            throw Failure.InvalidArgument(argument, string.Join(" ", _messages));
        }
    }

    /// <summary>A sentence that is put together, in the invariant culture, only when it is needed.</summary>
    [InterpolatedStringHandler]
    internal ref struct Sentence
    {
        private DefaultInterpolatedStringHandler _text;

        public Sentence(int literalLength, int formattedCount, bool broken, out bool isEnabled)
        {
            isEnabled = broken;
            _text = broken ? new(literalLength, formattedCount, CultureInfo.InvariantCulture) : default;
        }

        public void AppendLiteral(string value) => _text.AppendLiteral(value);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public override string ToString() => _text.ToStringAndClear();
    }
}
