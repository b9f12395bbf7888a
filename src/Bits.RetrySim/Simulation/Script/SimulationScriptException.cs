namespace Bits.RetrySim;

/// <summary>A simulation script that is wrong: where, and what should be there.</summary>
/// <threadsafety>Instances do not change and may be used from any thread.</threadsafety>
public sealed class SimulationScriptException : FormatException
{
    internal SimulationScriptException((int Line, int Column) place, string field, string expected, string? found = null, Exception? inner = null)
        : base(Describe(place, field, expected, found), inner)
    {
        (Line, Column) = place;
        Field = SafeText.OneLine(field);
        Expected = SafeText.OneLine(expected);
    }

    /// <summary>The line of the script, from 1.</summary>
    public int Line { get; }

    /// <summary>The column of that line, from 1: a character of UTF-16 each.</summary>
    public int Column { get; }

    /// <summary>The field, for example <c>network.hosts["cdn.example"].outages[0].to</c>; empty for the script as a whole.</summary>
    public string Field { get; }

    /// <summary>What was expected there.</summary>
    public string Expected { get; }

    private static string Describe((int Line, int Column) place, string field, string expected, string? found)
    {
        string where = field.Length == 0 ? "the script" : field;
        string instead = found is null ? string.Empty : $", found {found}";
        // Names and values are the script's: whatever they hold, it is one line that a terminal can show.
        return SafeText.OneLine(
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Line {place.Line}, column {place.Column}, {where}: expected {expected}{instead}."));
    }
}
