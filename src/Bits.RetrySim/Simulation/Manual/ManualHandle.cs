namespace Bits.RetrySim;

/// <summary>One job's end of a <see cref="ManualTransport"/>.</summary>
internal sealed class ManualHandle(ManualTransport transport) : TransferHandle
{
    private ManualAttempt? _attempt;

    internal override void Start(in TransferOrder order)
    {
        lock (transport.Gate)
        {
            _attempt?.Stop_NeedsLock();
            _attempt = new ManualAttempt(transport, this, order);
            transport.Add_NeedsLock(_attempt);
        }
    }

    internal override void Continue(long now)
    {
        // Nothing happens by itself: the test says what comes next.
    }

    internal override void Approve(CertificateApprovals approvals, long now)
    {
        lock (transport.Gate)
        {
            _attempt?.Approve_NeedsLock(approvals);
        }
    }

    internal override void Stop(long now)
    {
        lock (transport.Gate)
        {
            _attempt?.Stop_NeedsLock();
            _attempt = null;
        }
    }
}
