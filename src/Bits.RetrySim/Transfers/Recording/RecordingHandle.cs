namespace Bits.RetrySim;

/// <summary>One job's end of a line whose attempts are recorded.</summary>
internal sealed class RecordingHandle : TransferHandle
{
    private readonly TransferRecorder _recorder;
    private readonly TransferHandle _inner;
    private RecordedAttempt? _attempt;

    internal RecordingHandle(TransferRecorder recorder, TransferHandle inner)
    {
        (_recorder, _inner) = (recorder, inner);
        inner.Owner = this;
    }

    internal override void Start(in TransferOrder order)
    {
        _attempt = order.Purpose == TransferPurpose.Download ? _recorder.Begin(order) : null;
        _inner.Start(order);
    }

    /// <summary>Kept is what the job hears, when it hears it: neither what comes too late nor an instant that its event log does not know.</summary>
    internal override void OnDelivered(in TransferReport report, long now)
    {
        lock (_recorder.Gate)
        {
            _attempt?.Add(RecordedMoment.Of(now, report));
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
