using System.Globalization;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>What a script does now, beside what it did.</summary>
internal sealed class GoldenComparison(GoldenRecord golden, GoldenRecord actual)
{
    private const int LinesAround = 3;

    /// <summary>How many lines of the event log stand in another place, though nothing but the allowed order differs.</summary>
    internal int Moved
    {
        get
        {
            string[] before = golden[GoldenArtefact.Log].Split('\n');
            string[] now = actual[GoldenArtefact.Log].Split('\n');
            return before.Zip(now).Count(pair => pair.First != pair.Second);
        }
    }

    /// <summary>The first line that differs in each artefact, with those around it; empty if all are the same.</summary>
    internal IReadOnlyList<string> Differences() => Differences(static _ => true);

    /// <summary>As <see cref="Differences()"/>, of the artefacts that are to be compared.</summary>
    internal IReadOnlyList<string> Differences(Func<string, bool> compares) =>
    [
        .. golden.Artefacts.Where(artefact => compares(artefact.Name) && !Same(artefact.Name)).Select(artefact => Explain(artefact.Name)),
        .. actual.Artefacts.Where(artefact => golden.Artefacts.All(one => one.Name != artefact.Name)).Select(artefact => $"{actual.Name}: {artefact.Name} is not in the corpus"),
    ];

    /// <summary>As <see cref="Differences()"/>, for one artefact.</summary>
    internal IReadOnlyList<string> DifferencesOf(string artefact) => Same(artefact) ? [] : [Explain(artefact)];

    private bool Same(string name) => name == GoldenArtefact.Stops
        ? actual[name].Split('\n').All(golden[name].Split('\n').ToHashSet(StringComparer.Ordinal).Contains)
        : Normal(golden, name) == Normal(actual, name);

    private static string Normal(GoldenRecord record, string name) => name switch
    {
        GoldenArtefact.Log => GoldenOrder.SortLog(record[name]),
        GoldenArtefact.Looks => GoldenOrder.SortLooks(record[name]),
        _ => record[name],
    };

    private string Explain(string name)
    {
        string[] before = Normal(golden, name).Split('\n');
        string[] now = Normal(actual, name).Split('\n');
        int first = 0;
        while (first < before.Length && first < now.Length && before[first] == now[first])
        {
            first++;
        }

        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{golden.Name}: {name} differs at line {first + 1} ({before.Length} lines before, {now.Length} now)\n");
        Append(text, "    ", before, Math.Max(0, first - LinesAround), first);
        Append(text, "  - ", before, first, first + LinesAround);
        Append(text, "  + ", now, first, first + LinesAround);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string mark, string[] lines, int from, int to)
    {
        for (int i = from; i < Math.Min(to, lines.Length); i++)
        {
            text.Append(mark).Append(lines[i]).Append('\n');
        }
    }
}
