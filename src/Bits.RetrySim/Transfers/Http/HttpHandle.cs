namespace Bits.RetrySim;

/// <summary>One job's end of a <see cref="HttpTransport"/>.</summary>
internal sealed class HttpHandle(HttpLine line) : TransferHandle
{
    private HttpAttempt? _attempt;

    internal override void Start(in TransferOrder order)
    {
        _attempt?.Stop();
        _attempt = new HttpAttempt(line, this, order);
        _attempt.Start();
    }

    internal override void Continue(long now)
    {
        // Nothing was scheduled: what happens is told as it does.
    }

    internal override void Approve(CertificateApprovals approvals, long now) => _attempt?.Approve(approvals);

    internal override void GoOn(int generation) => Volatile.Read(ref _attempt)?.GoOn(generation);

    internal override void Stop(long now)
    {
        _attempt?.Stop();
        _attempt = null;
    }

    internal override void SetForeground(bool foreground, long now)
    {
        if (_attempt is not null)
        {
            _attempt.IsForeground = foreground;
        }
    }
}
