namespace Bits.RetrySim;

/// <summary>A transport for tests that say by hand what happens to each attempt of a job, step by step.</summary>
/// <remarks>
/// <para>
/// Whenever a job begins an attempt, a <see cref="ManualAttempt"/> appears in <see cref="Attempts"/>. The test then accepts it, delivers
/// bytes, completes it or lets it fail. Each of these happens at the time the manager's clock shows at the call; nothing happens by itself.
/// </para>
/// <code>
/// transport.Current.Accept(size: 1000);
/// transport.Current.Receive(400);
/// transport.Current.FailHttp(503);
/// </code>
/// </remarks>
/// <threadsafety>
/// Safe from any thread. What is said of an attempt reaches its job in the order of the calls; when several threads call at the same time,
/// or a callback calls while a call is under way, one of the calls tells the job for all of them and the others return before that.
/// </threadsafety>
public sealed class ManualTransport : Transport
{
    private readonly List<ManualAttempt> _attempts = [];
    private readonly Queue<ManualReport> _outbox = new();
    private ITransferHost? _host;
    private bool _pushing;

    /// <summary>How many attempts from the first on have ended, as most have after a while: none runs again.</summary>
    private int _over;

    /// <summary>All attempts so far, in the order in which they began.</summary>
    /// <value>A snapshot; attempts that begin later do not appear in it.</value>
    public IReadOnlyList<ManualAttempt> Attempts
    {
        get
        {
            lock (Gate)
            {
                return _attempts.ToArray();
            }
        }
    }

    /// <summary>The attempts that have neither ended nor been stopped by their job, in the order in which they began.</summary>
    /// <value>A snapshot.</value>
    public IReadOnlyList<ManualAttempt> Running
    {
        get
        {
            lock (Gate)
            {
                while (_over < _attempts.Count && !_attempts[_over].IsRunning)
                {
                    _over++;
                }

                return _attempts.GetRange(_over, _attempts.Count - _over).FindAll(static attempt => attempt.IsRunning);
            }
        }
    }

    /// <summary>The one attempt that is running.</summary>
    /// <exception cref="InvalidOperationException">No attempt is running, or several are: use <see cref="Running"/> then.</exception>
    public ManualAttempt Current
    {
        get
        {
            IReadOnlyList<ManualAttempt> running = Running;
            return running.Count switch
            {
                1 => running[0],
                0 => throw new InvalidOperationException(
                    $"No attempt is running; {Attempts.Count} began so far. "
                    + "Is the job resumed, and has time been advanced, by zero at least, so that the manager could start it?"),
                _ => throw new InvalidOperationException($"{running.Count} attempts are running; take the one you mean from {nameof(Running)}."),
            };
        }
    }

    /// <summary>Guards the attempts and what is to be told of them.</summary>
    internal object Gate { get; } = new();

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The transport serves a manager already.</exception>
    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin)
    {
        if (Interlocked.CompareExchange(ref _host, host, null) is not null)
        {
            throw new InvalidOperationException("A transport serves one manager, and this one already has one. Make a transport for each manager.");
        }

        return new ManualLine(this);
    }

    internal void Add_NeedsLock(ManualAttempt attempt) => _attempts.Add(attempt);

    /// <summary>
    /// Whether the caller is to <see cref="Push"/> the report, in place of which it may be given one that an earlier push left behind when it
    /// ended with an exception; else whoever pushes now does.
    /// </summary>
    internal bool Begin_NeedsLock(ref ManualReport report)
    {
        if (_pushing || _outbox.Count > 0)
        {
            _outbox.Enqueue(report);
        }

        if (_pushing)
        {
            return false;
        }

        if (_outbox.TryDequeue(out ManualReport first))
        {
            report = first;
        }

        _pushing = true;
        return true;
    }

    /// <summary>Tells the manager, outside the lock, and then what others have left to the caller meanwhile, in order.</summary>
    internal void Push(ManualReport report)
    {
        bool told = false;
        try
        {
            do
            {
                _host!.Push(report.Handle, report.Generation, report.Report);
            }
            while (TryTake(out report));

            told = true;
        }
        finally
        {
            if (!told)
            {
                lock (Gate)
                {
                    _pushing = false;
                }
            }
        }
    }

    private bool TryTake(out ManualReport report)
    {
        lock (Gate)
        {
            _pushing = _outbox.TryDequeue(out report);
            return _pushing;
        }
    }
}
