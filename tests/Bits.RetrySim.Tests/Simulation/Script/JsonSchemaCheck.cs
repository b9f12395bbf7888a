using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>What a JSON Schema says against a document: a small validator of its own, for the keywords that the schema of scripts uses.</summary>
internal static class JsonSchemaCheck
{
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description"];

    /// <summary>Schemas with their definitions, since they are asked thousands of times.</summary>
    private static readonly ConcurrentDictionary<string, (JsonElement Root, Dictionary<string, JsonElement> Definitions)> Schemas = [];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What is wrong, each with its place; none if the document is valid.</summary>
    internal static IReadOnlyList<string> Errors(string schema, string json)
    {
        (JsonElement rules, Dictionary<string, JsonElement> definitions) = Schemas.GetOrAdd(schema, Read);
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        return [.. Check(rules, document.RootElement, definitions, "$")];
    }

    private static (JsonElement Root, Dictionary<string, JsonElement> Definitions) Read(string schema)
    {
        JsonElement root = JsonElement.Parse(schema);
        return (root, root.TryGetProperty("$defs", out JsonElement definitions) ? definitions.EnumerateObject().ToDictionary(one => one.Name, one => one.Value) : []);
    }

    private static IEnumerable<string> Check(JsonElement schema, JsonElement value, Dictionary<string, JsonElement> definitions, string path) =>
        schema.EnumerateObject().SelectMany(rule => Check(rule, schema, value, definitions, path));

    private static IEnumerable<string> Check(JsonProperty rule, JsonElement schema, JsonElement value, Dictionary<string, JsonElement> definitions, string path)
    {
        JsonElement says = rule.Value;
        bool isObject = value.ValueKind == JsonValueKind.Object;
        switch (rule.Name)
        {
            case "$ref":
                return Check(definitions[says.GetString()!["#/$defs/".Length..]], value, definitions, path);
            case "type":
                return Is(says.GetString()!, value) ? [] : [$"{path} is no {says}"];
            case "const":
                return AreEqual(value, says) ? [] : [$"{path} is not {says}"];
            case "enum":
                return says.EnumerateArray().Any(allowed => AreEqual(allowed, value)) ? [] : [$"{path} is none of {says}"];
            case "minimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= says.GetDecimal() ? [] : [$"{path} is below {says}"];
            case "exclusiveMinimum":
                return value.ValueKind != JsonValueKind.Number || value.GetDecimal() > says.GetDecimal() ? [] : [$"{path} is not above {says}"];
            case "maximum":
                return value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= says.GetDecimal() ? [] : [$"{path} is above {says}"];
            case "pattern":
                return value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, says.GetString()!) ? [] : [$"{path} is not like {says}"];
            case "not":
                return Check(says, value, definitions, path).Any() ? [] : [$"{path} is {says}"];
            case "maxLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= says.GetInt32() ? [] : [$"{path} is longer than {says}"];
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= says.GetInt32() ? [] : [$"{path} is too short"];
            case "items":
                return value.ValueKind != JsonValueKind.Array ? []
                    : value.EnumerateArray().SelectMany((item, index) => Check(says, item, definitions, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")));
            case "required":
                return says.EnumerateArray().Where(name => isObject && !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path} lacks {name}");
            case "properties":
                return !isObject ? [] : value.EnumerateObject().Where(member => says.TryGetProperty(member.Name, out _))
                    .SelectMany(member => Check(says.GetProperty(member.Name), member.Value, definitions, $"{path}.{member.Name}"));
            case "additionalProperties":
                return !isObject ? [] : value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out JsonElement known) || !known.TryGetProperty(member.Name, out _))
                    .SelectMany(member => says.ValueKind == JsonValueKind.False ? [$"{path} has {member.Name}"] : Check(says, member.Value, definitions, $"{path}.{member.Name}"));
            case "anyOf":
                string[][] tries = [.. says.EnumerateArray().Select(one => Check(one, value, definitions, path).ToArray())];
                return tries.Any(errors => errors.Length == 0) ? [] : [$"{path} fits nothing of anyOf: {string.Join("; ", tries.SelectMany(errors => errors))}"];
            default:
                return Annotations.Contains(rule.Name) ? [] : throw new NotSupportedException($"The schema uses {rule.Name}, which is not checked here.");
        }
    }

    /// <summary>1 and 1.0 are one number.</summary>
    private static bool AreEqual(JsonElement one, JsonElement other) => one.ValueKind == JsonValueKind.Number && other.ValueKind == JsonValueKind.Number
        ? one.GetDecimal() == other.GetDecimal()
        : one.GetRawText() == other.GetRawText();

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "null" => value.ValueKind == JsonValueKind.Null,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() == decimal.Truncate(value.GetDecimal()),
        _ => throw new NotSupportedException(type),
    };
}
