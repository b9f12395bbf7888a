namespace Bits.RetrySim.Tests;

/// <summary>Another live transport, recorded.</summary>
internal sealed class RecordedTransport(TransferRecorder recorder, Transport inner) : Transport
{
    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) =>
        recorder.Connect(host, seen => inner.Connect(seen, provider, origin));
}
