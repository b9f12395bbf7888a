using System.Text.Json;

namespace Bits.RetrySim;

/// <summary>How hints and warnings call what their reader has to change: by members of C#, or by fields of a scenario in JSON.</summary>
internal sealed class Wording
{
    /// <summary>Types whose members are the fields of an object of a scenario.</summary>
    private static readonly (string Type, string Field)[] Objects = [("GroupPolicy", "policy"), ("BitsReadings", "readings"), ("Environment", "environment")];

    private readonly bool _isJson;

    private Wording(bool isJson) => _isJson = isJson;

    internal static Wording CSharp { get; } = new(isJson: false);

    internal static Wording Json { get; } = new(isJson: true);

    /// <summary>A member, as in <c>GroupPolicy.JobInactivityTimeout</c>, in the reader's language.</summary>
    internal string Of(string member)
    {
        if (!_isJson)
        {
            return member;
        }

        string[] parts = member.Split('.');
        IEnumerable<string> fields = parts.Select(static part =>
            Array.Find(Objects, known => known.Type == part).Field ?? JsonNamingPolicy.CamelCase.ConvertName(part));
        return $"\"{string.Join('.', fields)}\"";
    }

    /// <summary>The one of two texts that is in the reader's language.</summary>
    internal string Choose(string csharp, string json) => _isJson ? json : csharp;
}
