using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>A line that writes down what it is told and by itself does nothing; the test schedules and pushes through <see cref="Host"/>.</summary>
internal sealed class RecordingTransport(bool isLive) : Transport
{
    /// <summary>The manager.</summary>
    internal ITransferHost Host { get; private set; } = null!;

    internal RecordingLine Line { get; private set; } = null!;

    /// <summary>What the line was told, as "5 start 1" and "5 refresh": the instant in seconds, and whose handle, by the order of opening.</summary>
    internal List<string> Commands { get; } = [];

    internal List<RecordingHandle> Handles { get; } = [];

    /// <summary>Called within each command.</summary>
    internal Action<string>? OnCommand { get; set; }

    /// <summary>What all attempts fail with at once, for lines that foretell; 0 if they do not.</summary>
    internal int FailsAtOnceWith { get; set; }

    /// <summary>Attempts that failed without having begun.</summary>
    internal int Counted { get; private set; }

    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin)
    {
        Host = host;
        Line = new RecordingLine(this, isLive);
        return Line;
    }

    internal void Note(string command, long now)
    {
        Commands.Add(((decimal)now / TimeSpan.TicksPerSecond).ToString("0.###", CultureInfo.InvariantCulture) + " " + command);
        OnCommand?.Invoke(command);
    }

    internal sealed class RecordingLine(RecordingTransport transport, bool isLive) : TransferLine
    {
        internal override bool IsLive => isLive;

        internal override TransferHandle Open()
        {
            RecordingHandle handle = new(transport, transport.Handles.Count + 1);
            transport.Handles.Add(handle);
            return handle;
        }

        internal override void SetBackgroundLimit(long? bitsPerSecond, long now) => transport.Note($"limit {bitsPerSecond}", now);

        internal override void Refresh(long now) => transport.Note("refresh", now);

        internal override void Flush(long now) => transport.Note("flush", now);

        internal override void Close(long now) => transport.Note("close", now);
    }

    internal sealed class RecordingHandle(RecordingTransport transport, int number) : TransferHandle
    {
        /// <summary>The orders so far.</summary>
        internal List<TransferOrder> Orders { get; } = [];

        internal int Generation => Orders[^1].Generation;

        internal override void Start(in TransferOrder order)
        {
            Orders.Add(order);
            transport.Note($"start {number}", order.Now);
        }

        internal override void Continue(long now) => transport.Note($"continue {number}", now);

        internal override void Stop(long now) => transport.Note($"stop {number}", now);

        internal override void SetForeground(bool foreground, long now) => transport.Note($"{(foreground ? "foreground" : "background")} {number}", now);

        internal override bool FailsAtOnce(long now, out int hresult)
        {
            hresult = transport.FailsAtOnceWith;
            return hresult != 0;
        }

        internal override void CountFailure(long now) => transport.Counted++;
    }
}
