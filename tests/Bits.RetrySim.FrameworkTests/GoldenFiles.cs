namespace Bits.RetrySim.Tests;

/// <summary>The files of the corpus, as the build has unpacked them.</summary>
internal static class GoldenFiles
{
    internal static Stream Open(GoldenEdition edition, string group) => File.OpenRead(Path.Combine(AppContext.BaseDirectory, "corpus", edition.Folder, group + ".txt"));

    internal static void Write(GoldenEdition edition, string group, string text) =>
        throw new NotSupportedException($"The corpus is made by Bits.RetrySim.Tests, not here: {edition.Folder}, {group}, {text.Length} characters.");
}
