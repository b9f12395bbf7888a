using System.Reflection;
using Xunit.Abstractions;

namespace Bits.RetrySim.Tests;

/// <summary>Holds the library and its tests to what BEHAVIOR.md promises.</summary>
public sealed class BehaviorTests(ITestOutputHelper output)
{
    [Fact]
    public void RulesInForce_All_HaveATest()
    {
        BehaviorRule[] inForce = BehaviorDocument.Rules.Where(rule => rule.IsInForce).ToArray();
        BehaviorRule[] missing = inForce.Where(rule => !RuleTraits.Tested.Contains(rule.Id)).ToArray();

        output.WriteLine($"{inForce.Length - missing.Length} of {inForce.Length} rules in force have a test.");
        foreach (IGrouping<string, BehaviorRule> section in missing.GroupBy(rule => rule.Section))
        {
            output.WriteLine($"{section.Key}: {string.Join(' ', section.Select(rule => rule.Id))}");
        }

        missing.Select(rule => rule.Id).Should()
            .BeEmpty("every rule that BEHAVIOR.md calls exact or a reading needs a test with its id as the trait Rule");
    }

    [Fact]
    public void Switches_Named_AreOptionsOfTheLibrary()
    {
        string[] unknown = BehaviorDocument.Rules
            .Where(rule => rule.Switch is not null && FindOption(rule.Switch) is null)
            .Select(rule => $"{rule.Id}: {rule.Switch}")
            .ToArray();

        unknown.Should().BeEmpty("a switch that BEHAVIOR.md names has to be a property that a user can set");
    }

    [Fact]
    public void Readings_OptionsOfTheLibrary_AreAllNamed()
    {
        Type? readings = TypeOfLibrary("BitsReadings");
        readings.Should().NotBeNull();

        string[] named = BehaviorDocument.Rules.Select(rule => rule.Switch).OfType<string>().ToArray();
        string[] unnamed = readings!.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => $"{readings.Name}.{property.Name}")
            .Except(named, StringComparer.Ordinal)
            .ToArray();

        unnamed.Should().BeEmpty("each switch between readings has to be stated where the reading is");
    }

    private static PropertyInfo? FindOption(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length == 2 ? TypeOfLibrary(parts[0])?.GetProperty(parts[1], BindingFlags.Public | BindingFlags.Instance) : null;
    }

    private static Type? TypeOfLibrary(string name) =>
        typeof(Transport).Assembly.GetExportedTypes().FirstOrDefault(type => type.Name == name);
}
