namespace Bits.RetrySim;

/// <summary>Whether anything comes of the body of an accepted attempt, as the outages of its three scopes and its own stalls have it (D-37).</summary>
internal struct BodySilence
{
    private const long Never = long.MaxValue;

    private AcceptedBody _body;

    // The last stall that passed, or will: with an outage that touches it, it is one silence.
    private long _stallBegan;
    private long _stallEnds;

    /// <summary>Since when an outage lets nothing come; meaningless while it does.</summary>
    internal long Since { get; private set; }

    /// <summary>Whether an outage lets nothing come.</summary>
    internal readonly bool IsOn => Since != Never;

    internal void Begin(AcceptedBody body)
    {
        _body = body;
        (Since, _stallBegan, _stallEnds) = (Never, Never, Never);
    }

    /// <summary>A stall of the body itself began, and is over or will be.</summary>
    internal void Stalls(long from, long to) => (_stallBegan, _stallEnds) = (from, to);

    internal void Follow(SimulatedTransfer transfer, long now)
    {
        long began = Math.Min(
            transfer.NetworkRules.Outages.SilenceBegan(_body, now),
            Math.Min(transfer.Host!.Rules.Outages.SilenceBegan(_body, now), transfer.Resource!.Rules.Outages.SilenceBegan(_body, now)));
        if (began != Never)
        {
            bool stalledBefore = _stallBegan <= began && began <= _stallEnds;
            Since = Math.Min(Since, stalledBefore ? _stallBegan : began);
        }
        else if (now < _stallBegan || now >= _stallEnds)
        {
            Since = Never;
        }
    }

    /// <summary>When an outage next breaks the body off, or lets it fall silent.</summary>
    internal readonly long NextOutage(SimulatedTransfer transfer, bool silences, long now) => Math.Min(
        transfer.NetworkRules.Outages.Next(silences, _body, now),
        Math.Min(transfer.Host!.Rules.Outages.Next(silences, _body, now), transfer.Resource!.Rules.Outages.Next(silences, _body, now)));

    /// <summary>When the silence is over that holds now. Outages and stalls that touch, of whatever scope, are one.</summary>
    internal readonly long Ends(SimulatedTransfer transfer, long now)
    {
        long ends = now;
        while (true)
        {
            long before = ends;
            ends = transfer.NetworkRules.Outages.EndOfSilence(_body, ends);
            ends = transfer.Host!.Rules.Outages.EndOfSilence(_body, ends);
            ends = transfer.Resource!.Rules.Outages.EndOfSilence(_body, ends);
            ends = _stallBegan <= ends && ends <= _stallEnds ? _stallEnds : ends;
            if (ends == before)
            {
                return ends;
            }
        }
    }
}
