using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>How the files of the corpus are written: one for each group.</summary>
internal static class GoldenArchive
{
    private const string ScriptMark = "#script ";
    private const string ArtefactMark = "#artefact ";

    /// <summary>Writes a group into the source tree.</summary>
    /// <exception cref="InvalidOperationException">The edition is never made anew.</exception>
    internal static void Write(GoldenEdition edition, string group, IEnumerable<GoldenRecord> records)
    {
        if (edition.IsAsBefore)
        {
            throw new InvalidOperationException($"The edition {edition.Folder} is never made anew.");
        }

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

        GoldenFiles.Write(edition, group, text.ToString());
    }

    /// <summary>Reads a group.</summary>
    internal static Dictionary<string, GoldenRecord> Read(GoldenEdition edition, string group)
    {
        using StreamReader reader = new(GoldenFiles.Open(edition, group), Encoding.UTF8);
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
}
