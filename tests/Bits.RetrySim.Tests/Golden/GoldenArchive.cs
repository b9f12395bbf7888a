using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>The files of the corpus: one for each group, text compressed with Brotli.</summary>
internal static class GoldenArchive
{
    private const string ScriptMark = "#script ";
    private const string ArtefactMark = "#artefact ";
    private const int Window = 24;
    private const int Quality = 9;

    /// <summary>Writes a group into the source tree.</summary>
    internal static void Write(GoldenEdition edition, string group, IEnumerable<GoldenRecord> records)
    {
        StringBuilder text = new(HeaderOf(edition));
        text.Append('\n');
        foreach (GoldenRecord record in records)
        {
            text.Append(ScriptMark).Append(record.Name).Append('\n');
            foreach (GoldenArtefact artefact in record.Artefacts)
            {
                string[] lines = artefact.Content.Split('\n');
                text.Append(CultureInfo.InvariantCulture, $"{ArtefactMark}{lines.Length} {artefact.Name}\n").Append(artefact.Content).Append('\n');
            }
        }

        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        BrotliEncoder.TryCompress(bytes, packed, out int length, Quality, Window).Should().BeTrue();
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(edition, group))!);
        File.WriteAllBytes(PathOf(edition, group), packed.AsSpan(0, length));
    }

    /// <summary>Reads a group.</summary>
    internal static Dictionary<string, GoldenRecord> Read(GoldenEdition edition, string group)
    {
        using BrotliStream stream = new(File.OpenRead(PathOf(edition, group)), CompressionMode.Decompress);
        using StreamReader reader = new(stream, Encoding.UTF8);
        string[] lines = reader.ReadToEnd().Split('\n');
        lines[0].Should().Be(HeaderOf(edition), "the corpus was made by the commit that the source names");
        Dictionary<string, GoldenRecord> records = new(StringComparer.Ordinal);
        int at = 1;
        while (lines[at].StartsWith(ScriptMark, StringComparison.Ordinal))
        {
            string name = lines[at++][ScriptMark.Length..];
            List<GoldenArtefact> artefacts = [];
            while (lines[at].StartsWith(ArtefactMark, StringComparison.Ordinal))
            {
                string[] head = lines[at++].Split(' ', 3);
                int count = int.Parse(head[1], CultureInfo.InvariantCulture);
                artefacts.Add(new(head[2], string.Join('\n', lines, at, count)));
                at += count;
            }

            records.Add(name, new GoldenRecord(name, artefacts));
        }

        return records;
    }

    private static string HeaderOf(GoldenEdition edition) => $"#golden corpus of Bits.RetrySim, made by commit {edition.Commit}";

    private static string PathOf(GoldenEdition edition, string group) =>
        Path.Combine(SourceTree.Root, "tests", "Bits.RetrySim.Tests", "Golden", edition.Folder, group + ".br");
}
