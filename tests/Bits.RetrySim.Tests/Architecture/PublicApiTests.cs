using System.Reflection;
using System.Xml.Linq;

namespace Bits.RetrySim.Tests;

/// <summary>What every public type offers. That every public member is documented, and listed, the compiler checks.</summary>
public sealed class PublicApiTests
{
    private static readonly string[] Visible = [.. ShippedAssemblies.All.SelectMany(DocumentationId.Visible)];

    /// <summary>D-33; but what extends the services of a host is where those look for it who set up a host, as every package has it.</summary>
    [Fact]
    public void Types_Public_AreInTheOneNamespace() => ShippedAssemblies.Types
        .Where(type => !type.Name.EndsWith("Extensions", StringComparison.Ordinal))
        .Should().OnlyContain(type => type.Namespace == "Bits.RetrySim");

    [Fact]
    public void Extensions_OfHosts_AreWhereTheyAreLookedFor() => ShippedAssemblies.Types
        .Where(type => type.Name.EndsWith("Extensions", StringComparison.Ordinal) && type.Namespace != "Bits.RetrySim")
        .Should().NotBeEmpty().And.OnlyContain(type => type.Namespace == "Microsoft.Extensions.DependencyInjection" && type.Assembly == typeof(BackgroundCopyBuilder).Assembly);

    [Fact]
    public void Interfaces_Public_HaveNoDefaultMethods() =>
        ShippedAssemblies.Types.Where(type => type.IsInterface)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Should().OnlyContain(method => method.IsAbstract && !method.IsStatic);

    [Fact]
    public void Classes_Public_SayFromWhichThreadsTheyMayBeUsed() =>
        ShippedAssemblies.Types.Where(MayBeShared).Where(type => !SaysThreadSafety(type)).Should().BeEmpty("objects that change, or that others implement, need a <threadsafety>");

    [Fact]
    public void Classes_Public_AreSealedUnlessTheyAreAbstractOrExceptions() =>
        ShippedAssemblies.Types.Where(type => type.IsClass).Should().OnlyContain(type => type.IsSealed || type.IsAbstract || type.IsSubclassOf(typeof(Exception)));

    [Fact]
    public void Documentation_Shipped_IsOfPublicMembersOnly() => ShippedDocumentation.Members.Keys.Except(Visible).Should().BeEmpty();

    /// <summary>The compiler saw to it that they are documented; none is lost on the way. Constructors without parameters may be nobody's.</summary>
    [Fact]
    public void Documentation_Shipped_HasAllPublicMembers() =>
        Visible.Except(ShippedDocumentation.Members.Keys).Where(id => !id.EndsWith(".#ctor", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Documentation_Shipped_RefersToNothingInternal() => ShippedDocumentation.References.Except(Visible).Should().BeEmpty();

    [Theory]
    [InlineData(typeof(Transport), true)]
    [InlineData(typeof(BackgroundCopyJobState), false)]
    [InlineData(typeof(Version), true)]
    [InlineData(typeof(Math), false)]
    [InlineData(typeof(InvalidOperationException), false)]
    [InlineData(typeof(Action), false)]
    [InlineData(typeof(Sample), false)]
    public void MayBeShared_KindOfType_TellsObjectsFromValues(Type type, bool expected) => MayBeShared(type).Should().Be(expected);

    /// <summary>Static classes, exceptions, delegates, values and records hold nothing that two threads could change.</summary>
    private static bool MayBeShared(Type type) =>
        type.IsInterface || (type.IsClass && !(type.IsAbstract && type.IsSealed) && !type.IsSubclassOf(typeof(Exception)) && !type.IsSubclassOf(typeof(Delegate))
            && type.GetMethod("<Clone>$") is null);

    private static bool SaysThreadSafety(Type type) =>
        ShippedDocumentation.Members.TryGetValue($"T:{type.FullName}", out XElement? said) && said.Element("threadsafety") is { Value.Length: > 0 };

    private sealed record Sample(int Value);
}
