using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>Everything that public getters tell of some objects, and of all objects of the library that can be reached from them.</summary>
internal static class BadInputSnapshot
{
    internal static string[] Take(IEnumerable<object> roots, IEnumerable<string> more)
    {
        List<string> lines = [.. more];
        Dictionary<object, int> seen = new(ReferenceEqualityComparer.Instance);
        foreach (object root in roots)
        {
            lines.Add(Describe(root, "", lines, seen));
        }

        return [.. lines];
    }

    private static string Describe(object? value, string path, List<string> lines, Dictionary<object, int> seen)
    {
        switch (value)
        {
            case null:
                return "null";
            case string or Guid or Enum or TimeZoneInfo or Delegate:
                return value.ToString()!;
            case IFormattable formattable:
                return formattable.ToString(null, CultureInfo.InvariantCulture);
            case IEnumerable items:
                int index = 0;
                foreach (object? item in items)
                {
                    string at = $"{path}[{index++}]";
                    lines.Add($"{at} = {Describe(item, at, lines, seen)}");
                }

                return $"{index} items";
            default:
                return value.GetType().Assembly == typeof(BackgroundCopyManager).Assembly ? DescribeObject(value, path, lines, seen) : value.ToString()!;
        }
    }

    private static string DescribeObject(object value, string path, List<string> lines, Dictionary<object, int> seen)
    {
        Type type = value.GetType();
        if (!type.IsValueType && !seen.TryAdd(value, seen.Count))
        {
            return $"{type.Name} {seen[value]}";
        }

        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            {
                string at = $"{path}.{property.Name}";
                lines.Add($"{at} = {Describe(Read(property, value), at, lines, seen)}");
            }
        }

        return type.IsValueType ? value.ToString()! : $"{type.Name} {seen[value]}";
    }

    private static object? Read(PropertyInfo property, object value)
    {
        try
        {
            return property.GetValue(value);
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException!.GetType().Name;
        }
    }
}
