using System.Text;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>A file that nothing can be written to any more.</summary>
internal sealed class FullDisk : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");
}
