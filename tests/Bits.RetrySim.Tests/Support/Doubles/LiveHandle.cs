namespace Bits.RetrySim.Tests;

/// <summary>One job's end of a <see cref="LiveLine"/>.</summary>
internal sealed class LiveHandle : TransferHandle
{
    private readonly LiveLine _line;

    internal LiveHandle(LiveLine line, TransferHandle inner)
    {
        (_line, Inner) = (line, inner);
        inner.Owner = this;
    }

    internal TransferHandle Inner { get; }

    internal int Job { get; private set; }

    internal int Generation { get; private set; }

    internal bool IsRunning { get; private set; }

    /// <summary>How the bytes really come.</summary>
    internal ByteFlow Flow { get; private set; }

    /// <summary>The bytes that the manager knows of.</summary>
    internal long Told { get; set; }

    /// <summary>What happens next, and when; of no kind if nothing does.</summary>
    internal TransferReport Next { get; set; }

    internal long Instant { get; set; }

    internal long Sequence { get; set; }

    /// <summary>Whether the job transfers, so that another file of it is fetched within the same attempt.</summary>
    internal bool IsTransferring { get; set; }

    /// <summary>The kind of report that was handed over while the manager was busy, so that it will get to it.</summary>
    internal TransferReportKind HandedOver { get; set; }

    internal override void Start(in TransferOrder order)
    {
        (Job, Generation, IsRunning) = (order.Job, order.Generation, true);
        (Flow, Told, Next, HandedOver) = (ByteFlow.Still(order.Offset, order.Now), order.Offset, default, TransferReportKind.None);
        Inner.Start(order);
        _line.AfterCommand();
    }

    internal override void Continue(long now) => throw new InvalidOperationException("Nobody acknowledges what a live line pushes.");

    internal override void Stop(long now)
    {
        (IsRunning, Next, HandedOver) = (false, default, TransferReportKind.None);
        Inner.Stop(now);
        _line.AfterCommand();
    }

    internal override void SetForeground(bool foreground, long now)
    {
        Inner.SetForeground(foreground, now);
        _line.AfterCommand();
    }

    /// <summary>How the attempt goes on, for all that is known now.</summary>
    internal void Expect(in ByteFlow flow, long instant, in TransferReport report, long sequence)
    {
        Flow = flow;
        bool isHandedOver = HandedOver != TransferReportKind.None && HandedOver == report.Kind;
        (Next, Instant, Sequence) = (isHandedOver ? default : report, instant, sequence);
    }
}
