using System.Text;
using Spectre.Console;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>A terminal of 80 columns that keeps what is written to it.</summary>
internal sealed class FakeTerminal(StringWriter writer) : IAnsiConsoleOutput
{
    public TextWriter Writer => writer;

    public bool IsTerminal => true;

    public int Width => 80;

    public int Height => 25;

    public void SetEncoding(Encoding encoding) => throw new NotSupportedException("Text is kept as it is.");
}
