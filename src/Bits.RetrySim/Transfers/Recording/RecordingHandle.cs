namespace Bits.RetrySim;

/// <summary>One job's end of a line whose attempts are recorded.</summary>
internal sealed class RecordingHandle : TransferHandle
{
    private readonly TransferRecorder _recorder;
    private readonly TransferHandle _inner;
    private RecordedAttempt? _attempt;
    private int _generation;

    internal RecordingHandle(TransferRecorder recorder, TransferHandle inner)
    {
        (_recorder, _inner) = (recorder, inner);
        inner.Owner = this;
    }

    internal override void Start(in TransferOrder order)
    {
        RecordedAttempt? attempt = order.Purpose == TransferPurpose.Download ? _recorder.Begin(order) : null;
        lock (_recorder.Gate)
        {
            (_attempt, _generation) = (attempt, order.Generation);
        }

        _inner.Start(order);
    }

    /// <summary>What the line tells of an attempt; of one that is over, nobody hears it.</summary>
    internal void Record(int generation, long instant, in TransferReport report)
    {
        lock (_recorder.Gate)
        {
            if (generation == _generation)
            {
                _attempt?.Add(RecordedMoment.Of(instant, report));
            }
        }
    }

    internal override void Continue(long now) => _inner.Continue(now);

    internal override void Approve(CertificateApprovals approvals, long now) => _inner.Approve(approvals, now);

    internal override void GoOn(int generation) => _inner.GoOn(generation);

    internal override void Stop(long now)
    {
        _inner.Stop(now);
        lock (_recorder.Gate)
        {
            _attempt?.Stop(now);
            _attempt = null;
        }
    }

    internal override void SetForeground(bool foreground, long now) => _inner.SetForeground(foreground, now);
}
