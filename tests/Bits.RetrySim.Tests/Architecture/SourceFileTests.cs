namespace Bits.RetrySim.Tests;

/// <summary>What a reader of the sources can rely on.</summary>
public sealed class SourceFileTests
{
    private const int MaximumLines = 400;
    private const int MaximumLinesOfAType = 600;
    private const int MaximumLinesOfATypeOfTheService = 400;

    /// <summary>Tables: they grow with what they list, and a reader looks one line up. Each is read in parts all the same.</summary>
    private static readonly string[] Tables = ["HResults", "ErrorCatalogue"];

    [Fact]
    public void Files_OfSourceAndTests_HaveAtMost400Lines() =>
        SourceTree.Everything.Select(file => (file.Path, file.Lines)).Where(file => file.Lines > MaximumLines).Should().BeEmpty();

    /// <summary>A type in many files is no shorter than one in a single file: whoever changes it has to know all of it.</summary>
    [Fact]
    public void Types_OfTheLibrary_AreShortWithTheirPartsJoined() =>
        TooLong(SourceTree.Library).Except(Tables).Should().BeEmpty();

    [Theory]
    [InlineData("Service", 400, false)]
    [InlineData("Service", 401, true)]
    [InlineData("Engine", 600, false)]
    [InlineData("Engine", 601, true)]
    public void TooLong_TypeInTwoFiles_CountsBoth(string room, int lines, bool expected)
    {
        SourceFile[] files =
        [
            new($"src/Bits.RetrySim/{room}/Long.cs", "internal sealed partial class Long" + new string('\n', 199) + "}"),
            new($"src/Bits.RetrySim/{room}/Other.cs", "internal sealed partial class Long" + new string('\n', lines - 201) + "}\n"),
        ];

        TooLong(files).Should().BeEquivalentTo(expected ? ["Long"] : Array.Empty<string>());
    }

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

    private static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) => files
        .SelectMany(file => file.Declared.Select(type => type.Name).Distinct(), (file, type) => (Type: type, file.Room, file.Lines))
        .GroupBy(part => part.Type)
        .Where(type => type.Sum(part => part.Lines) > (type.Any(part => part.Room == "Service") ? MaximumLinesOfATypeOfTheService : MaximumLinesOfAType))
        .Select(type => type.Key);

    // A type may be split by concern: Name.Concern.cs.
    private static bool IsNamedAfter(SourceFile file, string type) => Path.GetFileName(file.Path).Split('.')[0] == type;
}
