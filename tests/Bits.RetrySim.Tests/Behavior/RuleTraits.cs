using System.Reflection;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>The rules that tests name with <c>[Trait("Rule", "RETRY-10")]</c>: those of this assembly, and those of the COM face.</summary>
internal static partial class RuleTraits
{
    private const BindingFlags AnyMethod =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>Every id named anywhere, with the place that names it.</summary>
    public static IReadOnlyList<(string Id, string Place)> All { get; } = Collect(countsOnly: false);

    /// <summary>The ids that a test which really runs names, itself or by its class.</summary>
    public static IReadOnlySet<string> Tested { get; } =
        Collect(countsOnly: true).Select(trait => trait.Id).ToHashSet(StringComparer.Ordinal);

    private static List<(string Id, string Place)> Collect(bool countsOnly)
    {
        List<(string, string)> found = [.. OfTheComFace()];
        foreach (Type type in typeof(RuleTraits).Assembly.GetTypes())
        {
            if (!countsOnly || type.GetMethods(AnyMethod).Any(IsRunningTest))
            {
                found.AddRange(IdsOn(type).Select(id => (id, type.Name)));
            }

            foreach (MethodInfo method in type.GetMethods(AnyMethod | BindingFlags.DeclaredOnly))
            {
                if (!countsOnly || IsRunningTest(method))
                {
                    found.AddRange(IdsOn(method).Select(id => (id, $"{type.Name}.{method.Name}")));
                }
            }
        }

        return found;
    }

    /// <summary>They are in a project that knows the library as its clients do; so they are read.</summary>
    private static IEnumerable<(string Id, string Place)> OfTheComFace() => SourceTree.Everything
        .Where(file => file.Path.StartsWith("tests/Bits.RetrySim.ClientTests/", StringComparison.Ordinal))
        .SelectMany(file => RuleTrait().Matches(file.Text).Select(trait => (trait.Groups[1].Value, file.Path)));

    [GeneratedRegex("""\[Trait\("Rule", "([^"]+)"\)\]""")]
    private static partial Regex RuleTrait();

    private static IEnumerable<string> IdsOn(MemberInfo member) => member.CustomAttributes
        .Where(attribute => attribute.AttributeType == typeof(TraitAttribute) && attribute.ConstructorArguments[0].Value is "Rule")
        .Select(attribute => (string?)attribute.ConstructorArguments[1].Value ?? "");

    // A skipped test holds nothing to anything.
    private static bool IsRunningTest(MethodInfo method) => method.CustomAttributes.Any(attribute =>
        attribute.AttributeType.IsAssignableTo(typeof(FactAttribute)) &&
        attribute.NamedArguments.All(argument => argument.MemberName != nameof(FactAttribute.Skip)));
}
