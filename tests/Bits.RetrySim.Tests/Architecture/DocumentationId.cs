using System.Reflection;
using System.Runtime.CompilerServices;

namespace Bits.RetrySim.Tests;

/// <summary>The ids by which documentation names the members of an assembly.</summary>
internal static class DocumentationId
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The ids of all types and members that users of the assembly can see and that somebody wrote; accessors are part of their properties.</summary>
    internal static IEnumerable<string> Visible(Assembly assembly) => assembly.GetExportedTypes()
        .SelectMany(type => type.GetMembers(Declared).Where(member => IsVisible(member) && IsWritten(member)).Select(Of).Prepend($"T:{Name(type)}"));

    private static string Of(MemberInfo member) => member switch
    {
        FieldInfo field => $"F:{Name(field.DeclaringType!)}.{field.Name}",
        EventInfo change => $"E:{Name(change.DeclaringType!)}.{change.Name}",
        PropertyInfo property => $"P:{Name(property.DeclaringType!)}.{property.Name}{Parameters(property.GetIndexParameters())}",
        ConstructorInfo constructor => $"M:{Name(constructor.DeclaringType!)}.#ctor{Parameters(constructor.GetParameters())}",
        MethodInfo method => $"M:{Name(method.DeclaringType!)}.{method.Name}{Arity(method)}{Parameters(method.GetParameters())}",
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "A kind of member without an id."),
    };

    private static bool IsVisible(MemberInfo member) => member switch
    {
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo change => IsVisible(change.AddMethod!),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        _ => false,
    };

    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && member is not (Type or MethodInfo { IsSpecialName: true } or FieldInfo { IsSpecialName: true });

    private static string Arity(MethodInfo method) => method.IsGenericMethod ? $"``{method.GetGenericArguments().Length}" : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Name(parameter.ParameterType)))})";

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return $"{Name(type.GetElementType()!)}@";
        }

        if (type.IsArray)
        {
            return $"{Name(type.GetElementType()!)}[]";
        }

        if (type.IsGenericParameter)
        {
            return $"{(type.DeclaringMethod is null ? "`" : "``")}{type.GenericParameterPosition}";
        }

        return type.IsConstructedGenericType
            ? $"{type.GetGenericTypeDefinition().FullName!.Split('`')[0]}{{{string.Join(',', type.GenericTypeArguments.Select(Name))}}}"
            : type.FullName!.Replace('+', '.');
    }
}
