namespace Bits.RetrySim.Benchmarks;

/// <summary>Real downloads by the library, to be timed from outside: <c>tests/nginx/speed</c>.</summary>
internal static class FetchCommand
{
    /// <summary>One file, by a background job.</summary>
    internal static async Task OneAsync(string address, string path, TransferDurability durability)
    {
        using BackgroundCopyManager manager = New(maxFiles: 1, durability);
        BackgroundCopyJob job = manager.CreateJob("one");
        job.AddFile(address, path);
        await CompleteAsync(job).ConfigureAwait(false);
    }

    /// <summary>Files called 1, 2, 3 and so on, by foreground jobs side by side.</summary>
    internal static async Task ManyAsync(string address, string directory, int count, int jobs)
    {
        using BackgroundCopyManager manager = New(count);
        List<Task> ends = [];
        for (int job = 0; job < jobs; job++)
        {
            BackgroundCopyJob one = manager.CreateJob("many");
            one.Priority = BackgroundCopyJobPriority.Foreground;
            one.AddFileSet(Enumerable.Range(1, count).Where(number => number % jobs == job)
                .Select(number => new BackgroundCopyFileInfo($"{address}/{number}", Path.Combine(directory, $"{number}"))));
            ends.Add(CompleteAsync(one));
        }

        await Task.WhenAll(ends).ConfigureAwait(false);
    }

    private static BackgroundCopyManager New(int maxFiles, TransferDurability durability = TransferDurability.Process) => new(new BackgroundCopyManagerOptions
    {
        Transport = new HttpTransport(new HttpTransportOptions { Durability = durability }),
        Files = new DiskFiles(),
        Policy = new GroupPolicy { MaxFilesPerJob = maxFiles },
    });

    private static async Task CompleteAsync(BackgroundCopyJob job)
    {
        job.Resume();
        BackgroundCopyJobState end = await job.WaitForOutcomeAsync().ConfigureAwait(false);
        if (end != BackgroundCopyJobState.Transferred)
        {
            throw new InvalidOperationException($"{end}: {job.Error}");
        }

        job.Complete();
    }
}
