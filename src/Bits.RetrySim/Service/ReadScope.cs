namespace Bits.RetrySim;

/// <summary>The lock, held for a read.</summary>
internal readonly ref struct ReadScope(object gate)
{
    public void Dispose() => Monitor.Exit(gate);
}
