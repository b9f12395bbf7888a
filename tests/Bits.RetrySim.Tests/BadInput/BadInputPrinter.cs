using System.Collections;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Bits.RetrySim.Tests;

/// <summary>What objects of the library print as: by ToString and in a debugger, for all that can be reached by public getters.</summary>
internal static partial class BadInputPrinter
{
    private const BindingFlags Anything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;

    internal static IReadOnlyList<string> PrintAll(params object[] roots)
    {
        List<string> texts = [];
        HashSet<object> seen = new(ReferenceEqualityComparer.Instance);
        foreach (object root in roots)
        {
            Print(root, texts, seen);
        }

        return texts;
    }

    /// <summary>The values of the expressions in a type's DebuggerDisplay; empty if it has none.</summary>
    internal static IReadOnlyList<string> Display(object value)
    {
        string? display = value.GetType().GetCustomAttribute<DebuggerDisplayAttribute>()?.Value;
        return display is null ? [] : [.. Expression().Matches(display).Select(match => $"{Evaluate(match.Groups[1].Value, value)}")];
    }

    private static void Print(object? value, List<string> texts, HashSet<object> seen)
    {
        if (value is IEnumerable items and not string)
        {
            foreach (object? item in items)
            {
                Print(item, texts, seen);
            }
        }

        if (value is not null && value.GetType().Assembly == typeof(BackgroundCopyManager).Assembly && seen.Add(value))
        {
            texts.Add(value.ToString()!);
            texts.AddRange(Display(value));
            foreach (PropertyInfo property in value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                Print(property.GetIndexParameters().Length == 0 && property.Name is not (nameof(ManualTransport.Current) or nameof(SimulatedHost.Requests)) ? property.GetValue(value) : null, texts, seen);
            }
        }
    }

    // Only the first name of an expression is looked up: what follows it tells no more than it does itself.
    private static object? Evaluate(string name, object value)
    {
        Type type = value.GetType();
        if (type.GetProperty(name, Anything) is { } property)
        {
            return property.GetValue(value);
        }

        return type.GetField(name, Anything) is { } field
            ? field.GetValue(value)
            : type.GetMethod(name, Anything, [])!.Invoke(value, null);
    }

    [GeneratedRegex(@"\{(\w+)")]
    private static partial Regex Expression();
}
