using System.IO.Compression;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>The files of the corpus, in the source tree: text compressed with Brotli.</summary>
internal static class GoldenFiles
{
    private const int Window = 24;
    private const int Quality = 9;

    internal static Stream Open(GoldenEdition edition, string group) => new BrotliStream(File.OpenRead(PathOf(edition, group)), CompressionMode.Decompress);

    internal static void Write(GoldenEdition edition, string group, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BrotliEncoder.TryCompress(bytes, packed, out int length, Quality, Window).Should().BeTrue();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(edition, group))!);
        File.WriteAllBytes(PathOf(edition, group), packed.AsSpan(0, length));
    }

    private static string PathOf(GoldenEdition edition, string group) =>
        Path.Combine(SourceTree.Root, "tests", "Bits.RetrySim.Tests", "Golden", edition.Folder, group + ".br");
}
