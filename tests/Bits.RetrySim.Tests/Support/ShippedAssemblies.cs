using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>The libraries that are packed.</summary>
internal static class ShippedAssemblies
{
    internal static IReadOnlyList<Assembly> All { get; } = [typeof(Transport).Assembly, typeof(SqliteJobStore).Assembly, typeof(BackgroundCopyBuilder).Assembly];

    internal static IEnumerable<Type> Types => All.SelectMany(static assembly => assembly.GetExportedTypes());
}
