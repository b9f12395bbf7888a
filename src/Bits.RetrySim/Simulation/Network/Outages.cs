namespace Bits.RetrySim;

/// <summary>
/// The outages of one scope of a script, in the order in which they were written. Of several that hold at an instant the one written last is in force, for
/// requests as for bodies that flow. Never changed, so that it can be looked at without the lock.
/// </summary>
/// <remarks>
/// Tens of thousands may be written one by one: those with one more share the array of those before, which see no more of it than they had. When each is
/// in force is found out once somebody asks.
/// </remarks>
internal sealed class Outages
{
    internal static readonly Outages None = new([], 0);

    private readonly FaultRule[] _rules;
    private readonly int _count;

    private OutageCoverage? _coverage;

    /// <summary>Whether the place behind the last one is taken by others that were made of these.</summary>
    private bool _isContinued;

    private Outages(FaultRule[] rules, int count) => (_rules, _count) = (rules, count);

    internal IReadOnlyList<FaultRule> Written => new ArraySegment<FaultRule>(_rules, 0, _count);

    internal bool Any => _count > 0;

    private OutageCoverage Coverage => _coverage ??= OutageCoverage.Of(_rules.AsSpan(0, _count));

    /// <summary>These and one more. Called by one thread at a time.</summary>
    internal Outages With(FaultRule rule)
    {
        FaultRule[] rules = _rules;
        if (_isContinued || _count == rules.Length)
        {
            rules = new FaultRule[Math.Max(4, 2 * _count)];
            Array.Copy(_rules, rules, _count);
        }

        _isContinued |= rules == _rules;
        rules[_count] = rule;
        return new Outages(rules, _count + 1);
    }

    /// <summary>The outage in force at an instant.</summary>
    internal FaultRule? At(long instant) => Coverage.At(instant) is var index and not OutageCoverage.None ? RuleOf(Coverage[index]) : null;

    /// <summary>When an outage next breaks off a body that flows, or lets it fall silent; <see cref="long.MaxValue"/>: never.</summary>
    /// <param name="silences">Whether an outage is meant during which nothing comes; else one that breaks off.</param>
    /// <param name="body">The body; outages that its request met do not concern it any more.</param>
    /// <param name="now">Not before this instant.</param>
    internal long Next(bool silences, in AcceptedBody body, long now)
    {
        // The one that the body's request met, if that is still in force; if another hides it for a while, it is the same afterwards.
        int met = OutageCoverage.None;
        for (int index = Coverage.Next(Coverage.From(now), silences); index != OutageCoverage.None; index = Coverage.Next(index + 1, silences))
        {
            OutageCoverage.Span span = Coverage[index];
            if (span.Rule == met)
            {
                continue;
            }

            if (Concerns(span, body))
            {
                return Math.Max(span.From, now);
            }

            met = span.Rule;
        }

        return long.MaxValue;
    }

    /// <summary>
    /// Since when an outage lets nothing come to a body, whoever slept meanwhile; <see cref="long.MaxValue"/> if none does. One that was written under the
    /// body begins when it is noticed.
    /// </summary>
    internal long SilenceBegan(in AcceptedBody body, long now) =>
        !IsSilent(body, now, out OutageCoverage.Span span) ? long.MaxValue
        : RuleOf(span).Version > body.Version ? now
        : span.From;

    /// <summary>When the silence ends in which a body is at an instant; that instant if it is in none.</summary>
    internal long EndOfSilence(in AcceptedBody body, long instant)
    {
        while (IsSilent(body, instant, out OutageCoverage.Span span))
        {
            instant = span.To;
        }

        return instant;
    }

    private bool IsSilent(in AcceptedBody body, long instant, out OutageCoverage.Span span)
    {
        int index = Coverage.At(instant);
        span = index == OutageCoverage.None ? default : Coverage[index];
        return index != OutageCoverage.None && RuleOf(span).Fault.IsSilence && Concerns(span, body);
    }

    /// <summary>Whether an outage that is in force strikes a body: if that began, or it was written, after the answer (D-37).</summary>
    private bool Concerns(in OutageCoverage.Span span, in AcceptedBody body) => RuleOf(span).Version > body.Version || span.From > body.AnsweredAt;

    private FaultRule RuleOf(in OutageCoverage.Span span) => _rules[span.Rule];
}
