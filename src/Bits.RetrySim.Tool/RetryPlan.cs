namespace Bits.RetrySim.Tool;

/// <summary>What BITS does with a job's settings, found out by letting the engine do it.</summary>
internal sealed record RetryPlan
{
    private const int Shown = 3;

    /// <summary>What was asked for.</summary>
    internal required RetrySettings Asked { get; init; }

    /// <summary>What is in force, all of it.</summary>
    internal required RetrySettings InForce { get; init; }

    internal required IReadOnlyList<SettingsWarning> Warnings { get; init; }

    /// <summary>A server that cannot be reached: every attempt fails at once.</summary>
    internal required FailureCourse Unreachable { get; init; }

    /// <summary>The same, but the second attempt brings one byte: when that is, and when BITS gives up then. Null if there is no such attempt.</summary>
    internal (TimeSpan ByteAt, TimeSpan ErrorAt)? WithOneByte { get; init; }

    /// <summary>A server that sends a byte a second, for ever as far as anybody waits: when the maximum download time ends it. Null if nothing does.</summary>
    internal required TimeSpan? EndlessErrorAt { get; init; }

    /// <summary>No network from the beginning.</summary>
    internal required FailureCourse Disconnected { get; init; }

    /// <summary>What holds back jobs of every priority.</summary>
    internal required IReadOnlyList<string> HoldsAll { get; init; }

    /// <summary>What holds back background jobs only.</summary>
    internal required IReadOnlyList<string> HoldsBackground { get; init; }

    internal static RetryPlan Make(RetrySettings settings, ProgressLine progress)
    {
        progress.Begin("a server that cannot be reached");
        FailureCourse unreachable = Course(settings, progress, Unreach);
        ILookup<bool, Condition> holdsForeground =
            Condition.All.ToLookup(condition => condition.HoldsBack(BackgroundCopyJobPriority.Foreground, progress));
        using SimulatedDownload download = new(settings, progress);
        return new RetryPlan
        {
            Asked = settings,
            InForce = new RetrySettings(
                download.Job.MinimumRetryDelay,
                download.Job.NoProgressTimeout,
                download.Job.Priority,
                download.Bits.Manager.Policy.JobInactivityTimeout,
                download.Job.MaximumDownloadTime),
            Warnings = download.Job.CheckSettingsIn(SettingsLanguage.CommandLine),
            Unreachable = unreachable,
            WithOneByte = unreachable is { Attempts: > 1, ErrorAt: not null } ? OneByte(settings, progress) : null,
            EndlessErrorAt = Endless(settings, progress),
            Disconnected = Course(settings, progress, static simulation => simulation.Bits.Environment.NetworkAvailable = false),
            HoldsAll = [.. holdsForeground[true].Select(condition => condition.Name)],
            HoldsBackground = [.. holdsForeground[false].Select(condition => condition.Name)],
        };
    }

    private static void Unreach(SimulatedDownload simulation) =>
        simulation.Host.Fails(SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT));

    private static (TimeSpan ByteAt, TimeSpan ErrorAt) OneByte(RetrySettings settings, ProgressLine progress)
    {
        using SimulatedDownload download = new(settings, progress);
        download.Bits.Network.BitsPerSecond = null;
        download.Host.OnRequest(1, SimulatedFault.HResult(HResults.ERROR_WINHTTP_CANNOT_CONNECT)).OnRequest(2, SimulatedFault.DropAfter(1));
        download.Job.Resume();
        download.Bits.Clock.Advance(download.Job.MinimumRetryDelay);
        RetryStatus status = download.Job.RetryStatus;
        return (status.Since, status.GivesUpAt!.Value);
    }

    private static TimeSpan? Endless(RetrySettings settings, ProgressLine progress)
    {
        using SimulatedDownload download = new(settings, progress);
        download.Bits.Network.BitsPerSecond = 8;
        download.Job.Resume();
        download.Run();
        return download.Job.State == BackgroundCopyJobState.Error ? download.Bits.Clock.Elapsed : null;
    }

    private static FailureCourse Course(RetrySettings settings, ProgressLine progress, Action<SimulatedDownload> trouble)
    {
        using SimulatedDownload download = new(settings, progress);
        trouble(download);
        List<TimeSpan> first = [];
        TimeSpan last = TimeSpan.Zero;
        long attempts = 0;
        download.Job.Resume();
        download.Run(() =>
        {
            // There may be millions of them, and most instants bring one.
            if (download.Host.RequestCount == attempts)
            {
                return;
            }

            attempts++;
            last = download.Bits.Clock.Elapsed;
            if (attempts <= Shown)
            {
                first.Add(last);
            }
        });
        RetryStatus status = download.Job.RetryStatus;
        bool failed = status.State == BackgroundCopyJobState.Error;
        TimeSpan cancelled = failed ? status.CancelledByPolicyAt!.Value : status.Since;
        return new FailureCourse(first, status.Attempts, last, failed ? status.Since : null, cancelled);
    }
}
