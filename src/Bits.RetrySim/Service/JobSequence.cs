namespace Bits.RetrySim;

/// <summary>Jobs in the order of their creation, walked through without a copy.</summary>
internal struct JobSequence(JobRecord? first)
{
    private JobRecord? _next = first;

    public JobRecord Current { get; private set; } = null!;

    public readonly JobSequence GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next is null)
        {
            return false;
        }

        Current = _next;
        _next = _next.Newer;
        return true;
    }
}
