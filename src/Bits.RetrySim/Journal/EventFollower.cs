namespace Bits.RetrySim;

/// <summary>Somebody who is told the events of a log as they happen, until it is disposed.</summary>
internal sealed class EventFollower(EventLog log, Action<JobEvent> tell) : IDisposable
{
    private volatile bool _ended;

    /// <summary>Tells an event. One that waited to be told when this was disposed is not told any more.</summary>
    internal void Tell(JobEvent entry)
    {
        if (!_ended)
        {
            tell(entry);
        }
    }

    public void Dispose()
    {
        _ended = true;
        log.Forget(this);
    }
}
