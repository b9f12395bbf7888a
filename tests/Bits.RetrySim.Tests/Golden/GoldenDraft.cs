using System.Text;
using static Bits.RetrySim.Tests.GoldenAddresses;

namespace Bits.RetrySim.Tests;

/// <summary>Draws a script from a seed: jobs on a shared line, faults, calls, surroundings, edits of the network while bytes flow.</summary>
internal sealed class GoldenDraft
{
    private const int ResourcesPerJob = 2;
    private readonly GoldenRandom _random;
    private readonly GoldenProfile _profile;
    private readonly int _resources;
    private readonly List<GoldenStep> _beginning = [];
    private readonly List<GoldenStep> _steps = [];

    internal GoldenDraft(GoldenRandom random, GoldenProfile profile, bool isManual = false)
    {
        (_random, _profile) = (random, profile);
        Drive = random.Of(GoldenDrive.Advance, GoldenDrive.RunUntil, GoldenDrive.NextTimer);
        int jobs = random.Of(profile.Jobs);
        _resources = jobs * ResourcesPerJob;
        Policy = random.Chance(30) ? GoldenMachineSteps.Policy(random, profile) : new GroupPolicy();
        if (!isManual)
        {
            DrawNetwork();
        }

        for (int i = 0; i < jobs; i++)
        {
            DrawJob(i);
        }

        DrawSteps(isManual);
    }

    internal GoldenDrive Drive { get; }

    internal GroupPolicy Policy { get; }

    internal TimeSpan Slice => TimeSpan.FromSeconds(_profile.SliceSeconds[_resources % _profile.SliceSeconds.Length]);

    /// <summary>What happens later, by instant.</summary>
    internal IReadOnlyList<GoldenStep> Steps => _steps;

    /// <summary>All of it in words.</summary>
    internal string Plan
    {
        get
        {
            StringBuilder text = new();
            text.Append(Drive).Append(", ").Append(GoldenMachineSteps.Describe(Policy)).Append('\n');
            foreach (GoldenStep step in _beginning)
            {
                text.Append(step.Text).Append('\n');
            }

            foreach (GoldenStep step in _steps)
            {
                text.Append(GoldenLooks.Instant(step.At)).Append(step.IsFirst ? " first " : " ").Append(step.Text).Append('\n');
            }

            return text.ToString();
        }
    }

    /// <summary>What is there before time begins to move.</summary>
    internal void Begin(GoldenStage stage)
    {
        foreach (GoldenStep step in _beginning)
        {
            stage.Try(step.Text, () => step.Act(stage));
        }

        foreach (GoldenStep step in _steps.Where(step => step.IsFirst))
        {
            stage.At(step.At, () => Do(stage, step));
        }
    }

    internal static void Do(GoldenStage stage, GoldenStep step)
    {
        stage.Try(step.Text, () => step.Act(stage));
        stage.Look("after " + step.Text);
    }

    private void DrawNetwork()
    {
        long rate = _random.Of(_profile.Rates);
        TimeSpan latency = TimeSpan.FromMilliseconds(_random.Of(_profile.LatencyMs));
        _beginning.Add(GoldenStep.Of($"network {rate} bit/s, latency {latency:c}", stage =>
        {
            stage.Network.BitsPerSecond = rate == 0 ? null : rate;
            stage.Network.Latency = latency;
        }));
        for (int i = 0; i < _resources; i++)
        {
            DrawResource(i);
        }

        for (int i = _random.Of(0, 1, 2, 4); i > 0; i--)
        {
            _beginning.Add(GoldenNetworkSteps.DrawFault(_random, _profile, _random.Below(_resources), TimeSpan.Zero));
        }
    }

    private void DrawResource(int resource)
    {
        long size = _random.Of(_profile.Sizes);
        int lacks = _random.Below(12);
        _beginning.Add(GoldenStep.Of($"file {resource} has {size} bytes, lacks {lacks}", stage =>
        {
            SimulatedResource made = stage.Network.Host(HostOf(resource)).Resource(PathOf(resource), size);
            _ = lacks switch
            {
                0 => made.WithoutContentLength(),
                1 => made.WithoutRanges(),
                2 => made.WithoutTimeStamp(),
                _ => made,
            };
        }));
    }

    private void DrawJob(int index)
    {
        BackgroundCopyUser owner = _random.Of(Owners[0], Owners[0], Owners[0], Owners[1], Owners[2], Owners[3]);
        int files = _random.Of(1, 1, 2);
        BackgroundCopyJobPriority priority = GoldenJobSteps.Priority(_random);
        TimeSpan delay = TimeSpan.FromSeconds(_random.Of(_profile.DelaySeconds));
        TimeSpan timeout = TimeSpan.FromSeconds(_random.Of(_profile.TimeoutSeconds));
        TimeSpan? longest = _random.Chance(15) ? TimeSpan.FromSeconds(_random.Of(_profile.MaximumSeconds)) : null;
        BackgroundCopyNotifications flags = _random.Of(_profile.Flags);
        TimeSpan interval = TimeSpan.FromMilliseconds(_random.Of(_profile.NotifyMs));
        _beginning.Add(GoldenStep.Of(
            $"job {index} of {owner.Name}, {files} files, {priority}, delay {delay:c}, timeout {timeout:c}, longest {longest:c}, flags {(int)flags}, interval {interval:c}",
            stage =>
            {
                BackgroundCopyJob job = stage.Create(FormattableString.Invariant($"job {index}"), owner);
                job.Priority = priority;
                job.MinimumRetryDelay = delay;
                job.NoProgressTimeout = timeout;
                job.MaximumDownloadTime = longest ?? job.MaximumDownloadTime;
                job.NotifyFlags = flags;
                job.MinimumNotificationInterval = interval;
                for (int i = 0; i < files; i++)
                {
                    int resource = (index * ResourcesPerJob) + i;
                    job.AddFile(RemoteOf(resource), LocalOf(resource));
                }
            }));
        DrawClient(index);
        TimeSpan start = _random.Chance(70) ? TimeSpan.Zero : _profile.Unit * _random.Between(1, 3);
        _steps.Add(GoldenStep.Of($"job {index}: Resume", stage => stage.Jobs[index % stage.Jobs.Count].Resume()) with { At = start });
    }

    private void DrawClient(int index)
    {
        int failing = _random.Of(0, 0, 0, 1, 3);
        bool oddly = _random.Chance(30);
        int reactions = _random.Of(1, 2, 5);
        var onError = GoldenJobSteps.DrawReaction(_random, _resources, isError: true);
        var onTransferred = GoldenJobSteps.DrawReaction(_random, _resources, isError: false);
        var onFile = _random.Chance(20) ? GoldenJobSteps.DrawReaction(_random, _resources, isError: true) : null;
        _beginning.Add(GoldenStep.Of(
            $"  client fails {failing}{(oddly ? " oddly" : "")}, {reactions} reactions, error {onError?.Text}, transferred {onTransferred?.Text}, file {onFile?.Text}",
            stage =>
            {
                BackgroundCopyJob job = stage.Jobs[index];
                stage.SetClient(job, new GoldenClient(stage)
                {
                    Failing = failing,
                    FailsOddly = oddly,
                    Reactions = reactions,
                    OnError = onError is { } error ? failed => error.Act(stage, failed) : null,
                    OnTransferred = onTransferred is { } transferred ? done => transferred.Act(stage, done) : null,
                    OnFile = onFile is { } file ? done => file.Act(stage, done) : null,
                });
                stage.Await(job);
            }));
    }

    private void DrawSteps(bool isManual)
    {
        for (int i = _random.Of(_profile.Steps); i > 0; i--)
        {
            TimeSpan at = (_profile.Unit * _random.Between(0, _profile.Units - 1)) + TimeSpan.FromTicks(_random.Of(0, 0, 0, 0, 1, 4_990_000));
            GoldenStep step = _random.Below(isManual ? 6 : 10) switch
            {
                < 3 => GoldenJobSteps.Draw(_random, _profile, _resources),
                < 6 => GoldenMachineSteps.Draw(_random, _profile, _resources),
                _ => GoldenNetworkSteps.Draw(_random, _profile, _resources, at),
            };

            // The clock cannot be slept or moved in the middle of an advance.
            bool first = !isManual && _random.Chance(40) && !step.Text.StartsWith("sleep", StringComparison.Ordinal);
            _steps.Add(step with { At = at, IsFirst = first });
        }

        List<GoldenStep> sorted = [.. _steps.OrderBy(step => step.At)];
        _steps.Clear();
        _steps.AddRange(sorted);
    }
}
