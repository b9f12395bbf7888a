namespace Bits.RetrySim;

// What outages, and a machine that sleeps, do to the body of an accepted attempt (D-37).
internal sealed partial class SimulatedAttempt
{
    private const long NotSilent = long.MaxValue;

    private AcceptedBody _body;

    /// <summary>Since when an outage lets nothing come.</summary>
    private long _silentSince = NotSilent;

    /// <summary>With what the accepted attempt fails before anything else happens; 0 if nothing is known against it.</summary>
    private int _failsWith;

    /// <summary>The bits per second that come now. Whoever is silent or sleeps keeps its share: its connection stays open.</summary>
    private long RateNow => _silentSince == NotSilent && _failsWith == 0 && !Transfer.Line.IsAsleep ? Share : 0;

    /// <summary>The connection is lost, if a body flowed: what has come has come.</summary>
    internal void BreakOff() => _failsWith = IsRunning ? HResults.ERROR_WINHTTP_CONNECTION_ERROR : _failsWith;

    private void BeginBody()
    {
        _body = new AcceptedBody(_decisionAt, _decidedVersion);
        _silentSince = NotSilent;
    }

    private void FollowOutages(long now)
    {
        long began = Math.Min(
            Transfer.NetworkRules.SilenceBegan(_body, now),
            Math.Min(Transfer.Host!.Rules.SilenceBegan(_body, now), Transfer.Resource!.Rules.SilenceBegan(_body, now)));
        _silentSince = began == NotSilent ? NotSilent : Math.Min(_silentSince, began);
    }

    private void OfferCuts(long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        TransferReport lost = new(TransferReportKind.Failed, HResult: HResults.ERROR_WINHTTP_CONNECTION_ERROR);
        Offer(NextOutage(silences: false, now), lost, now, flow, ref earliest, ref next);
    }

    /// <summary>A silence that lasts too long is given up; of a shorter one, begin and end have to be looked at when they come.</summary>
    private void OfferSilence(long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        TransferReport look = new(TransferReportKind.Look);
        if (_silentSince == NotSilent)
        {
            Offer(NextOutage(silences: true, now), look, now, flow, ref earliest, ref next);
            return;
        }

        long ends = EndOfSilence(now);
        if (ends - _silentSince < network.ReceiveTimeoutTicks_NeedsLock)
        {
            Offer(ends, look, now, flow, ref earliest, ref next);
            return;
        }

        TransferReport givenUp = new(TransferReportKind.Failed, HResult: HResults.ERROR_WINHTTP_TIMEOUT);
        Offer(_silentSince + network.ReceiveTimeoutTicks_NeedsLock, givenUp, now, flow, ref earliest, ref next);
    }

    private long NextOutage(bool silences, long now) => Math.Min(
        Transfer.NetworkRules.NextOutage(silences, _body, now),
        Math.Min(Transfer.Host!.Rules.NextOutage(silences, _body, now), Transfer.Resource!.Rules.NextOutage(silences, _body, now)));

    /// <summary>Outages that touch, of whatever scope, are one silence.</summary>
    private long EndOfSilence(long now)
    {
        long ends = now;
        while (true)
        {
            long before = ends;
            ends = Transfer.NetworkRules.EndOfSilence(_body, ends);
            ends = Transfer.Host!.Rules.EndOfSilence(_body, ends);
            ends = Transfer.Resource!.Rules.EndOfSilence(_body, ends);
            if (ends == before)
            {
                return ends;
            }
        }
    }
}
