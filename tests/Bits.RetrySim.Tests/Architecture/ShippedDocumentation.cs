using System.Xml.Linq;

namespace Bits.RetrySim.Tests;

/// <summary>The documentation that is packed with the libraries: what editors show to its users.</summary>
internal static class ShippedDocumentation
{
    /// <summary>What is said of each member, by its id.</summary>
    internal static IReadOnlyDictionary<string, XElement> Members { get; } = ShippedAssemblies.All
        .SelectMany(static assembly => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member"))
        .ToDictionary(member => member.Attribute("name")!.Value);

    internal static IEnumerable<(string Member, string Code)> CodeBlocks =>
        Members.SelectMany(member => member.Value.Descendants("code"), (member, code) => (member.Key, code.Value));

    /// <summary>The members that it refers to and that are not of another library.</summary>
    internal static IEnumerable<string> References => Members.Values.Descendants().Attributes("cref").Select(reference => reference.Value)
        .Where(reference => reference.Contains(":Bits.RetrySim.", StringComparison.Ordinal)).Distinct();

    /// <summary>What is said of a member, or of the one that it is like.</summary>
    internal static IEnumerable<XElement> WithInherited(string member) => Members[member].Elements()
        .SelectMany(element => element.Name == "inheritdoc" && element.Attribute("cref") is { } like ? WithInherited(like.Value) : [element]);
}
