using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Whose turn it is: section 11, and logging on and off (NET-5, NET-6).</content>
internal sealed partial class ReferenceModel
{
    /// <summary>The owner of scripts that is a service account: always logged on, exempt from limits.</summary>
    private const int ServiceAccount = 2;

    private readonly List<int> _loggedOff = [];
    private long _places;
    private long _slots;

    /// <summary>Those whose slices ended since the last turn, so that others have theirs.</summary>
    private readonly List<ModelJob> _gaveWay = [];

    private List<ModelJob> BackgroundHolders => [.. Jobs.Where(job => job.IsActive && !job.IsForeground).OrderBy(job => job.Priority).ThenBy(job => job.SlotSince)];

    private bool IsLoggedOn(ModelJob job) => job.Script.Owner == ServiceAccount || !_loggedOff.Contains(job.Script.Owner);

    /// <summary>Whether the job could start now if it had the slot.</summary>
    private bool IsReady(ModelJob job) => job.State == State.Queued && IsLoggedOn(job) && BlockOf(job) is null;

    /// <summary>One turn serves all jobs; it is due at the instant at which something changed for the scheduler.</summary>
    private void RequestTurn()
    {
        if (!IsArmed(DueKind.Turn, null))
        {
            Arm(_now, Phase.Turn, DueKind.Turn, null, OnTurn);
        }
    }

    /// <summary>Block check, then start (D-1).</summary>
    private void OnTurn()
    {
        _gaveWay.Clear();
        Jobs.ForEach(CheckAgain);
        foreach (ModelJob job in Jobs.Where(job => job.State == State.Queued).OrderBy(job => job.Place).ToList())
        {
            if (BlockOf(job) is int code)
            {
                Fail(job, code);
            }
        }

        // SCHED-3: all foreground jobs, together with one background job, or as many as there are slots.
        foreach (ModelJob job in Jobs.Where(job => job.IsForeground && IsReady(job)).OrderBy(job => job.Place).ToList())
        {
            Start(job);
        }

        LetHoldersStay();
        while (Jobs.Where(job => !job.IsForeground && IsReady(job)).OrderBy(job => job.Priority).ThenBy(job => job.Place).FirstOrDefault() is ModelJob next)
        {
            if (BackgroundHolders is { Count: var taken } holders && taken >= _script.Readings.BackgroundSlots)
            {
                if (holders[^1].Priority <= next.Priority)
                {
                    break;
                }

                Enter(holders[^1], State.Queued, atHeadOfLevel: true); // STATE-28, OQ-41
            }

            Start(next);
        }
    }

    // A running foreground job that became a background job may find the slots taken: the higher level keeps them, then whoever had them first.
    private void LetHoldersStay()
    {
        foreach (ModelJob job in BackgroundHolders.Skip(_script.Readings.BackgroundSlots))
        {
            Enter(job, State.Queued, atHeadOfLevel: true);
        }
    }

    private void SetPriority(ModelJob job, BackgroundCopyJobPriority priority)
    {
        bool sameLevel = job.Priority == priority;
        bool wasForeground = job.IsForeground;
        if (!sameLevel && job.State == State.Queued)
        {
            job.Place = ++_places;
        }

        ChangeWhatBlocks(job, () => job.Priority = priority);
        if (job.IsActive && wasForeground != job.IsForeground)
        {
            ArmTimeSlice(job);
        }
    }

    /// <summary>Background jobs have slices (SCHED-5); foreground jobs all run.</summary>
    private void ArmTimeSlice(ModelJob job)
    {
        Disarm(DueKind.TimeSlice, job);
        if (!job.IsForeground)
        {
            job.SlotSince = ++_slots;
            Arm(_now + _script.Readings.TimeSliceMs, Phase.Turn, DueKind.TimeSlice, job, () => OnTimeSlice(job));
        }
    }

    private void OnTimeSlice(ModelJob job)
    {
        int others = Jobs.Count(other => other.Priority == job.Priority && IsReady(other) && !_gaveWay.Contains(other));
        if (others > _gaveWay.Count(other => other.Priority == job.Priority) && job.State == State.Transferring)
        {
            _gaveWay.Add(job);
            Enter(job, State.Queued); // STATE-15, to the tail
        }
        else
        {
            Arm(_now + _script.Readings.TimeSliceMs, Phase.Turn, DueKind.TimeSlice, job, () => OnTimeSlice(job)); // OQ-41
        }
    }

    private void LogOff(int owner)
    {
        if (owner == ServiceAccount || _loggedOff.Contains(owner))
        {
            return;
        }

        _loggedOff.Add(owner);
        foreach (ModelJob job in Jobs.Where(job => job.Script.Owner == owner && job.IsActive).ToList())
        {
            Enter(job, State.Queued, atHeadOfLevel: true); // STATE-23, OQ-41
        }

        LoseTokens(owner);
    }

    private void LogOn(int owner)
    {
        _loggedOff.Remove(owner);
        RequestTurn();
    }
}
