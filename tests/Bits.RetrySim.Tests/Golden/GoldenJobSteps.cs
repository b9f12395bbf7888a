using static Bits.RetrySim.Tests.GoldenAddresses;

namespace Bits.RetrySim.Tests;

/// <summary>Draws calls of clients, between two advances and from inside callbacks.</summary>
internal static class GoldenJobSteps
{
    internal static GoldenStep Draw(GoldenRandom random, GoldenProfile profile, int resources)
    {
        int index = random.Below(8);
        (string text, Action<GoldenStage, BackgroundCopyJob> act) = random.Chance(35) ? DrawSetting(random, profile) : DrawCall(random, resources);
        return GoldenStep.Of($"job {index}: {text}", stage => act(stage, stage.Jobs[index % stage.Jobs.Count]));
    }

    /// <summary>What a callback does; null: nothing.</summary>
    internal static (string Text, Action<GoldenStage, BackgroundCopyJob> Act)? DrawReaction(GoldenRandom random, int resources, bool isError)
    {
        int resource = random.Below(resources);
        return random.Below(12) switch
        {
            < 3 => null,
            < 7 => isError ? ("Resume", static (_, job) => job.Resume()) : ("Complete", Complete),
            7 => ("Suspend", static (_, job) => job.Suspend()),
            8 => ("Cancel", Cancel),
            9 => (FormattableString.Invariant($"AddFile {resource}, Resume"), (_, job) => AddAndResume(job, resource)),
            10 => ("next job: Resume", static (stage, job) => Next(stage, job).Resume()),
            _ => ("next job: Foreground", static (stage, job) => Next(stage, job).Priority = BackgroundCopyJobPriority.Foreground),
        };
    }

    private static (string Text, Action<GoldenStage, BackgroundCopyJob> Act) DrawCall(GoldenRandom random, int resources)
    {
        int resource = random.Below(resources);
        return random.Below(12) switch
        {
            < 5 => ("Resume", static (_, job) => job.Resume()),
            5 or 6 => ("Suspend", static (_, job) => job.Suspend()),
            7 => ("Cancel", Cancel),
            8 or 9 => ("Complete", Complete),
            10 => (FormattableString.Invariant($"AddFile {resource}"), (_, job) => job.AddFile(RemoteOf(resource), LocalOf(resource))),
            _ => (FormattableString.Invariant($"AddFileSet {resource}"), (_, job) => AddTwo(job, resource)),
        };
    }

    private static (string Text, Action<GoldenStage, BackgroundCopyJob> Act) DrawSetting(GoldenRandom random, GoldenProfile profile)
    {
        TimeSpan delay = TimeSpan.FromSeconds(random.Of(profile.DelaySeconds));
        TimeSpan timeout = TimeSpan.FromSeconds(random.Of(profile.TimeoutSeconds));
        TimeSpan longest = TimeSpan.FromSeconds(random.Of(profile.MaximumSeconds));
        TimeSpan interval = TimeSpan.FromMilliseconds(random.Of(profile.NotifyMs));
        BackgroundCopyJobPriority priority = Priority(random);
        BackgroundCopyNotifications flags = random.Of(profile.Flags);
        BackgroundCopyCostStates cost = random.Of(
            BackgroundCopyCostStates.TransferAlways, BackgroundCopyCostStates.TransferUnrestricted, BackgroundCopyCostStates.TransferNotRoaming);
        return random.Below(13) switch
        {
            0 or 1 => (FormattableString.Invariant($"delay {delay:c}"), (_, job) => job.MinimumRetryDelay = delay),
            2 or 3 => (FormattableString.Invariant($"timeout {timeout:c}"), (_, job) => job.NoProgressTimeout = timeout),
            4 => (FormattableString.Invariant($"longest {longest:c}"), (_, job) => job.MaximumDownloadTime = longest),
            5 or 6 or 7 => ($"priority {priority}", (_, job) => job.Priority = priority),
            8 => (FormattableString.Invariant($"flags {(int)flags}"), (_, job) => job.NotifyFlags = flags),
            9 => (FormattableString.Invariant($"interval {interval:c}"), (_, job) => job.MinimumNotificationInterval = interval),
            10 => ("no interface", static (_, job) => job.NotifyInterface = null),
            11 => ("interface", static (stage, job) => job.NotifyInterface = stage.ClientOf(job)),
            _ => ($"cost {cost}", (_, job) => job.CostFlags = cost),
        };
    }

    internal static BackgroundCopyJobPriority Priority(GoldenRandom random) => random.Of(
        BackgroundCopyJobPriority.Normal,
        BackgroundCopyJobPriority.Normal,
        BackgroundCopyJobPriority.Foreground,
        BackgroundCopyJobPriority.Foreground,
        BackgroundCopyJobPriority.High,
        BackgroundCopyJobPriority.Low);

    private static void AddAndResume(BackgroundCopyJob job, int resource)
    {
        job.AddFile(RemoteOf(resource), LocalOf(resource));
        job.Resume();
    }

    private static void AddTwo(BackgroundCopyJob job, int resource) =>
        job.AddFileSet([new(RemoteOf(resource), LocalOf(resource)), new(RemoteOf(resource + 1), LocalOf(resource + 1))]);

    private static void Complete(GoldenStage stage, BackgroundCopyJob job) => stage.Note("Complete: " + job.Complete().ToString());

    private static void Cancel(GoldenStage stage, BackgroundCopyJob job) => stage.Note("Cancel: " + job.Cancel().ToString());

    private static BackgroundCopyJob Next(GoldenStage stage, BackgroundCopyJob job) => stage.Jobs[job.Number % stage.Jobs.Count];
}
