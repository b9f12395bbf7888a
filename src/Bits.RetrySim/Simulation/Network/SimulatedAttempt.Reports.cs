namespace Bits.RetrySim;

// Which report comes next.
internal sealed partial class SimulatedAttempt
{
    private bool _progressTold;

    /// <summary>
    /// The earliest of all that can happen to the running attempt. At one instant a completion hides the first byte, bytes come before a
    /// restart and a restart before a failure; of failures, the outermost scope's.
    /// </summary>
    private (long Instant, TransferReport Report) FindNext(long now, in ByteFlow flow)
    {
        long earliest = long.MaxValue;
        TransferReport next = default;
        if (_failsWith != 0)
        {
            Offer(now, new TransferReport(TransferReportKind.Failed, HResult: _failsWith), now, flow, ref earliest, ref next);
            return (earliest, next);
        }

        if (_end.Kind == BytesEndKind.File)
        {
            (long? arrives, TransferReport report) = _posted.Next(Transfer, flow.InstantOf(_end.At));
            Offer(arrives, report, now, flow, ref earliest, ref next);
        }

        if (!_progressTold)
        {
            long? first = flow.BytesAt(now) > _base ? now : flow.InstantOf(_base + 1);
            Offer(first, new TransferReport(TransferReportKind.Received), now, flow, ref earliest, ref next);
        }

        if (Transfer.TryNextChange(now, Scopes[ScopeStates.Resource].Request, _version, out long changesAt, out FileVersion changed)
            && HearsOf(ref changesAt, now, flow))
        {
            TransferReport report = Transfer.LackOf(0, changed.Size) is var lack and not 0
                ? new TransferReport(TransferReportKind.Failed, HResult: lack)
                : new TransferReport(TransferReportKind.Restarted, 0, changed);
            Offer(changesAt, report, now, flow, ref earliest, ref next);
        }

        if (_end.IsPassing)
        {
            // The byte before a timed stall is told, so that the flow after the stall can be told in time; unless the file begins again.
            Offer(flow.InstantOf(_end.At), new TransferReport(TransferReportKind.Received), now, flow, ref earliest, ref next);
        }

        OfferCuts(now, flow, ref earliest, ref next);
        if (_end.Kind != BytesEndKind.File && !_end.IsPassing)
        {
            OfferEnd(now, flow, ref earliest, ref next);
        }

        OfferSilence(now, flow, ref earliest, ref next);
        return (earliest, next);
    }

    private static void Offer(
        long? instant, in TransferReport report, long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        long at = Math.Max(instant ?? long.MaxValue, now);
        if (at < earliest)
        {
            earliest = at;
            next = report.Kind == TransferReportKind.Restarted ? report : report with { Bytes = flow.BytesAt(at) };
        }
    }
}
