namespace Bits.RetrySim.Tests;

/// <summary>What a reader of the sources can rely on.</summary>
public sealed class SourceFileTests
{
    private const int MaximumLines = 400;

    [Fact]
    public void Files_OfSourceAndTests_HaveAtMost400Lines() =>
        SourceTree.Everything.Select(file => (file.Path, Lines: file.Text.AsSpan().TrimEnd().Count('\n') + 1)).Where(file => file.Lines > MaximumLines).Should().BeEmpty();

    [Fact]
    public void Files_OfTheLibrary_DeclareOnePublicTypeAndAreNamedAfterIt()
    {
        SourceTree.Library.Where(file => file.Declared.Count(type => type.IsPublic) > 1).Should().BeEmpty();
        SourceTree.Library.Where(file => file.Declared.Any(type => type.IsPublic && !IsNamedAfter(file, type.Name))).Should().BeEmpty();
    }

    [Fact]
    public void Declared_PublicTypesOfTheAssembly_AreAllSeen() =>
        SourceTree.Library.SelectMany(file => file.Declared).Where(type => type.IsPublic).Select(type => type.Name).Distinct()
            .Should().BeEquivalentTo(typeof(Transport).Assembly.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name.Split('`')[0]));

    [Theory]
    [InlineData("public readonly record struct Two(int A);", "Two")]
    [InlineData("public static partial class Three\n{\n    public enum Inner { }\n}", "Three")]
    [InlineData("public delegate Task<int> Four(int x);", "Four")]
    [InlineData("internal interface IFive : IDisposable", "IFive")]
    [InlineData("public sealed record Six<T>(T Value);", "Six")]
    public void Declared_TopLevelType_IsSeen(string code, string name) =>
        new SourceFile("x.cs", code).Declared.Should().ContainSingle().Which.Should().Be((name, code.StartsWith("public", StringComparison.Ordinal)));

    // A type may be split by concern: Name.Concern.cs.
    private static bool IsNamedAfter(SourceFile file, string type) => Path.GetFileName(file.Path).Split('.')[0] == type;
}
