namespace Bits.RetrySim.Tests;

/// <summary>The line of a <see cref="LiveNetwork"/>: the host of a simulated line, and a live one to its manager.</summary>
/// <remarks>
/// What happens at an instant it pushes when the clock comes by, before the manager has its turn, in the order (phase, order of arming) in which a
/// manager would take it from its queue. What the manager's own doing brings about at that very instant it hands over at once.
/// </remarks>
internal sealed class LiveLine : TransferLine, ITransferHost, ISteppedManager
{
    private readonly ITransferHost _host;
    private readonly SteppedTime _time;
    private readonly long _origin;
    private readonly Queue<long> _looks;
    private readonly List<LiveHandle> _handles = [];
    private readonly Closer _closer;
    private long _sequence;
    private long _broughtForward = -1;
    private bool _isPumping;

    internal LiveLine(ITransferHost host, SteppedTime time, long origin, IEnumerable<long> looks)
    {
        (_host, _time, _origin) = (host, time, origin);
        _looks = new Queue<long>(looks.Distinct().Where(look => look > 0).Select(look => look - 1).Order());
        _closer = new Closer(this);
    }

    internal TransferLine Inner { get; set; } = null!;

    internal override bool IsLive => true;

    public long NextTimestamp
    {
        get
        {
            long next = _looks.TryPeek(out long look) ? look : long.MaxValue;
            foreach (LiveHandle handle in _handles)
            {
                next = handle.Next.Kind == TransferReportKind.None ? next : Math.Min(next, handle.Instant);
            }

            return next == long.MaxValue ? next : next + _origin;
        }
    }

    private long Now => _time.GetTimestamp() - _origin;

    internal override TransferHandle Open()
    {
        _closer.Register();
        LiveHandle handle = new(this, Inner.Open());
        _handles.Add(handle);
        return handle;
    }

    internal override void SetBackgroundLimit(long? bitsPerSecond, long now)
    {
        Inner.SetBackgroundLimit(bitsPerSecond, now);
        AfterCommand();
    }

    internal override void Refresh(long now)
    {
        Inner.Refresh(now);
        AfterCommand();
    }

    internal override void FallAsleep(long now)
    {
        Inner.FallAsleep(now);
        AfterCommand();
    }

    internal override void Wake(long slept, long now)
    {
        Inner.Wake(slept, now);
        AfterCommand();
    }

    internal override void Close(long now)
    {
        Inner.Close(now);
        _looks.Clear();
        _time.Unregister(this);
        _closer.Unregister();
    }

    public void Pump(ICollection<Exception> errors)
    {
        _isPumping = true;
        try
        {
            TellBytes();
            while (NextDue() is { } handle)
            {
                PushDue(handle);
            }
        }
        finally
        {
            _isPumping = false;
        }
    }

    public void FallAsleep()
    {
        // The manager says so to its line.
    }

    public void Wake(TimeSpan slept)
    {
        // What fell due meanwhile happens now, in its old order.
        foreach (LiveHandle handle in _handles.OrderBy(handle => (handle.Instant, PhaseOf(handle), handle.Sequence)).ToArray())
        {
            handle.Instant = Math.Max(handle.Instant, Now);
            handle.Sequence = ++_sequence;
        }
    }

    public void BeforeStep()
    {
        // A live line knows no wall clock.
    }

    void ITransferHost.Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report)
    {
        LiveHandle live = (LiveHandle)handle.Owner!;
        if (live.IsRunning && live.Generation == generation)
        {
            live.Expect(flow, Math.Max(instant, Now), report, ++_sequence);
        }
    }

    void ITransferHost.Push(TransferHandle handle, int generation, in TransferReport report) => throw new InvalidOperationException("The line below is not live.");

    void ITransferHost.Refresh() => _host.Refresh();

    void ITransferHost.Stir() => _host.Stir();

    void ITransferHost.Hint(int jobNumber, string text) => _host.Hint(jobNumber, text);

    /// <summary>A command was given; within a pump of this line the pump goes on with what comes of it.</summary>
    internal void AfterCommand()
    {
        _closer.IsOpen = true;
        _time.Stir(this);
        _time.Stir(_closer);
        if (!_isPumping)
        {
            HandOverDue();
        }
    }

    internal void OnEvent(JobEvent entry)
    {
        if (entry.Kind != JobEventKind.Transition || _handles.Find(handle => handle.Job == entry.Job) is not { } handle)
        {
            return;
        }

        handle.IsTransferring = entry.To == BackgroundCopyJobState.Transferring;
        if (handle.IsTransferring && handle.HandedOver == TransferReportKind.Accepted)
        {
            handle.HandedOver = TransferReportKind.None;
            GoOn(handle);
        }
    }

    private static DuePhase PhaseOf(LiveHandle handle) => handle.Next.Kind == TransferReportKind.Failed ? DuePhase.FailureReport : DuePhase.Report;

    private LiveHandle? NextDue() => _handles
        .Where(handle => handle.Next.Kind != TransferReportKind.None && handle.Instant <= Now)
        .MinBy(handle => (PhaseOf(handle), handle.Sequence));

    /// <summary>In a turn of its own: the manager is idle, and takes up what it is told within the call.</summary>
    private void PushDue(LiveHandle handle)
    {
        if (_broughtForward < Now)
        {
            // Whatever the script does at this instant comes before all reports of it. To tell the bytes once more brings it forward.
            _broughtForward = Now;
            _host.Push(handle, handle.Generation, new TransferReport(TransferReportKind.Received, handle.Told));
            return;
        }

        (int generation, TransferReport report) = (handle.Generation, handle.Next);
        handle.Next = default;
        handle.Told = report.Bytes;
        _host.Push(handle, generation, report);
        if (handle.IsRunning && handle.Generation == generation)
        {
            GoOn(handle);
        }
    }

    /// <summary>The manager is at work and gets to it by itself, in the order of its queue.</summary>
    private void HandOverDue()
    {
        while (NextDue() is { } handle)
        {
            TransferReport report = handle.Next;
            handle.Next = default;
            handle.Told = report.Bytes;
            handle.HandedOver = report.Kind;
            _host.Push(handle, handle.Generation, report);
            if (report.Kind is TransferReportKind.Received or TransferReportKind.Restarted or TransferReportKind.Look or TransferReportKind.Sent || (report.Kind == TransferReportKind.Accepted && handle.IsTransferring))
            {
                // Nobody could tell when it was taken up.
                handle.HandedOver = TransferReportKind.None;
                handle.Inner.Continue(Now);
            }
        }
    }

    private void GoOn(LiveHandle handle)
    {
        handle.Inner.Continue(Now);
        AfterCommand();
    }

    private void TellBytes()
    {
        while (_looks.TryPeek(out long look) && look <= Now)
        {
            _looks.Dequeue();
            foreach (LiveHandle handle in _handles.Where(running => running.IsRunning).OrderBy(running => running.Job).ToArray())
            {
                long bytes = handle.Flow.BytesAt(look + 1);
                if (handle.IsRunning && bytes > handle.Told)
                {
                    handle.Told = bytes;
                    _host.Push(handle, handle.Generation, new TransferReport(TransferReportKind.Received, bytes));
                }
            }
        }
    }

    /// <summary>Comes after its manager: when nothing more is due at an instant, what the line below put off is done.</summary>
    private sealed class Closer(LiveLine line) : ISteppedManager
    {
        private bool _isRegistered;

        /// <summary>Whether commands were given since.</summary>
        internal bool IsOpen { get; set; }

        public long NextTimestamp => IsOpen ? 0 : long.MaxValue;

        public void Pump(ICollection<Exception> errors)
        {
            IsOpen = false;
            line.Inner.Flush(line.Now);
            line._time.Stir(line);
        }

        public void FallAsleep()
        {
            // The line below is told by the manager.
        }

        public void Wake(TimeSpan slept)
        {
            // Nothing waits here for an instant.
        }

        public void BeforeStep()
        {
            // Nothing here knows the wall clock.
        }

        internal void Register()
        {
            if (!_isRegistered)
            {
                _isRegistered = true;
                line._time.Register(this);
            }
        }

        internal void Unregister()
        {
            if (_isRegistered)
            {
                line._time.Unregister(this);
            }
        }

        IReadOnlyList<string> ISteppedManager.DescribePending() => [];
    }

    IReadOnlyList<string> ISteppedManager.DescribePending() => [];

    void ITransferHost.Remark(string text)
    {
    }

    FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
}
