namespace Bits.RetrySim;

/// <summary>
/// Whose turn it is: all foreground jobs at once, together with one background job, or as many as there are slots (SCHED-3); a higher background level
/// before a lower one (SCHED-4); within a level first come, first served, by time slices (SCHED-5, OQ-41).
/// </summary>
internal sealed class TransferScheduler
{
    private readonly int _slots;
    private readonly ScheduleList[] _ready;

    /// <summary>Running jobs that a change of priority made background jobs; the next turn decides which of them goes on.</summary>
    private readonly ScheduleList _demoted;

    /// <summary>The background jobs that run, in the order in which they got their slots.</summary>
    private readonly ScheduleList _background = new();

    /// <param name="slots">How many background jobs run at once.</param>
    internal TransferScheduler(int slots)
    {
        _slots = slots;
        _ready = [new(this), new(this), new(this), new(this)];
        _demoted = new(this);
    }

    /// <summary>The background job that has run for longest; its followers run as well.</summary>
    internal ScheduleNode? Background => _background.First;

    internal bool HasFreeSlot => _background.Count < _slots;

    /// <summary>Whether there is anything a turn could do: a job that is ready, or one that has to share the background slots.</summary>
    internal bool IsAwaited => Waiting > 0;

    /// <summary>The jobs that a turn could do something about; kept by their lists.</summary>
    internal int Waiting { get; set; }

    /// <summary>A job became ready: to the tail of its level, or to its head.</summary>
    internal void Enqueue(ScheduleNode node, bool first)
    {
        ScheduleList level = _ready[(int)node.Level];
        if (first)
        {
            level.AddFirst(node);
        }
        else
        {
            level.AddLast(node);
        }
    }

    /// <summary>A job neither waits nor runs any more, for whatever reason.</summary>
    internal static void Remove(ScheduleNode node) => node.List?.Remove(node);

    /// <summary>A waiting job goes to the tail of its new level; a running one keeps running until the next turn (OQ-39).</summary>
    internal void ChangeLevel(ScheduleNode node, BackgroundCopyJobPriority level, bool running)
    {
        bool waiting = node.List is not null && node.List != _demoted && node.List != _background;
        bool wasForeground = !node.IsBackground;
        if (waiting)
        {
            node.List!.Remove(node);
        }

        node.Level = level;
        if (waiting)
        {
            Enqueue(node, first: false);
        }
        else if (running && node.IsBackground && wasForeground)
        {
            _demoted.AddLast(node);
        }
        else if (running && !node.IsBackground)
        {
            Remove(node);
        }
    }

    /// <summary>Whether another job of the running background job's level could use the slot now (OQ-41), besides so many that are not to be counted.</summary>
    internal bool HasRunnablePeer(ScheduleNode node, int besides = 0) => _ready[(int)node.Level].HasRunnable(besides);

    /// <summary>The next step of a turn. Carry it out, then ask again, until there is none.</summary>
    internal ScheduleDecision Decide()
    {
        ScheduleNode? foreground = _ready[(int)BackgroundCopyJobPriority.Foreground].FirstRunnable();
        if (foreground is not null)
        {
            return Take(foreground);
        }

        if (_demoted.First is { } demoted)
        {
            return SettleDemoted(demoted);
        }

        ScheduleNode? best = BestReadyBackground();
        if (best is null)
        {
            return ScheduleDecision.None;
        }

        if (HasFreeSlot)
        {
            return Take(best);
        }

        ScheduleNode worst = _background.Worst()!;
        return best.Level < worst.Level ? Evict(worst) : ScheduleDecision.None;
    }

    private ScheduleDecision SettleDemoted(ScheduleNode demoted)
    {
        _demoted.Remove(demoted);
        if (HasFreeSlot)
        {
            _background.AddLast(demoted);
            return Decide();
        }

        ScheduleNode worst = _background.Worst()!;
        if (demoted.Level >= worst.Level)
        {
            return new ScheduleDecision(ScheduleAction.Preempt, demoted);
        }

        ScheduleDecision decision = Evict(worst);
        _background.AddLast(demoted);
        return decision;
    }

    private ScheduleDecision Take(ScheduleNode node)
    {
        node.List!.Remove(node);
        if (node.IsBackground)
        {
            _background.AddLast(node);
        }

        return new ScheduleDecision(ScheduleAction.Start, node);
    }

    private ScheduleDecision Evict(ScheduleNode node)
    {
        _background.Remove(node);
        return new ScheduleDecision(ScheduleAction.Preempt, node);
    }

    private ScheduleNode? BestReadyBackground()
    {
        for (int level = (int)BackgroundCopyJobPriority.High; level <= (int)BackgroundCopyJobPriority.Low; level++)
        {
            if (_ready[level].FirstRunnable() is { } node)
            {
                return node;
            }
        }

        return null;
    }
}
