namespace Bits.RetrySim;

/// <summary>
/// The time slices of background jobs (SCHED-5): each that runs has one of its own, which begins when it gets its slot, and the oldest comes first. Guarded by the service's lock.
/// </summary>
internal sealed class TimeSlices(long length)
{
    private List<(ScheduleNode Job, long End)>? _slices;

    /// <summary>When the first of them ends; null: nobody has one.</summary>
    internal long? FirstEnd => _slices is not { Count: > 0 } ? null : _slices[0].End;

    /// <summary>The job has left its slot.</summary>
    internal void Forget(ScheduleNode job)
    {
        int index = IndexOf(job);
        if (index >= 0)
        {
            _slices!.RemoveAt(index);
        }
    }

    /// <summary>Whoever runs and has none begins one.</summary>
    internal void Begin(ScheduleNode? running, long now)
    {
        for (ScheduleNode? job = running; job is not null; job = job.Next)
        {
            if (IndexOf(job) < 0)
            {
                (_slices ??= []).Add((job, now + length));
            }
        }
    }

    /// <summary>Takes the first one that is over.</summary>
    internal ScheduleNode? TakeEnded(long now)
    {
        if (_slices is not { Count: > 0 } || _slices[0].End > now)
        {
            return null;
        }

        ScheduleNode job = _slices[0].Job;
        _slices.RemoveAt(0);
        return job;
    }

    private int IndexOf(ScheduleNode job)
    {
        for (int i = 0; i < (_slices?.Count ?? 0); i++)
        {
            if (_slices![i].Job == job)
            {
                return i;
            }
        }

        return -1;
    }
}
