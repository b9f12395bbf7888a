namespace Bits.RetrySim.Tests;

/// <summary>
/// Lets the attempts of a replay go as the trace says: accepted when the log says that the transfer began, bytes and end when it ended. Writes
/// down when each was started. What the engine stopped earlier is told nothing more.
/// </summary>
internal sealed class FieldTransport(FieldTrace trace, FieldTimes times) : Transport
{
    /// <summary>For each job the instants of the trace at which the emulator started an attempt.</summary>
    internal IReadOnlyList<List<long>> Starts { get; } = [.. trace.Jobs.Select(_ => new List<long>())];

    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) => new Line(this, host);

    private sealed class Line(FieldTransport transport, ITransferHost host) : TransferLine
    {
        internal override bool IsLive => false;

        internal override TransferHandle Open() => new Handle(transport, host);

        internal override void Close(long now)
        {
            // Nothing is kept.
        }
    }

    private sealed class Handle(FieldTransport transport, ITransferHost host) : TransferHandle
    {
        private readonly Queue<(long At, TransferReport Report)> _reports = new();
        private int _generation;
        private long _bytes;

        internal override void Start(in TransferOrder order)
        {
            List<long> starts = transport.Starts[order.Job - 1];
            starts.Add(transport.TraceTimeOf(order.Now));
            FieldJob job = transport.Job(order.Job);
            _generation = order.Generation;
            _bytes = order.Offset;
            _reports.Clear();

            // An attempt that Windows did not make hears nothing: what it would have met is not known.
            if (starts.Count <= job.Attempts.Count)
            {
                Plan(job, job.Attempts[starts.Count - 1], starts[^1], order.Offset);
            }

            Continue(order.Now);
        }

        internal override void Continue(long now)
        {
            (long at, TransferReport report) = _reports.TryDequeue(out (long At, TransferReport Report) next) ? next : (0, default);
            long instant = report.Kind == TransferReportKind.None ? now : Math.Max(now, transport.EngineTicksOf(at));
            host.Schedule(this, _generation, ByteFlow.Still(_bytes, now), instant, report);
            _bytes = report.Kind is TransferReportKind.None or TransferReportKind.Failed ? _bytes : report.Bytes;
        }

        internal override void Stop(long now)
        {
            _generation = 0;
            _reports.Clear();
        }

        private void Plan(FieldJob job, FieldAttempt attempt, long startedAt, long offset)
        {
            FileVersion version = new(job.Size ?? (attempt.Code == FieldAttempt.Complete ? attempt.BytesAfter : -1), FileVersion.NoTimeStamp);
            long bytes = offset;
            if (job.DynamicContent)
            {
                Say(startedAt, new TransferReport(TransferReportKind.Accepted, offset, version));
            }
            else if (attempt.Began is long began)
            {
                Say(began, new TransferReport(TransferReportKind.Accepted, offset, version));
            }

            foreach (long changed in attempt.FileChangedAt)
            {
                bytes = 0;
                Say(changed, new TransferReport(TransferReportKind.Restarted, bytes, version));
            }

            long came = attempt.BytesAfter - (attempt.FileChangedAt.Count > 0 ? 0 : attempt.BytesBefore);
            if (attempt.Code == FieldAttempt.Complete)
            {
                Say(attempt.EndedAt, new TransferReport(TransferReportKind.Completed, attempt.BytesAfter));
                return;
            }

            if (came > 0)
            {
                bytes += came;
                Say(attempt.EndedAt, new TransferReport(TransferReportKind.Received, bytes));
            }

            // What was stopped from this side must have been stopped by the model itself.
            if (attempt.IsFailure)
            {
                Say(attempt.EndedAt, new TransferReport(TransferReportKind.Failed, bytes, HResult: attempt.Code));
            }
        }

        private void Say(long at, in TransferReport report) => _reports.Enqueue((at, report));
    }

    private FieldJob Job(int number) => trace.Jobs[number - 1];

    private long TraceTimeOf(long engineTicks) => times.ToTrace(engineTicks / TimeSpan.TicksPerMillisecond);

    private long EngineTicksOf(long at) => times.ToEngine(at) * TimeSpan.TicksPerMillisecond;
}
