namespace Bits.RetrySim;

/// <summary>
/// What happened to the jobs of a manager, in order: transitions, attempts, successful calls, inputs from outside, notifications.
/// Recorded only if <see cref="BackgroundCopyManagerOptions.RecordEvents"/> says so. The same script gives the same log.
/// </summary>
/// <threadsafety>Safe for use by any number of threads, also while events are recorded.</threadsafety>
public sealed class EventLog
{
    private readonly object _gate = new();
    private readonly List<JobEvent> _events = [];
    private IReadOnlyList<JobEvent>? _snapshot;

    internal EventLog(bool isEnabled) => IsEnabled = isEnabled;

    /// <summary>Whether events are recorded.</summary>
    public bool IsEnabled { get; }

    /// <summary>The wall clock's time when the manager began.</summary>
    internal DateTimeOffset Start { get; init; }

    /// <summary>The events so far. The list does not grow; read the property again for later ones.</summary>
    public IReadOnlyList<JobEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return _snapshot ??= Array.AsReadOnly(_events.ToArray());
            }
        }
    }

    /// <summary>
    /// Writes the events so far, one line each, as <see cref="JobEvent.ToString"/> gives them. Lines end in a line feed on every system.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteTo(TextWriter writer)
    {
        if (writer is null)
        {
            throw Failure.Null(nameof(writer));
        }

        foreach (JobEvent entry in Events)
        {
            writer.Write(entry.ToString());
            writer.Write('\n');
        }
    }

    /// <summary>Appends an event, if events are recorded. Ask <see cref="IsEnabled"/> first where making the event costs something.</summary>
    internal void Add(JobEvent entry)
    {
        if (!IsEnabled)
        {
            return;
        }

        lock (_gate)
        {
            _events.Add(entry);
            _snapshot = null;
        }
    }
}
