using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bits.RetrySim.Tests;

/// <summary>The drawn scripts as they are kept in the corpus, for runtimes on which the generator does not run.</summary>
internal static class GoldenModelPlans
{
    internal const string Group = "drawn";

    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddInternalProperties } },
    };

    internal static GoldenRecord Write(string name, Script script) => new(name, [new GoldenArtefact(Group, JsonSerializer.Serialize(script, Options))]);

    internal static Script Read(GoldenRecord record) => JsonSerializer.Deserialize<Script>(record[Group], Options)!;

    private static void AddInternalProperties(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (PropertyInfo property in type.Type.GetProperties(BindingFlags.Instance | BindingFlags.NonPublic).Where(property => property.SetMethod is not null))
        {
            JsonPropertyInfo added = type.CreateJsonPropertyInfo(property.PropertyType, property.Name);
            added.Get = property.GetValue;
            added.Set = property.SetValue;
            type.Properties.Add(added);
        }
    }
}
