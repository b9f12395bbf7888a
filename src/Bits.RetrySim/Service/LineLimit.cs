namespace Bits.RetrySim;

/// <summary>
/// The limit of background transfers that the line is told. One background job runs at a time (SCHED-3), so it is that of its priority. Guarded by the service's lock.
/// </summary>
internal sealed class LineLimit(TransferCommands line)
{
    private BackgroundLimits _limits;
    private BackgroundCopyJobPriority _running = BackgroundCopyJobPriority.Normal;
    private long? _told;

    internal void Set(in BackgroundLimits limits)
    {
        _limits = limits;
        Tell();
    }

    /// <summary>A job of a priority runs, or will.</summary>
    internal void Follow(BackgroundCopyJobPriority priority)
    {
        if (priority != BackgroundCopyJobPriority.Foreground && priority != _running)
        {
            _running = priority;
            Tell();
        }
    }

    private void Tell()
    {
        if (_limits.Of(_running) is var limit && limit != _told)
        {
            _told = limit;
            line.Add(new TransferCommand(TransferCommandKind.SetBackgroundLimit, BitsPerSecond: limit));
        }
    }
}
