using System.Reflection;
using System.Runtime.InteropServices.Marshalling;
using System.Xml.Linq;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>What the package offers is listed and documented: the compiler cannot see to it, as it sees what the generator repeats of base interfaces too.</summary>
public sealed class InteropApiTests
{
    private static readonly Type[] Exported = typeof(IBackgroundCopyManager).Assembly.GetExportedTypes();

    private static string Root => typeof(InteropApiTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static one => one.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Members_AreListed()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Root, "src", "Bits.RetrySim.Interop", "PublicAPI.Unshipped.txt"));

        foreach (Type type in Exported)
        {
            lines.Should().Contain(line => line == type.FullName, type.FullName);
            foreach (MemberInfo member in OwnMembersOf(type))
            {
                lines.Should().Contain(line => line.Contains($"{type.FullName}.{member.Name}", StringComparison.Ordinal), $"{type.Name}.{member.Name}");
            }
        }
    }

    [Fact]
    public void Members_AreDocumented()
    {
        string[] documented = [.. XDocument.Load(Path.ChangeExtension(typeof(IBackgroundCopyManager).Assembly.Location, ".xml")).Descendants("member")
            .Where(static member => member.Elements("summary").Any()).Select(static member => member.Attribute("name")!.Value.Split('(')[0])];

        foreach (Type type in Exported)
        {
            documented.Should().Contain($"T:{type.FullName}");
            foreach (MemberInfo member in OwnMembersOf(type))
            {
                documented.Should().Contain(name => name.EndsWith($":{type.FullName}.{member.Name}", StringComparison.Ordinal), $"{type.Name}.{member.Name}");
            }
        }
    }

    [Fact]
    public void Types_AreInTheOneNamespace() => Exported.Should().OnlyContain(static type => type.Namespace == "Bits.RetrySim.Interop");

    private static IEnumerable<MemberInfo> OwnMembersOf(Type type) => type
        .GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static)
        .Where(static member => member is not (ConstructorInfo or Type) && member is not MethodInfo { IsSpecialName: true } && member.Name != "value__")
        .Where(member => !(type.GetCustomAttribute<GeneratedComInterfaceAttribute>() is not null && type.GetInterfaces().Any(other => other.GetMethod(member.Name) is not null)));
}
