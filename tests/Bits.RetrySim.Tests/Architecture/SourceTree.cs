using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The repository this test assembly was built from.</summary>
internal static class SourceTree
{
    /// <summary>Written into the assembly by the build, as the tests may run from any folder.</summary>
    internal static string Root { get; } = Path.GetFullPath(typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);

    internal static IReadOnlyList<SourceFile> Library { get; } = Read("src/Bits.RetrySim");

    internal static IReadOnlyList<SourceFile> Everything { get; } = [.. Read("src"), .. Read("tests")];

    private static List<SourceFile> Read(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file), File.ReadAllText(file)))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal)];
}
