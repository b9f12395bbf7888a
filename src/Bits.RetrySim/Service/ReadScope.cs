namespace Bits.RetrySim;

/// <summary>The lock, held for a read.</summary>
internal readonly ref struct ReadScope(ServiceLock gate)
{
    public void Dispose() => gate.Exit();
}
