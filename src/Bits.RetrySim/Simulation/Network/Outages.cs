namespace Bits.RetrySim;

/// <summary>
/// The outages of one scope of a script, in the order in which they were written. Of several that hold at an instant the one written last is in force, for
/// requests as for bodies that flow. Never changed, so that it can be looked at without the lock.
/// </summary>
internal sealed class Outages
{
    internal static readonly Outages None = new([]);

    private const int Nobody = -1;

    private readonly FaultRule[] _rules;

    private Outages(FaultRule[] rules) => _rules = rules;

    internal IReadOnlyList<FaultRule> Written => _rules;

    internal bool Any => _rules.Length > 0;

    internal Outages With(FaultRule rule) => new([.. _rules, rule]);

    /// <summary>The outage in force at an instant.</summary>
    internal FaultRule? At(long instant) => IndexAt(instant) is var index and not Nobody ? _rules[index] : null;

    /// <summary>When an outage next breaks off a body that flows, or lets it fall silent; <see cref="long.MaxValue"/>: never.</summary>
    /// <param name="silences">Whether an outage is meant during which nothing comes; else one that breaks off.</param>
    /// <param name="body">The body; outages that its request met do not concern it any more.</param>
    /// <param name="now">Not before this instant.</param>
    internal long Next(bool silences, in AcceptedBody body, long now)
    {
        long next = long.MaxValue;
        for (int i = 0; i < _rules.Length; i++)
        {
            FaultRule rule = _rules[i];
            if (rule.Fault.IsSilence == silences && rule.From < next && rule.To > now && FirstInForce(i, now) is var at && at < next && Concerns(i, at, body))
            {
                next = at;
            }
        }

        return next;
    }

    /// <summary>
    /// Since when an outage lets nothing come to a body, whoever slept meanwhile; <see cref="long.MaxValue"/> if none does. One that was written under the
    /// body begins when it is noticed.
    /// </summary>
    internal long SilenceBegan(in AcceptedBody body, long now)
    {
        int index = IndexAt(now);
        return !IsSilenceOf(index, now, body) ? long.MaxValue
            : _rules[index].Version > body.Version ? now
            : Began(index, now);
    }

    /// <summary>When the silence ends in which a body is at an instant; that instant if it is in none.</summary>
    internal long EndOfSilence(in AcceptedBody body, long instant)
    {
        for (int index = IndexAt(instant); IsSilenceOf(index, instant, body); index = IndexAt(instant))
        {
            instant = Ends(index, instant);
        }

        return instant;
    }

    private bool IsSilenceOf(int index, long instant, in AcceptedBody body) =>
        index != Nobody && _rules[index].Fault.IsSilence && Concerns(index, instant, body);

    /// <summary>Whether an outage that is in force strikes a body: if that began, or it was written, after the answer (D-37).</summary>
    private bool Concerns(int index, long instant, in AcceptedBody body) =>
        _rules[index].Version > body.Version || Began(index, instant) > body.AnsweredAt;

    private int IndexAt(long instant)
    {
        int index = _rules.Length - 1;
        while (index >= 0 && !_rules[index].IsAt(instant))
        {
            index--;
        }

        return index;
    }

    /// <summary>The first instant, not before another one, at which an outage is in force; <see cref="long.MaxValue"/> if later ones hide it to its end.</summary>
    private long FirstInForce(int index, long from)
    {
        FaultRule rule = _rules[index];
        long at = Math.Max(rule.From, from);
        while (at < rule.To)
        {
            int hiding = IndexAt(at);
            if (hiding == index)
            {
                return at;
            }

            at = _rules[hiding].To;
        }

        return long.MaxValue;
    }

    /// <summary>Since when an outage that is in force has been so without a break.</summary>
    private long Began(int index, long instant)
    {
        long began = _rules[index].From;
        for (int later = index + 1; later < _rules.Length; later++)
        {
            began = _rules[later].To <= instant ? Math.Max(began, _rules[later].To) : began;
        }

        return began;
    }

    /// <summary>Until when an outage that is in force is so without a break.</summary>
    private long Ends(int index, long instant)
    {
        long ends = _rules[index].To;
        for (int later = index + 1; later < _rules.Length; later++)
        {
            ends = _rules[later].From > instant ? Math.Min(ends, _rules[later].From) : ends;
        }

        return ends;
    }
}
