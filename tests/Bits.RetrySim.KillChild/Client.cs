namespace Bits.RetrySim.KillChild;

/// <summary>Makes the jobs that are not there yet, takes up those that are, and completes each when it hears that it is transferred.</summary>
internal sealed class Client(BackgroundCopyManager manager, Teller teller, string directory, Uri url)
{
    private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left;

    internal async Task RunAsync(int first, int count)
    {
        Dictionary<string, BackgroundCopyJob> kept = manager.EnumJobs().ToDictionary(static job => job.DisplayName);
        BackgroundCopyCallback callback = new() { JobTransferred = OnTransferred, JobError = OnError };
        List<BackgroundCopyJob> jobs = [];
        for (int number = first; number < first + count; number++)
        {
            string name = FormattableString.Invariant($"{number}");
            if (!kept.TryGetValue(name, out BackgroundCopyJob? job) && !IsCompleted(number))
            {
                job = manager.CreateJob(name);
                teller.Tell($"made {number} {job.Id}");
            }

            if (job is not null)
            {
                Fill(job, number);
                jobs.Add(job);
            }
        }

        teller.Tell($"all made");
        _left = jobs.Count;
        if (_left == 0)
        {
            return;
        }

        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyInterface = callback;
            if (job.State == BackgroundCopyJobState.Suspended)
            {
                job.Resume();
            }
        }

        await _end.Task;
    }

    /// <summary>Whoever was killed may have come no further than this.</summary>
    private void Fill(BackgroundCopyJob job, int number)
    {
        if (job.Files.Count > 0)
        {
            return;
        }

        job.MinimumRetryDelay = TimeSpan.FromSeconds(1);
        job.Priority = number % 3 == 0 ? BackgroundCopyJobPriority.Normal : BackgroundCopyJobPriority.Foreground;
        job.AddFileSet([.. NamesOf(number).Select(name => new BackgroundCopyFileInfo(new Uri(url, name).AbsoluteUri, Path.Combine(directory, name)))]);
    }

    private bool IsCompleted(int number) => NamesOf(number).All(name => File.Exists(Path.Combine(directory, name)));

    /// <summary>From one to three files.</summary>
    private static IEnumerable<string> NamesOf(int number) => Enumerable.Range(1, 1 + (number % 3)).Select(file => FormattableString.Invariant($"{number}-{file}"));

    private void OnTransferred(BackgroundCopyJob job)
    {
        teller.Tell($"transferred {job.DisplayName}");
        job.Complete();
        teller.Tell($"completed {job.DisplayName}");
        if (Interlocked.Decrement(ref _left) == 0)
        {
            _end.SetResult();
        }
    }

    private void OnError(BackgroundCopyJob job, BackgroundCopyError error) => teller.Tell($"error {job.DisplayName} {error}");
}
