using System.Globalization;
using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>How hints and warnings call what their reader has to change, and how they write it: as C#, as fields of a scenario in JSON, or as options.</summary>
internal sealed class Wording
{
    /// <summary>Types whose members are the fields of an object of a scenario.</summary>
    private static readonly (string Type, string Field)[] Objects = [("GroupPolicy", "policy"), ("BitsReadings", "readings"), ("Environment", "environment")];

    private static readonly (string Member, string Option)[] Options =
    [
        ("MinimumRetryDelay", "--delay"),
        ("NoProgressTimeout", "--timeout"),
        ("MaximumDownloadTime", "--max-download-time"),
        ("GroupPolicy.JobInactivityTimeout", "--inactivity"),
    ];

    private static readonly (long Ticks, string Unit)[] Units = [(TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "m")];

    private readonly Func<string, string?> _nameOf;

    private Wording(Func<string, string?> nameOf) => _nameOf = nameOf;

    internal static Wording CSharp { get; } = new(static member => member) { Error = "ERROR" };

    internal static Wording Json { get; } = new(FieldOf);

    internal static Wording CommandLine { get; } = new(static member => Array.Find(Options, option => option.Member == member).Option) { Value = Short };

    /// <summary>Writes a span of time.</summary>
    internal Func<TimeSpan, string> Value { get; private init; } = static value => value.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The state in which a job is given up.</summary>
    internal string Error { get; private init; } = nameof(BackgroundCopyJobState.Error);

    /// <summary>A member, as in <c>GroupPolicy.JobInactivityTimeout</c>, in the reader's language.</summary>
    internal string Of(string member) => _nameOf(member) ?? member;

    /// <summary>Whether the reader's language can say it.</summary>
    internal bool Has(string member) => _nameOf(member) is not null;

    /// <summary>The one of two texts that is in the reader's language.</summary>
    internal string Choose(string csharp, string json) => this == Json ? json : csharp;

    private static string FieldOf(string member)
    {
        IEnumerable<string> fields = member.Split('.').Select(static part =>
            Array.Find(Objects, known => known.Type == part).Field ?? JsonNamingPolicy.CamelCase.ConvertName(part));
        return $"\"{string.Join('.', fields)}\"";
    }

    /// <summary>In the greatest unit that says it in whole numbers: <c>14d</c>, <c>10m</c>, <c>90s</c>; zero needs none.</summary>
    private static string Short(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
        {
            return "0";
        }

        foreach ((long ticks, string unit) in Units)
        {
            if (value.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerSecond:0.#######}s");
    }
}
