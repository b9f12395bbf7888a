using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The repository this test assembly was built from.</summary>
internal static class SourceTree
{
    internal static string Root { get; } = Path.GetFullPath(typeof(SourceTree).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!);
}
