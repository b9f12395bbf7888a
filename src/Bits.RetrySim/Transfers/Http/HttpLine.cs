namespace Bits.RetrySim;

/// <summary>A manager's end of a <see cref="HttpTransport"/>.</summary>
internal sealed class HttpLine(ITransferHost host, TimeProvider provider, HttpTransportOptions options) : TransferLine
{
    internal override bool IsLive => true;

    internal ITransferHost Host => host;

    internal TimeProvider Provider => provider;

    internal HttpTransportOptions Options => options;

    internal HttpConnections Connections { get; } = new(options);

    /// <summary>What background transfers may take together (POLICY-5).</summary>
    internal TokenBucket BackgroundLimit { get; } = new(provider);

    internal override int FindSource(string localName, long now, out FileVersion version)
    {
        version = FileVersion.Unknown;
        return HResults.E_NOTIMPL;
    }

    internal override TransferHandle Open() => new HttpHandle(this);

    internal override void SetBackgroundLimit(long? bitsPerSecond, long now) => BackgroundLimit.Set(bitsPerSecond);

    internal override void Close(long now) => Connections.Dispose();
}
