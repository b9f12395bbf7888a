using System.Collections.Concurrent;

namespace Bits.RetrySim.Tests;

/// <summary>A transport of real life: attempts are answered by other threads, whenever these come to it, also when they come too late.</summary>
internal sealed class LiveTransport : Transport
{
    private const long Size = 1000;
    private readonly ConcurrentQueue<(TransferHandle Handle, TransferOrder Order)> _started = new();
    private ITransferHost? _host;

    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin)
    {
        _host = host;
        return new Line(this);
    }

    /// <summary>Answers the oldest attempt that waits for it, if one does.</summary>
    internal void Answer(Random random)
    {
        if (!_started.TryDequeue(out (TransferHandle Handle, TransferOrder Order) next))
        {
            return;
        }

        int luck = random.Next(100);
        if (luck < 45)
        {
            int code = HResults.HttpStatus(luck < 30 ? 503 : 404);
            Push(next, new TransferReport(TransferReportKind.Failed, next.Order.Offset, HResult: code));
            return;
        }

        Push(next, new TransferReport(TransferReportKind.Accepted, next.Order.Offset, new FileVersion(Size, FileVersion.NoTimeStamp)));
        if (luck < 60)
        {
            long bytes = Math.Min(next.Order.Offset + 100, Size);
            Push(next, new TransferReport(TransferReportKind.Received, bytes));
            Push(next, new TransferReport(TransferReportKind.Failed, bytes, HResult: HResults.ERROR_WINHTTP_CONNECTION_ERROR));
        }
        else
        {
            Push(next, new TransferReport(TransferReportKind.Completed, Size));
        }
    }

    private void Push((TransferHandle Handle, TransferOrder Order) attempt, TransferReport report) =>
        _host!.Push(attempt.Handle, attempt.Order.Generation, report);

    private sealed class Line(LiveTransport transport) : TransferLine
    {
        internal override bool IsLive => true;

        internal override TransferHandle Open() => new Handle(transport);

        internal override void Close(long now)
        {
            // What is under way comes too late.
        }
    }

    private sealed class Handle(LiveTransport transport) : TransferHandle
    {
        internal override void Start(in TransferOrder order) => transport._started.Enqueue((this, order));

        internal override void Continue(long now)
        {
            // Reports come by themselves.
        }

        internal override void Stop(long now)
        {
            // What is under way comes too late.
        }
    }
}
