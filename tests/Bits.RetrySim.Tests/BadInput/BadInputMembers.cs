using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Tests;

/// <summary>Every public constructor, method and setter of the libraries that takes an argument, written as in <c>Type.Name(type name, type name)</c>.</summary>
internal static class BadInputMembers
{
    internal static IReadOnlyList<MethodBase> All { get; } = [.. ShippedAssemblies.Types
        .Where(type => !type.IsEnum && !type.IsSubclassOf(typeof(Delegate)))
        .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .OfType<MethodBase>()
        .Where(method => method.GetParameters().Length > 0 && !IsOfTheCompiler(method))];

    internal static string NameOf(MethodBase method)
    {
        string parameters = string.Join(", ", method.GetParameters().Select(parameter => $"{Short(parameter.ParameterType)} {parameter.Name}"));
        string name = method.IsConstructor ? "new" : method.Name;
        return method.IsSpecialName && name.StartsWith("set_", StringComparison.Ordinal)
            ? $"{method.DeclaringType!.Name}.{name[4..]}="
            : $"{method.DeclaringType!.Name}.{name}({parameters})";
    }

    // Equality, deconstruction and operators of records.
    private static bool IsOfTheCompiler(MethodBase method) =>
        method.Name is "Equals" or "Deconstruct" || method.Name.StartsWith("op_", StringComparison.Ordinal)
        || (method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.IsSpecialName);

    private static string Short(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? inner.Name + "?" : type.IsGenericType ? type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)] : type.Name;
}
