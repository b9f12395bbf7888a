namespace Bits.RetrySim.Tests;

/// <summary>Code that is shown somewhere has to be part of a source file that is compiled, and run, here.</summary>
internal static class Quotation
{
    /// <summary>The source files of some folders, as <see cref="Normalized"/> has them.</summary>
    internal static string[] Sources(params string[] folders) => [.. SourceTree.Everything
        .Where(file => folders.Any(folder => file.Path.StartsWith($"tests/Bits.RetrySim.Tests/{folder}/", StringComparison.Ordinal)
            || file.Path.StartsWith($"tests/Bits.RetrySim.ClientTests/{folder}/", StringComparison.Ordinal)))
        .Select(file => Normalized(file.Text))];

    /// <summary>Without indentation and empty lines, so that what is quoted may be indented otherwise; what follows must follow there too.</summary>
    internal static string Normalized(string code) =>
        "\n" + string.Join('\n', code.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) + "\n";
}
