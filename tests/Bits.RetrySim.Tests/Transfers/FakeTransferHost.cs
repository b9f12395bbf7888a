using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>A manager that does nothing but run transfers: it delivers scheduled reports in order, and writes down what it delivered.</summary>
internal sealed class FakeTransferHost : ITransferHost
{
    private bool _refresh;
    private readonly List<(long Instant, Action Action)> _actions = [];
    private readonly BlockingCollection<(TransferHandle Handle, int Generation, TransferReport Report)> _inbox = [];
    private long _sequence;

    /// <param name="transport">What the transfers run on.</param>
    /// <param name="startsAt">When this manager begins, in seconds by the clock of all managers on the transport.</param>
    /// <param name="provider">The time of transfers that look at it; that of the system by default.</param>
    internal FakeTransferHost(Transport transport, double startsAt = 0, TimeProvider? provider = null)
    {
        Transport = transport;
        Line = transport.Connect(this, provider ?? TimeProvider.System, (long)(startsAt * TimeProvider.System.TimestampFrequency));
    }

    internal Transport Transport { get; }

    internal TransferLine Line { get; }

    internal long Now { get; private set; }

    internal List<FakeJob> Jobs { get; } = [];

    internal List<(int Job, string Text)> Hints { get; } = [];

    internal int Scheduled { get; private set; }

    internal int Pushed { get; private set; }

    /// <summary>Reports of attempts that were over.</summary>
    internal int Stale { get; private set; }

    internal bool IsStirred { get; private set; }

    /// <summary>Whether the line is told after each step that there are no more commands, not only at the end of an instant.</summary>
    internal bool FlushesEachStep { get; set; }

    /// <summary>Whether what is pushed waits for <see cref="DeliverNext"/>, since it comes from any thread.</summary>
    internal bool KeepsPushed { get; init; }

    /// <summary>Where the bytes of a job's file go, for lines that write them.</summary>
    internal Func<FakeJob, FileTarget>? Targets { get; init; }

    /// <summary>What happens in place of letting an attempt go on that is about to empty its file.</summary>
    internal Action? Emptying { get; init; }

    /// <summary>One line per delivered report: <c>10 job 1 Accepted 0/1000</c>, the instant in seconds.</summary>
    internal List<string> Log { get; } = [];

    internal FakeJob Job(string url, bool foreground = true)
    {
        FakeJob job = new(this, Line.Open(), Jobs.Count + 1, url) { Foreground = foreground };
        Jobs.Add(job);
        return job;
    }

    /// <summary>Delivers everything due at or before an instant, and stands there then.</summary>
    internal void RunTo(double seconds)
    {
        long until = (long)(seconds * TimeSpan.TicksPerSecond);
        DeliverUntil(until);
        Now = until;
    }

    /// <summary>Delivers all there is, and stands at the last of it then.</summary>
    internal void Run() => DeliverUntil(long.MaxValue);

    /// <summary>Follows what other managers on the transport did.</summary>
    internal void FollowOthers() => Refreshed();

    /// <summary>Runs an action at an instant, before anything else due then.</summary>
    internal void At(double seconds, Action action) => AtTicks((long)(seconds * TimeSpan.TicksPerSecond), action);

    internal void AtTicks(long instant, Action action)
    {
        int index = _actions.FindLastIndex(each => each.Instant <= instant) + 1;
        _actions.Insert(index, (instant, action));
    }

    void ITransferHost.Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report)
    {
        FakeJob job = Jobs.Single(each => each.Handle == handle);
        Scheduled++;
        if (generation != job.Generation || !job.IsRunning)
        {
            Stale++;
            return;
        }

        if (report.Kind != TransferReportKind.None)
        {
            instant.Should().BeGreaterThanOrEqualTo(Now, "no report lies in the past");
        }

        job.Schedule(flow, instant, report, ++_sequence);
    }

    /// <summary>Waits for the next report that is pushed, and delivers it.</summary>
    internal void DeliverNext()
    {
        _inbox.TryTake(out (TransferHandle Handle, int Generation, TransferReport Report) next, TimeSpan.FromMinutes(1)).Should().BeTrue("something is to be told");
        Deliver(next.Handle, next.Generation, next.Report);
    }

    FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => Targets!(Jobs.Single(each => each.Handle == handle));

    void ITransferHost.Push(TransferHandle handle, int generation, in TransferReport report)
    {
        if (KeepsPushed)
        {
            _inbox.Add((handle, generation, report));
        }
        else
        {
            Deliver(handle, generation, report);
        }
    }

    private void Deliver(TransferHandle handle, int generation, in TransferReport report)
    {
        FakeJob job = Jobs.Single(each => each.Handle == handle);
        Pushed++;
        if (generation != job.Generation || !job.IsRunning)
        {
            Stale++;
        }
        else if (report.Kind == TransferReportKind.Emptying)
        {
            // Nothing is kept here that could speak of bytes that are gone.
            (Emptying ?? (() => handle.GoOn(generation)))();
        }
        else
        {
            job.Schedule(ByteFlow.Still(report.Bytes, Now), Now, report, ++_sequence);
            job.Deliver();
        }
    }

    void ITransferHost.Refresh() => _refresh = true;

    void ITransferHost.Stir() => _refresh = IsStirred = true;

    void ITransferHost.Hint(int jobNumber, string text) => Hints.Add((jobNumber, text));

    private bool IsDue() =>
        Jobs.Exists(job => job.Report.Kind != TransferReportKind.None && job.Instant <= Now) || _actions.Exists(each => each.Instant <= Now);

    private static int Phase(FakeJob job) => job.Report.Kind == TransferReportKind.Failed ? 3 : 1;

    private void DeliverUntil(long until)
    {
        Refreshed();
        while (true)
        {
            if (FlushesEachStep || !IsDue())
            {
                Line.Flush(Now);
            }

            FakeJob? next = Jobs.Where(job => job.Report.Kind != TransferReportKind.None && job.Instant <= until).MinBy(job => (job.Instant, Phase(job), job.Sequence));
            int action = _actions.FindIndex(each => each.Instant <= (next?.Instant ?? until));
            if (action >= 0)
            {
                (Now, Action run) = _actions[action];
                _actions.RemoveAt(action);
                run();
            }
            else if (next is not null)
            {
                Now = next.Instant;
                next.Deliver();
            }
            else
            {
                break;
            }

            Refreshed();
        }
    }

    private void Refreshed()
    {
        if (_refresh)
        {
            _refresh = IsStirred = false;
            Line.Refresh(Now);
        }
    }

    void ITransferHost.Remark(string text)
    {
    }
}
