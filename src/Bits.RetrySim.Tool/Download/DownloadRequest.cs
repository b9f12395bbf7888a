namespace Bits.RetrySim.Tool;

/// <summary>What <c>download</c> was asked for.</summary>
internal sealed record DownloadRequest(IReadOnlyList<DownloadTarget> Targets, RetrySettings Settings)
{
    private const int DigitsOfSha256 = 64;

    internal string? Sha256 { get; init; }

    internal int? KilobitsPerSecond { get; init; }

    /// <summary>They may be secret, and are never printed.</summary>
    internal IReadOnlyList<string> Headers { get; init; } = [];

    internal string? Proxy { get; init; }

    internal bool IsJson { get; init; }

    /// <exception cref="CommandException">Values do not go together.</exception>
    internal void Check()
    {
        if (Sha256 is not null && (Sha256.Length != DigitsOfSha256 || !Sha256.All(char.IsAsciiHexDigit)))
        {
            throw CommandException.Usage($"--sha256 takes {DigitsOfSha256} hexadecimal digits; there are {Sha256.Length} characters.");
        }

        if (Sha256 is not null && Targets.Count > 1)
        {
            throw CommandException.Usage("--sha256 is the hash of one file; fetch the others by another command.");
        }

        if (KilobitsPerSecond is not null && Settings.Priority == BackgroundCopyJobPriority.Foreground)
        {
            throw CommandException.Usage("--limit-rate limits background jobs, as BITS does; leave out --priority foreground.");
        }
    }

    internal BackgroundCopyManager MakeManager(TimeProvider time) => new(new BackgroundCopyManagerOptions
    {
        TimeProvider = time,
        Transport = new HttpTransport(),
        Files = new DiskFiles(),
        Dispatch = CallbackDispatch.ThreadPool,
        DefaultOwner = new BackgroundCopyUser(Environment.UserName, BackgroundCopyUserKind.Administrator),
        Policy = KilobitsPerSecond is { } limit ? new GroupPolicy { MaxInternetBandwidth = new BandwidthLimit(0, 0, limit) } : new GroupPolicy(),
    });

    /// <exception cref="CommandException">The emulator refuses a value.</exception>
    internal BackgroundCopyJob MakeJob(BackgroundCopyManager manager)
    {
        BackgroundCopyJob job = manager.CreateJob("download");
        try
        {
            job.AddFileSet([.. Targets.Select(static target => new BackgroundCopyFileInfo(target.Url, target.Path))]);
            Settings.ApplyTo(job);
            if (Headers.Count > 0)
            {
                job.Http.CustomHeaders = string.Join("\r\n", Headers);
            }

            if (Proxy is not null)
            {
                SetProxy(job);
            }
        }
        catch (Exception refused) when (refused is ArgumentException or BitsException or UnauthorizedAccessException)
        {
            job.Cancel();
            throw CommandException.Usage(refused.Message.Split('\n')[0]);
        }

        return job;
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
