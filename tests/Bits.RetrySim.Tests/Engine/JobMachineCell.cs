namespace Bits.RetrySim.Tests;

/// <summary>A cell of <see cref="JobMachineTable"/>.</summary>
internal sealed record JobMachineCell(string Row, BackgroundCopyJobState State, string Text)
{
    private static readonly string[] Columns = ["SUSP", "QUE", "CONN", "XFER", "TERR", "ERR", "XFRD", "ACK", "CAN"];

    /// <summary>All cells with something to expect.</summary>
    internal static IReadOnlyList<JobMachineCell> All { get; } = [.. Parse(JobMachineTable.Text)];

    /// <summary>The code with which the call is refused; 0 if it is not.</summary>
    internal int Refusal => Text switch
    {
        "INV" => HResults.BG_E_INVALID_STATE,
        "EMPTY" => HResults.BG_E_EMPTY,
        _ => 0,
    };

    /// <summary>The state that follows.</summary>
    internal BackgroundCopyJobState Next => Text == "." || Refusal != 0 ? State : JobStates.TableOrder[Array.IndexOf(Columns, Text)];

    public override string ToString() => $"{Row} in {State}";

    private static IEnumerable<JobMachineCell> Parse(string table)
    {
        string[] lines = table.Split('\n', StringSplitOptions.TrimEntries);
        Cells(lines[0]).Should().Equal(Columns);
        foreach (string line in lines.Skip(1))
        {
            string[] cells = Cells(line);
            cells.Should().HaveCount(Columns.Length, "of {0}", line);
            for (int column = 0; column < Columns.Length; column++)
            {
                if (cells[column] != "-")
                {
                    yield return new JobMachineCell(line[..line.IndexOf('|', StringComparison.Ordinal)].Trim(), JobStates.TableOrder[column], cells[column]);
                }
            }
        }
    }

    private static string[] Cells(string line) =>
        line[(line.IndexOf('|', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
