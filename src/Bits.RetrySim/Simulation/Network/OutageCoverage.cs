namespace Bits.RetrySim;

/// <summary>Which of some outages is in force when: spans in the order of time, of which none overlaps another.</summary>
internal sealed class OutageCoverage
{
    internal const int None = -1;

    private readonly List<Span> _spans = [];

    // For each span: the first from it on that lets bodies fall silent, and the first that breaks them off.
    private readonly int[] _silent;
    private readonly int[] _breaking;

    private OutageCoverage(ReadOnlySpan<FaultRule> rules)
    {
        Fill(rules);
        (_silent, _breaking) = (new int[_spans.Count + 1], new int[_spans.Count + 1]);
        (_silent[^1], _breaking[^1]) = (_spans.Count, _spans.Count);
        for (int i = _spans.Count - 1; i >= 0; i--)
        {
            bool isSilent = rules[_spans[i].Rule].Fault.IsSilence;
            _silent[i] = isSilent ? i : _silent[i + 1];
            _breaking[i] = isSilent ? _breaking[i + 1] : i;
        }
    }

    /// <param name="rules">The outages, in the order in which they were written: the later one hides the earlier one.</param>
    internal static OutageCoverage Of(ReadOnlySpan<FaultRule> rules) => new(rules);

    internal Span this[int index] => _spans[index];

    /// <summary>The span that holds an instant; <see cref="None"/> if no outage is in force then.</summary>
    internal int At(long instant) => From(instant) is var index && index < _spans.Count && _spans[index].From <= instant ? index : None;

    /// <summary>The first span that ends after an instant; one more than there are, if all end before.</summary>
    internal int From(long instant)
    {
        (int low, int high) = (0, _spans.Count);
        while (low < high)
        {
            int middle = (low + high) >> 1;
            (low, high) = _spans[middle].To <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The first span from one on that lets bodies fall silent, or breaks them off; <see cref="None"/> if there is none.</summary>
    internal int Next(int index, bool silences) => (silences ? _silent : _breaking)[index] is var next && next < _spans.Count ? next : None;

    /// <summary>Goes from edge to edge; of those that hold in between the one written last is in force.</summary>
    private void Fill(ReadOnlySpan<FaultRule> rules)
    {
        (long At, int Rule)[] begins = new (long, int)[rules.Length];
        long[] edges = new long[2 * rules.Length];
        for (int i = 0; i < rules.Length; i++)
        {
            begins[i] = (rules[i].From, i);
            (edges[2 * i], edges[(2 * i) + 1]) = (rules[i].From, rules[i].To);
        }

        Array.Sort(begins);
        Array.Sort(edges);
        PriorityQueue<int, int> holding = new();
        int begun = 0;
        for (int i = 0; i + 1 < edges.Length; i++)
        {
            long at = edges[i];
            for (; begun < begins.Length && begins[begun].At <= at; begun++)
            {
                holding.Enqueue(begins[begun].Rule, -begins[begun].Rule);
            }

            while (holding.TryPeek(out int last, out _) && rules[last].To <= at)
            {
                holding.Dequeue();
            }

            if (at < edges[i + 1] && holding.TryPeek(out int rule, out _))
            {
                Add(new Span(at, edges[i + 1], rule));
            }
        }
    }

    private void Add(Span span)
    {
        if (_spans.Count > 0 && _spans[^1] is var last && last.To == span.From && last.Rule == span.Rule)
        {
            _spans[^1] = last with { To = span.To };
        }
        else
        {
            _spans.Add(span);
        }
    }

    /// <summary>A time in which one outage is in force without a break.</summary>
    /// <param name="From">Its first instant.</param>
    /// <param name="To">The first instant after it.</param>
    /// <param name="Rule">Which outage, in the order in which they were written.</param>
    internal readonly record struct Span(long From, long To, int Rule);
}
