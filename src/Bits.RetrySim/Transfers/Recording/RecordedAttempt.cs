namespace Bits.RetrySim;

/// <summary>What was seen of one attempt. Guarded by the recorder.</summary>
/// <param name="order">What it was to fetch; of it only what is needed is kept, and no settings.</param>
/// <param name="resolution">The least time between two instants of bytes, in ticks.</param>
internal sealed class RecordedAttempt(in TransferOrder order, long resolution)
{
    /// <summary>More instants of one attempt than that are told by every second one.</summary>
    private const int MostMoments = 256;

    private const long NeverKept = long.MinValue;

    private List<RecordedMoment> _moments = [];
    private long _step = Math.Max(resolution, 1);
    private long _keptAt = NeverKept;
    private bool _isTentative;

    internal int Job { get; } = order.Job;

    internal string RemoteName { get; } = order.RemoteName;

    internal string LocalName { get; } = order.LocalName;

    /// <summary>Bytes of the file that were here before it.</summary>
    internal long Offset { get; } = order.Offset;

    internal long Began { get; } = order.Now;

    /// <summary>When it was stopped, before it was over; null: it was not.</summary>
    internal long? StoppedAt { get; private set; }

    /// <summary>What it has reported, in order; bytes no more often than the resolution says, but always the last.</summary>
    internal IReadOnlyList<RecordedMoment> Moments => _moments;

    internal void Add(in RecordedMoment moment)
    {
        if (moment.Kind is not (TransferReportKind.Accepted or TransferReportKind.Received or TransferReportKind.Restarted or TransferReportKind.Completed or TransferReportKind.Failed))
        {
            return;
        }

        if (moment.Kind != TransferReportKind.Received)
        {
            (_isTentative, _keptAt) = (false, NeverKept);
            _moments.Add(moment);
            return;
        }

        if (_isTentative)
        {
            _moments[^1] = moment;
        }
        else
        {
            _moments.Add(moment);
        }

        _isTentative = _keptAt != NeverKept && moment.Instant - _keptAt < _step;
        _keptAt = _isTentative ? _keptAt : moment.Instant;
        if (_moments.Count > MostMoments)
        {
            Thin();
        }
    }

    /// <summary>Its job has stopped it, unless it is over: then its end is one.</summary>
    internal void Stop(long instant) => StoppedAt = _moments is [.., { IsEnd: true }] ? null : instant;

    internal RecordedAttempt Copy()
    {
        RecordedAttempt copy = (RecordedAttempt)MemberwiseClone();
        copy._moments = [.. _moments];
        return copy;
    }

    /// <summary>Half as many instants of bytes from now on, and of those so far.</summary>
    private void Thin()
    {
        _step *= 2;
        int kept = 0;
        long last = NeverKept;
        for (int i = 0; i < _moments.Count; i++)
        {
            RecordedMoment moment = _moments[i];
            bool isBytes = moment.Kind == TransferReportKind.Received;
            if (isBytes && last != NeverKept && moment.Instant - last < _step && i < _moments.Count - 1)
            {
                continue;
            }

            last = isBytes ? moment.Instant : NeverKept;
            _moments[kept++] = moment;
        }

        _moments.RemoveRange(kept, _moments.Count - kept);
    }
}
