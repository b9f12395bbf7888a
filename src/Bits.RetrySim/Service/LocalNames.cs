namespace Bits.RetrySim;

/// <summary>
/// Which unfinished jobs write to which local name, to find two that write to the same. Kept only from the first look on, which nobody takes who has
/// nobody to tell. Guarded by the service's lock.
/// </summary>
internal sealed class LocalNames
{
    private Dictionary<string, Dictionary<JobRecord, FileRecord>>? _targets;

    /// <summary>Takes note of all files of jobs that are there before anybody looks.</summary>
    internal void Begin(JobSequence jobs)
    {
        if (_targets is not null)
        {
            return;
        }

        _targets = [];
        foreach (JobRecord job in jobs)
        {
            foreach (FileRecord file in job.Files)
            {
                if (!file.IsSent)
                {
                    Add(job, file);
                }
            }
        }
    }

    /// <summary>Takes note of a file that is added; says which one writes to that name already, if there is any, and how many jobs do.</summary>
    internal Target? Add(JobRecord job, FileRecord file)
    {
        string key = FileNames.KeyOf(file.LocalName);
        if (!_targets!.TryGetValue(key, out Dictionary<JobRecord, FileRecord>? targets))
        {
            targets = [];
            _targets.Add(key, targets);
        }

        Target? other = null;
        if (targets.TryGetValue(job, out FileRecord? own))
        {
            other = new Target(job, own, targets.Count);
        }
        else if (targets.Count > 0)
        {
            (JobRecord first, FileRecord its) = targets.First();
            other = new Target(first, its, targets.Count);
        }

        targets[job] = file;
        return other;
    }

    /// <summary>The job is over: its files are nobody's concern any more.</summary>
    internal void Forget(JobRecord job)
    {
        if (_targets is null)
        {
            return;
        }

        foreach (FileRecord file in job.Files)
        {
            Forget(job, file, file.LocalName);
        }
    }

    /// <summary>A file goes elsewhere, or its job is over.</summary>
    internal void Forget(JobRecord job, FileRecord file, string localName)
    {
        string key = FileNames.KeyOf(localName);
        if (_targets!.TryGetValue(key, out Dictionary<JobRecord, FileRecord>? targets) && targets.GetValueOrDefault(job) == file)
        {
            targets.Remove(job);
            if (targets.Count == 0)
            {
                _targets.Remove(key);
            }
        }
    }

    /// <summary>A file and its job, one of so many jobs.</summary>
    internal readonly record struct Target(JobRecord Job, FileRecord File, int Jobs);
}
