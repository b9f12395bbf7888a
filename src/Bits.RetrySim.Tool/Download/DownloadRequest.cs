namespace Bits.RetrySim.Tool;

/// <summary>What <c>download</c> was asked for.</summary>
internal sealed record DownloadRequest(IReadOnlyList<DownloadTarget> Targets, RetrySettings Settings)
{
    internal string? Sha256 { get; init; }

    /// <summary>The file the job is kept in; null: one beside the first target.</summary>
    internal string? Store { get; init; }

    internal int? KilobitsPerSecond { get; init; }

    /// <summary>They may be secret, and are never printed.</summary>
    internal IReadOnlyList<string> Headers { get; init; } = [];

    internal string? Proxy { get; init; }

    /// <summary>The file that tells what the network did; null: nobody wants to know.</summary>
    internal string? Record { get; init; }

    internal bool IsJson { get; init; }

    private string StorePath => Store ?? Targets[0].Path + DownloadStore.Extension;

    /// <exception cref="CommandException">Values do not go together.</exception>
    internal void Check()
    {
        if (Sha256 is not null && !ContentHash.IsHash(Sha256))
        {
            throw CommandException.Usage($"--sha256 takes {ContentHash.Digits} hexadecimal digits; there are {Sha256.Length} characters.");
        }

        if (Sha256 is not null && Targets.Count > 1)
        {
            throw CommandException.Usage("--sha256 is the hash of one file; fetch the others by another command.");
        }

        if (KilobitsPerSecond is not null && Settings.Priority == BackgroundCopyJobPriority.Foreground)
        {
            throw CommandException.Usage("--limit-rate limits background jobs, as BITS does; leave out --priority foreground.");
        }

        if (IsJson && Record == OutputFile.StandardOutput)
        {
            throw CommandException.Usage("--json and --record - each want the output for themselves; give one.");
        }

        if (Targets.FirstOrDefault(target => OutputFile.IsSame(target.Path, StorePath)) is { } same)
        {
            throw CommandException.Usage($"{same.Name} would go where the job itself is kept; name another file with --store.");
        }

        if (Record is not null && Targets.Select(static target => target.Path).Append(StorePath).Any(path => OutputFile.IsSame(path, Record)))
        {
            throw CommandException.Usage($"'{Record}' is what the download itself writes; name another file for --record.");
        }
    }

    /// <param name="recorder">Sees what the network does; null: nobody does.</param>
    /// <exception cref="CommandException">The store cannot be opened.</exception>
    internal DownloadStore OpenStore(TransferRecorder? recorder) => DownloadStore.Open(StorePath, Store is not null, new BackgroundCopyManagerOptions
    {
        Transport = new HttpTransport(new HttpTransportOptions { Recorder = recorder }),
        RecordEvents = recorder is not null,
        Policy = KeptRate.PolicyOf(KilobitsPerSecond),
    });

    /// <summary>Keeps other commands from the files.</summary>
    /// <exception cref="CommandException">Another one is at one of them, or has begun it.</exception>
    internal TargetLocks LockTargets()
    {
        TargetLocks locks = TargetLocks.Take(Targets.Select(static target => target.Path));
        try
        {
            // What lies beside the first one is this download's own store, unless another one was named.
            foreach (DownloadTarget target in Targets.Skip(Store is null ? 1 : 0))
            {
                RefuseIfBegun(target.Path);
            }
        }
        catch
        {
            locks.Dispose();
            throw;
        }

        return locks;
    }

    /// <summary>What lies beside a file may be a store of a command that was to fetch it with others.</summary>
    private void RefuseIfBegun(string path)
    {
        StoreCatalog stores = new([.. Directory.EnumerateFiles(Path.GetDirectoryName(path)!, "*" + DownloadStore.Extension).Where(store => !OutputFile.IsSame(store, StorePath))], isNamed: false);
        if (stores.Look().Jobs.FirstOrDefault(job => job.Files.Any(file => file.Path == path)) is { } begun)
        {
            throw CommandException.Input($"another download goes to {SafeText.OneLine(path)}, job {begun.ShortId} of {SafeText.OneLine(begun.Store)}: resume it, or cancel it.");
        }
    }

    /// <summary>The job of an earlier run that fetches just this; null: there is none.</summary>
    /// <exception cref="CommandException">Another one goes to one of the same files, or the emulator refuses a value.</exception>
    internal BackgroundCopyJob? FindJob(DownloadStore store)
    {
        foreach (BackgroundCopyJob job in store.Manager.EnumAllJobs())
        {
            IReadOnlyList<BackgroundCopyFile> files = job.Files;
            if (files.Select(static file => new DownloadTarget(file.RemoteName, file.LocalName)).SequenceEqual(Targets.Select(static target => target.AsKept())))
            {
                Apply(job);
                return job;
            }

            if (files.FirstOrDefault(file => Targets.Any(target => target.Path == file.LocalName)) is { } taken)
            {
                throw CommandException.Input(
                    $"another download goes to {SafeText.OneLine(taken.LocalName)}, job {StoredDownload.Shorten(job.Id)}: {store.CommandOf("resume", job.Id)} goes on with it, {store.CommandOf("cancel", job.Id)} gives it up.");
            }
        }

        return null;
    }

    /// <exception cref="CommandException">The emulator refuses a value.</exception>
    internal BackgroundCopyJob MakeJob(BackgroundCopyManager manager)
    {
        BackgroundCopyJob job = manager.CreateJob("download");
        try
        {
            Change(() => job.AddFileSet([.. Targets.Select(static target => new BackgroundCopyFileInfo(target.Url, target.Path))]));
            Apply(job);
        }
        catch (CommandException)
        {
            job.Cancel();
            throw;
        }

        return job;
    }

    private void Apply(BackgroundCopyJob job) => Change(() =>
    {
        Settings.ApplyTo(job);
        if (Sha256 is not null)
        {
            Expect(job, Sha256);
        }

        if (KilobitsPerSecond is { } limit)
        {
            KeptRate.Set(job, limit);
        }

        if (Headers.Count > 0)
        {
            job.Http.CustomHeaders = string.Join("\r\n", Headers);
        }

        if (Proxy is not null)
        {
            SetProxy(job);
        }
    });

    private static void Change(Action change)
    {
        try
        {
            change();
        }
        catch (Exception refused) when (refused is ArgumentException or BitsException or UnauthorizedAccessException)
        {
            throw CommandException.Usage(refused.Message.Split('\n')[0]);
        }
    }

    /// <summary>A job that was there before may be at work already.</summary>
    private static void Expect(BackgroundCopyJob job, string hash)
    {
        BackgroundCopyFile file = job.Files[0];
        if (ContentHash.Differs(hash, file.ExpectedSha256 ?? ""))
        {
            if (job.State is not (BackgroundCopyJobState.Error or BackgroundCopyJobState.Transferred))
            {
                job.Suspend();
            }

            file.ExpectedSha256 = hash;
        }
    }

    private void SetProxy(BackgroundCopyJob job)
    {
        if (Proxy == "none")
        {
            job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy);
        }
        else
        {
            job.Proxy.Set(BackgroundCopyProxyUsage.Override, Proxy);
        }
    }
}
