using System.Text;

namespace Bits.RetrySim;

/// <summary>The text of a script, in which places are found, and what can only be checked once more of it is read.</summary>
/// <param name="utf8">The text.</param>
internal sealed class ScriptSource(ReadOnlyMemory<byte> utf8)
{
    internal ReadOnlyMemory<byte> Utf8 { get; } = utf8;

    /// <summary>Every instant at which something happens: none may lie after the end.</summary>
    internal List<(SimulationScriptNode Node, TimeSpan Instant)> Instants { get; } = [];

    /// <summary>Users who log on or off: they must have jobs.</summary>
    internal List<SimulationScriptNode> Users { get; } = [];

    /// <summary>Volumes that are unlocked: something must lock them.</summary>
    internal List<(SimulationScriptNode Node, string Root)> Unlocked { get; } = [];

    internal List<string> Locked { get; } = [];

    /// <summary>The line and the column of a byte, both from 1; a column is a character of UTF-16.</summary>
    internal (int Line, int Column) Locate(int offset)
    {
        ReadOnlySpan<byte> before = Utf8.Span[..Math.Min(offset, Utf8.Length)];
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
    }

    /// <summary>The byte at which a line's byte lies; both count from 0.</summary>
    internal int OffsetOf(long line, long byteInLine)
    {
        int start = 0;
        for (long passed = 0; passed < line; passed++)
        {
            int end = Utf8.Span[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                break;
            }

            start += end + 1;
        }

        return (int)Math.Min(start + byteInLine, Utf8.Length);
    }
}
