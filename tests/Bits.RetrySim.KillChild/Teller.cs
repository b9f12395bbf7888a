namespace Bits.RetrySim.KillChild;

/// <summary>Says what has happened, a line each; what is said has left the process when the call returns.</summary>
internal sealed class Teller
{
    private readonly object _gate = new();
    private readonly Stream _output = Console.OpenStandardOutput();

    internal void Tell(FormattableString line)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant(line) + "\n");
        lock (_gate)
        {
            _output.Write(bytes);
            _output.Flush();
        }
    }
}
