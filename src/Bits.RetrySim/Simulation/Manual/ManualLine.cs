namespace Bits.RetrySim;

/// <summary>The manager's end of a <see cref="ManualTransport"/>.</summary>
internal sealed class ManualLine(ManualTransport transport) : TransferLine
{
    internal override bool IsLive => true;

    internal override TransferHandle Open() => new ManualHandle(transport);

    internal override void Close(long now)
    {
        // The attempts have been stopped; they can still be looked at.
    }
}
