namespace Bits.RetrySim;

/// <summary>
/// Which unfinished jobs write to which local name, to find two that write to the same. Kept only from the first look on, which nobody takes who has
/// nobody to tell. Guarded by the service's lock.
/// </summary>
internal sealed class LocalNames
{
    private Dictionary<string, List<Target>>? _targets;

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
                Add(job, file);
            }
        }
    }

    /// <summary>Takes note of a file that is added; says which one wrote to that name last, if there is any.</summary>
    internal Target? Add(JobRecord job, FileRecord file)
    {
        string key = FileNames.KeyOf(file.LocalName);
        if (!_targets!.TryGetValue(key, out List<Target>? targets))
        {
            targets = [];
            _targets.Add(key, targets);
        }

        Target? other = targets.Count > 0 ? targets[^1] : null;
        targets.Add(new Target(job, file));
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
            string key = FileNames.KeyOf(file.LocalName);
            if (_targets.TryGetValue(key, out List<Target>? targets) && targets.RemoveAll(target => target.Job == job) > 0 && targets.Count == 0)
            {
                _targets.Remove(key);
            }
        }
    }

    /// <summary>A file and its job.</summary>
    internal readonly record struct Target(JobRecord Job, FileRecord File);
}
