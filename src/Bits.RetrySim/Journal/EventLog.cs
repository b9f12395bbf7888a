using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Bits.RetrySim;

/// <summary>
/// What happened to the jobs of one or more managers, in order: transitions, attempts, successful calls, inputs from outside, notifications.
/// It keeps all events, the last ones, or none, and can be followed while they happen. The same script gives the same log.
/// </summary>
/// <remarks>
/// A manager has a log of its own, which keeps events if <see cref="BackgroundCopyManagerOptions.RecordEvents"/> says so, unless
/// <see cref="BackgroundCopyManagerOptions.EventLog"/> names one. A log that is given to several managers numbers them in the order in which
/// they begin (<see cref="JobEvent.Manager"/>), and shows that number as soon as there are two.
/// </remarks>
/// <threadsafety>Safe for use by any number of threads, also while events are recorded.</threadsafety>
/// <example>
/// <code>
/// foreach (JobEvent entry in bits.EventLog)
/// {
///     output.WriteLine(entry.ToString());
/// }
/// </code>
/// </example>
[SuppressMessage("Naming", "CA1710", Justification = "It can be enumerated, and is more than a collection of what is in it.")]
public sealed class EventLog : IEnumerable<JobEvent>
{
    private const int SmallestArray = 16;

    private readonly object _gate = new();
    private readonly int _capacity;
    private readonly Queue<(JobEvent Entry, EventFollower[] Followers)> _untold = new();

    /// <summary>Only ever written behind the last event, so that views of it do not change; where it is full, another one takes its place.</summary>
    private JobEvent[] _events = [];
    private EventFollower[] _followers = [];
    private int _first;
    private int _count;
    private int _managers;
    private bool _hasForgotten;
    private bool _isTelling;
    private volatile bool _isWanted;

    /// <summary>Makes a log that keeps all events.</summary>
    public EventLog() => (_capacity, _isWanted) = (int.MaxValue, true);

    /// <summary>Makes a log that keeps the last events only.</summary>
    /// <param name="capacity">How many: 0 or more. A log that keeps none can still be followed.</param>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="capacity"/> is negative.</exception>
    public EventLog(int capacity)
    {
        if (capacity < 0)
        {
            throw Failure.OutOfRange(nameof(capacity), capacity, FormattableString.Invariant($"capacity is {capacity} and must be 0 or more."));
        }

        (_capacity, _isWanted) = (capacity, capacity > 0);
    }

    /// <summary>Whether events are kept.</summary>
    public bool IsEnabled => _capacity > 0;

    /// <summary>The events so far, or the last of them. The list does not grow; read the property again for later ones.</summary>
    public IReadOnlyList<JobEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return new EventList(_events, _first, _count);
            }
        }
    }

    /// <summary>Whether events are kept or followed; else nobody need make any.</summary>
    internal bool Wants => _isWanted;

    /// <summary>Whether several managers write to it.</summary>
    private bool IsShared => Volatile.Read(ref _managers) > 1;

    /// <summary>
    /// Writes the events that are kept, one line each, as <see cref="JobEvent.ToString"/> gives them, with the number of the manager if there
    /// are several. Lines end in a line feed on every system.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public void WriteTo(TextWriter writer)
    {
        if (writer is null)
        {
            throw Failure.Null(nameof(writer));
        }

        bool isShared = IsShared;
        foreach (JobEvent entry in Events)
        {
            WriteLine(writer, entry, isShared);
        }
    }

    /// <summary>Is told every event from now on, as it happens.</summary>
    /// <param name="follower">
    /// Is called in the order of the events, one at a time, outside of every lock, on the thread that moves the jobs. It may call any member
    /// of any job; what happens then is told when it has returned. What it throws counts as what a logger throws: a simulated clock rethrows
    /// it where time is moved on, elsewhere it is dropped.
    /// </param>
    /// <returns>Ends it when disposed: what has not been told by then is not told any more.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="follower"/> is null.</exception>
    public IDisposable Follow(Action<JobEvent> follower) => Remember(new EventFollower(this, follower ?? throw Failure.Null(nameof(follower))));

    /// <summary>Writes every event from now on, as it happens, one line each, as <see cref="WriteTo"/> would.</summary>
    /// <param name="writer">Where to; it is neither flushed nor closed.</param>
    /// <returns>As <see cref="Follow(Action{JobEvent})"/>; so is what becomes of exceptions.</returns>
    /// <exception cref="ArgumentNullException">(E_INVALIDARG) <paramref name="writer"/> is null.</exception>
    public IDisposable Follow(TextWriter writer)
    {
        if (writer is null)
        {
            throw Failure.Null(nameof(writer));
        }

        return Follow(entry => WriteLine(writer, entry, IsShared));
    }

    /// <summary>The events so far, as <see cref="Events"/> gives them: what is recorded meanwhile is not among them.</summary>
    /// <returns>What enumerates them, in their order.</returns>
    public IEnumerator<JobEvent> GetEnumerator() => Events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How many events there are, and from when to when; <see cref="WriteTo"/> writes them.</summary>
    /// <returns>One line, the same in every culture.</returns>
    public override string ToString()
    {
        IReadOnlyList<JobEvent> events = Events;
        return !IsEnabled ? "keeps no events"
            : events.Count == 0 ? "no events"
            : FormattableString.Invariant($"{events.Count} events, {InstantText.Of(events[0].Instant)} to {InstantText.Of(events[^1].Instant)}");
    }

    /// <summary>Another manager writes to this log.</summary>
    /// <returns>Its number, from 1.</returns>
    internal int Join() => Interlocked.Increment(ref _managers);

    /// <summary>Appends an event. Ask <see cref="Wants"/> first, so that events nobody wants are not made.</summary>
    /// <returns>Whether there is somebody who follows: then <see cref="TellFollowers"/> is to be called after the caller's lock.</returns>
    internal bool Add(JobEvent entry)
    {
        lock (_gate)
        {
            if (IsEnabled)
            {
                Keep(entry);
            }

            if (_followers.Length > 0)
            {
                _untold.Enqueue((entry, _followers));
            }

            return _followers.Length > 0;
        }
    }

    /// <summary>
    /// Tells what has not been told. If somebody is at it already, that one goes on with it: so followers hear the events one after the other,
    /// though several managers write here on several threads, or a follower makes something happen itself.
    /// </summary>
    /// <exception cref="Exception">What followers threw; every one of them has been told everything nonetheless.</exception>
    internal void TellFollowers()
    {
        List<Exception>? failures = null;
        while (NextUntold() is { } next)
        {
            foreach (EventFollower follower in next.Followers)
            {
                if (Tell(follower, next.Entry) is { } failure)
                {
                    (failures ??= []).Add(failure);
                }
            }

            lock (_gate)
            {
                _isTelling = false;
            }
        }

        if (failures is [var only])
        {
            ExceptionDispatchInfo.Throw(only);
        }

        if (failures is not null)
        {
            throw new AggregateException(failures);
        }
    }

    internal void Forget(EventFollower follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers.Where(other => other != follower)];
            _isWanted = IsEnabled || _followers.Length > 0;
        }
    }

    /// <summary>The events of one manager, and whether they are all that happened to it.</summary>
    internal (IReadOnlyList<JobEvent> Events, bool IsComplete) ReadOf(int manager)
    {
        lock (_gate)
        {
            EventList all = new(_events, _first, _count);
            return (_managers > 1 ? all.Where(entry => entry.Manager == manager).ToArray() : all, !_hasForgotten);
        }
    }

    private static void WriteLine(TextWriter writer, JobEvent entry, bool showsManager)
    {
        writer.Write(EventText.Line(entry, showsManager));
        writer.Write('\n');
    }

    [SuppressMessage("Design", "CA1031", Justification = "A follower that fails keeps no other from being told; what it threw is thrown when all have been.")]
    private static Exception? Tell(EventFollower follower, JobEvent entry)
    {
        try
        {
            follower.Tell(entry);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private EventFollower Remember(EventFollower follower)
    {
        lock (_gate)
        {
            _followers = [.. _followers, follower];
            _isWanted = true;
        }

        return follower;
    }

    /// <summary>The next event to be told, which is the caller's to tell; null if there is none, or another one tells.</summary>
    private (JobEvent Entry, EventFollower[] Followers)? NextUntold()
    {
        lock (_gate)
        {
            if (_isTelling || !_untold.TryDequeue(out (JobEvent Entry, EventFollower[] Followers) next))
            {
                return null;
            }

            _isTelling = true;
            return next;
        }
    }

    private void Keep(JobEvent entry)
    {
        if (_first + _count == _events.Length)
        {
            MakeRoom();
        }

        _events[_first + _count] = entry;
        if (_count < _capacity)
        {
            _count++;
        }
        else
        {
            _first++;
            _hasForgotten = true;
        }
    }

    /// <summary>Twice as much as is kept: so each event is moved once on average, in a log that keeps the last ones too.</summary>
    private void MakeRoom()
    {
        JobEvent[] larger = new JobEvent[(int)Math.Min(Math.Max(SmallestArray, 2L * _count), Array.MaxLength)];
        Array.Copy(_events, _first, larger, 0, _count);
        (_events, _first) = (larger, 0);
    }
}
