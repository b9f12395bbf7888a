namespace Bits.RetrySim;

/// <summary>A manager's end of a live line whose attempts are recorded: it passes everything on, and keeps what it passes.</summary>
internal sealed class RecordingLine(TransferRecorder recorder, TransferLine inner) : TransferLine
{
    internal override bool IsLive => inner.IsLive;

    internal override int FindSource(string localName, long now, out FileVersion version) => inner.FindSource(localName, now, out version);

    internal override TransferHandle Open() => new RecordingHandle(recorder, inner.Open());

    internal override void SetBackgroundLimit(long? bitsPerSecond, long now) => inner.SetBackgroundLimit(bitsPerSecond, now);

    internal override void Refresh(long now) => inner.Refresh(now);

    internal override void FallAsleep(long now) => inner.FallAsleep(now);

    internal override void Wake(long slept, long now) => inner.Wake(slept, now);

    internal override void Flush(long now) => inner.Flush(now);

    internal override void Close(long now) => inner.Close(now);
}
