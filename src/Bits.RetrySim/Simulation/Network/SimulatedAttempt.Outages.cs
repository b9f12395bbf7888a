namespace Bits.RetrySim;

// What outages, and a machine that sleeps, do to the body of an accepted attempt (D-37).
internal sealed partial class SimulatedAttempt
{
    private BodySilence _silence;

    /// <summary>With what the accepted attempt fails before anything else happens; 0 if nothing is known against it.</summary>
    private int _failsWith;

    /// <summary>The bits per second that come now. Whoever is silent or sleeps keeps its share: its connection stays open.</summary>
    private long RateNow => !_silence.IsOn && _failsWith == 0 && !Transfer.Line.IsAsleep ? Share : 0;

    /// <summary>The connection is lost, if a body flowed: what has come has come.</summary>
    internal void BreakOff() => _failsWith = IsRunning ? HResults.ERROR_WINHTTP_CONNECTION_ERROR : _failsWith;

    private void FollowOutages(long now)
    {
        for (int scope = 0; scope < ScopeStates.Count; scope++)
        {
            if (EndOfStall(scope) <= now)
            {
                LetGoOfPast(scope, now);
            }
        }

        _silence.Follow(Transfer, now);
    }

    /// <summary>When the outage is over under which a request was accepted that stalls; <see cref="long.MaxValue"/> where there is none.</summary>
    private long EndOfStall(int scope) =>
        scope >= 0 && Scopes[scope].Held is { IsOutage: true, Fault: SimulatedFault.StallAfterFault } outage ? outage.To : long.MaxValue;

    private void LetGoOfPast(int scope, long now)
    {
        if (_end.Scope == scope && Rests(now))
        {
            _silence.Stalls(_flow.InstantOf(_end.At) ?? now, now);
        }

        Scopes[scope].Hold(null, 0);
    }

    private void OfferCuts(long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        TransferReport lost = new(TransferReportKind.Failed, HResult: HResults.ERROR_WINHTTP_CONNECTION_ERROR);
        Offer(_silence.NextOutage(Transfer, silences: false, now), lost, now, flow, ref earliest, ref next);
    }

    /// <summary>A silence that lasts too long is given up; of a shorter one, begin and end have to be looked at when they come.</summary>
    private void OfferSilence(long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        TransferReport look = new(TransferReportKind.Look);
        if (!_silence.IsOn)
        {
            Offer(_silence.NextOutage(Transfer, silences: true, now), look, now, flow, ref earliest, ref next);
            return;
        }

        long ends = _silence.Ends(Transfer, now);
        if (ends - _silence.Since < network.ReceiveTimeoutTicks_NeedsLock)
        {
            Offer(ends, look, now, flow, ref earliest, ref next);
            return;
        }

        TransferReport givenUp = new(TransferReportKind.Failed, HResult: HResults.ERROR_WINHTTP_TIMEOUT);
        Offer(_silence.Since + network.ReceiveTimeoutTicks_NeedsLock, givenUp, now, flow, ref earliest, ref next);
    }

    /// <summary>A drop ends the body; so does a stall, unless the outage under which its request was accepted is over before.</summary>
    private void OfferEnd(long now, in ByteFlow flow, ref long earliest, ref TransferReport next)
    {
        long patience = _end.Kind == BytesEndKind.Stall ? network.ReceiveTimeoutTicks_NeedsLock : 0;
        long fails = flow.InstantOf(_end.At) + patience ?? long.MaxValue;
        long goesOn = EndOfStall(_end.Scope);
        TransferReport report = goesOn < fails ? new(TransferReportKind.Look) : new(TransferReportKind.Failed, HResult: _end.Code);
        Offer(Math.Min(fails, goesOn), report, now, flow, ref earliest, ref next);
    }

    /// <summary>Whether the server has another file at an instant; whose body falls silent only then still hears of it.</summary>
    private bool ChangesBy(long instant) =>
        Transfer.TryNextChange(instant, Scopes[ScopeStates.Resource].Request, _version, out long changesAt, out _) && changesAt <= instant;

    /// <summary>Nothing is heard of a change of the file while nothing comes: says whether it is heard of at all, and not before which instant.</summary>
    private bool HearsOf(ref long change, long now, in ByteFlow flow)
    {
        change = Math.Max(change, Math.Max(flow.Since, _silence.IsOn ? _silence.Ends(Transfer, now) : now));
        return _end.Kind != BytesEndKind.Stall || _end.IsPassing || flow.InstantOf(_end.At) is not { } stalls || change <= stalls;
    }
}
