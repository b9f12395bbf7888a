namespace Bits.RetrySim;

/// <summary>
/// What becomes of a manager's jobs, as .NET events, for whoever wants to see it besides the job's own callback: <see cref="BackgroundCopyManager.Events"/>.
/// </summary>
/// <remarks>
/// Handlers run after the callbacks of the same instant, on the thread that moves the jobs and outside of every lock; they may call any member of any job. They acknowledge nothing: what has to be told
/// at least once belongs into <see cref="BackgroundCopyJob.NotifyInterface"/> (CB-3, CB-4). What a handler throws counts as what a logger throws: a simulated clock
/// rethrows it where time is moved on, elsewhere it is logged. When the manager is disposed no handler begins any more; one that is under way is not waited for.
/// </remarks>
/// <threadsafety>Handlers are added and removed from any thread.</threadsafety>
/// <example>
/// <code>
/// bits.Manager.Events.JobFailed += (_, e) => failures.Add($"{e.Job.DisplayName}: {e.Job.Error}");
/// </code>
/// </example>
public sealed class BackgroundCopyEvents
{
    private readonly object _gate = new();
    private readonly JobListeners _listeners;
    private readonly EventHandler<BackgroundCopyJobEventArgs>?[] _handlers = new EventHandler<BackgroundCopyJobEventArgs>?[Enum.GetValues<JobChange>().Length];
    private readonly object _sender;

    internal BackgroundCopyEvents(JobListeners listeners, object sender) => (_listeners, _sender) = (listeners, sender);

    /// <summary>A job was created (LIFE-1).</summary>
    public event EventHandler<BackgroundCopyJobEventArgs> JobAdded
    {
        add => Change(JobChange.Added, add: value);
        remove => Change(JobChange.Added, remove: value);
    }

    /// <summary>A job was completed or cancelled, by its client or by the inactivity policy (LIFE-10, LIFE-11).</summary>
    public event EventHandler<BackgroundCopyJobEventArgs> JobRemoved
    {
        add => Change(JobChange.Removed, add: value);
        remove => Change(JobChange.Removed, remove: value);
    }

    /// <summary>A job came to TRANSFERRED.</summary>
    public event EventHandler<BackgroundCopyJobEventArgs> JobTransferred
    {
        add => Change(JobChange.Transferred, add: value);
        remove => Change(JobChange.Transferred, remove: value);
    }

    /// <summary>A job came to ERROR; a transient error is none (CB-6).</summary>
    public event EventHandler<BackgroundCopyJobEventArgs> JobFailed
    {
        add => Change(JobChange.Failed, add: value);
        remove => Change(JobChange.Failed, remove: value);
    }

    /// <summary>A job's files, settings or state changed, other than told by the other events; once an instant, however much did. That bytes came is no change here.</summary>
    public event EventHandler<BackgroundCopyJobEventArgs> JobModified
    {
        add => Change(JobChange.Modified, add: value);
        remove => Change(JobChange.Modified, remove: value);
    }

    private void Change(JobChange change, EventHandler<BackgroundCopyJobEventArgs>? add = null, EventHandler<BackgroundCopyJobEventArgs>? remove = null)
    {
        lock (_gate)
        {
            ref EventHandler<BackgroundCopyJobEventArgs>? handlers = ref _handlers[(int)change];
            handlers = (handlers + add) - remove;
            _listeners.Listen(Array.Exists(_handlers, static some => some is not null) ? Raise : null);
        }
    }

    private void Raise(BackgroundCopyJob job, JobChange change) => Volatile.Read(ref _handlers[(int)change])?.Invoke(_sender, new BackgroundCopyJobEventArgs(job));
}
