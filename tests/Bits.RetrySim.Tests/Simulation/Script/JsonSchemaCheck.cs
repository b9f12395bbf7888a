using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>What a JSON Schema says against a document: a small validator of its own, for the keywords that the schema of scripts uses.</summary>
internal static class JsonSchemaCheck
{
    private static readonly string[] Annotations = ["$schema", "$defs", "title", "description"];

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>What is wrong, each with its place; none if the document is valid.</summary>
    internal static IReadOnlyList<string> Errors(string schema, string json)
    {
        using JsonDocument rules = JsonDocument.Parse(schema);
        using JsonDocument document = JsonDocument.Parse(json, Lenient);
        return [.. Check(rules.RootElement, document.RootElement, rules.RootElement, "$")];
    }

    private static IEnumerable<string> Check(JsonElement schema, JsonElement value, JsonElement root, string path) =>
        schema.EnumerateObject().SelectMany(rule => Check(rule, schema, value, root, path));

    private static IEnumerable<string> Check(JsonProperty rule, JsonElement schema, JsonElement value, JsonElement root, string path)
    {
        JsonElement says = rule.Value;
        bool isObject = value.ValueKind == JsonValueKind.Object;
        switch (rule.Name)
        {
            case "$ref":
                return Check(root.GetProperty("$defs").GetProperty(says.GetString()!["#/$defs/".Length..]), value, root, path);
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
                return Check(says, value, root, path).Any() ? [] : [$"{path} is {says}"];
            case "maxLength":
                return value.ValueKind != JsonValueKind.String || value.GetString()!.Length <= says.GetInt32() ? [] : [$"{path} is longer than {says}"];
            case "minItems":
                return value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= says.GetInt32() ? [] : [$"{path} is too short"];
            case "items":
                return value.ValueKind != JsonValueKind.Array ? []
                    : value.EnumerateArray().SelectMany((item, index) => Check(says, item, root, string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]")));
            case "required":
                return says.EnumerateArray().Where(name => isObject && !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{path} lacks {name}");
            case "properties":
                return !isObject ? [] : value.EnumerateObject().Where(member => says.TryGetProperty(member.Name, out _))
                    .SelectMany(member => Check(says.GetProperty(member.Name), member.Value, root, $"{path}.{member.Name}"));
            case "additionalProperties":
                return !isObject ? [] : value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out JsonElement known) || !known.TryGetProperty(member.Name, out _))
                    .SelectMany(member => says.ValueKind == JsonValueKind.False ? [$"{path} has {member.Name}"] : Check(says, member.Value, root, $"{path}.{member.Name}"));
            case "anyOf":
                string[][] tries = [.. says.EnumerateArray().Select(one => Check(one, value, root, path).ToArray())];
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
