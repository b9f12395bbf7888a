namespace Bits.RetrySim.Tests;

/// <summary>Another transport, of which it is counted how many attempts were foretold instead of made.</summary>
internal sealed class CountingTransport(Transport inner) : Transport
{
    private long _spared;

    /// <summary>Attempts that failed without ever having begun.</summary>
    internal long Spared => Volatile.Read(ref _spared);

    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) =>
        new Line(this, inner.Connect(new Host(host), provider, origin));

    /// <summary>The manager, who knows the outer handle only.</summary>
    private sealed class Host(ITransferHost host) : ITransferHost
    {
        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) =>
            host.Schedule((TransferHandle)handle.Owner!, generation, flow, instant, report);

        public void Push(TransferHandle handle, int generation, in TransferReport report) => host.Push((TransferHandle)handle.Owner!, generation, report);

        public void Refresh() => host.Refresh();

        public void Stir() => host.Stir();

        public void Hint(int jobNumber, string text) => host.Hint(jobNumber, text);

        void ITransferHost.Remark(string text)
        {
        }

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
    }

    private sealed class Line(CountingTransport transport, TransferLine inner) : TransferLine
    {
        internal override bool IsLive => inner.IsLive;

        internal override TransferHandle Open() => new Handle(transport, inner.Open());

        internal override void SetBackgroundLimit(long? bitsPerSecond, long now) => inner.SetBackgroundLimit(bitsPerSecond, now);

        internal override void Refresh(long now) => inner.Refresh(now);

        internal override void Flush(long now) => inner.Flush(now);

        internal override void Close(long now) => inner.Close(now);
    }

    private sealed class Handle : TransferHandle
    {
        private readonly CountingTransport _transport;
        private readonly TransferHandle _inner;

        internal Handle(CountingTransport transport, TransferHandle inner)
        {
            (_transport, _inner) = (transport, inner);
            inner.Owner = this;
        }

        internal override void Start(in TransferOrder order) => _inner.Start(order);

        internal override void Continue(long now) => _inner.Continue(now);

        internal override void Stop(long now) => _inner.Stop(now);

        internal override void SetForeground(bool foreground, long now) => _inner.SetForeground(foreground, now);

        internal override bool FailsAtOnce(long now, out int hresult) => _inner.FailsAtOnce(now, out hresult);

        internal override void CountFailure(long now)
        {
            Interlocked.Increment(ref _transport._spared);
            _inner.CountFailure(now);
        }
    }
}
