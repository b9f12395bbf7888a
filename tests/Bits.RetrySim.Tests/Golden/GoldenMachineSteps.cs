using static Bits.RetrySim.Tests.GoldenAddresses;

namespace Bits.RetrySim.Tests;

/// <summary>Draws what happens to the machine around the jobs.</summary>
internal static class GoldenMachineSteps
{
    internal static GoldenStep Draw(GoldenRandom random, GoldenProfile profile, int resources)
    {
        BackgroundCopyUser user = random.Of(Owners);
        string volume = random.Of(Volumes);
        TimeSpan span = profile.Unit * random.Of(-20, -1, 1, 3, 20, 100);
        bool counts = random.Chance(50);
        return random.Below(20) switch
        {
            < 7 => DrawCondition(random),
            7 => GoldenStep.Of($"lock {volume}", stage => stage.Environment.LockVolume(volume)),
            8 => GoldenStep.Of($"unlock {volume}", stage => stage.Environment.UnlockVolume(volume)),
            9 => GoldenStep.Of($"log off {user.Name}", stage => stage.Environment.LogOff(user)),
            10 => GoldenStep.Of($"log on {user.Name}", stage => stage.Environment.LogOn(user)),
            11 or 12 => GoldenStep.Of($"restart the service", stage => stage.Manager.RestartService()),
            13 or 14 => GoldenStep.Of($"set the system clock by {span:c}", stage => stage.Clock.StepSystemTime(span)),
            15 => GoldenStep.Of($"sleep {span.Duration():c}, counted {counts}", stage => stage.Clock.Sleep(span.Duration(), counts)),
            16 => DrawFiles(random, resources),
            _ => DrawPolicy(random, profile),
        };
    }

    /// <summary>A policy, or what it is replaced by.</summary>
    internal static GroupPolicy Policy(GoldenRandom random, GoldenProfile profile)
    {
        GroupPolicy policy = new();
        return random.Below(8) switch
        {
            0 or 1 => policy with { MaxInternetBandwidth = Limit(random, profile) },
            2 => policy with { JobInactivityTimeout = TimeSpan.FromDays(random.Of(1, 2, 20)) },
            3 => policy with { MaxDownloadTime = TimeSpan.FromSeconds(random.Of(profile.MaximumSeconds) + 1) },
            4 => policy with { MaxJobsPerUser = 2, MaxFilesPerJob = 2 },
            5 => policy with
            {
                BackgroundCostFlags = random.Of(BackgroundCopyCostStates.TransferUnrestricted, BackgroundCopyCostStates.TransferNotRoaming),
                ForegroundCostFlags = BackgroundCopyCostStates.TransferAlways,
            },
            _ => policy,
        };
    }

    internal static string Describe(GroupPolicy policy) => FormattableString.Invariant(
        $"policy {policy.JobInactivityTimeout:c} {policy.MaxDownloadTime:c} {policy.MaxJobsPerUser} {policy.MaxFilesPerJob} {policy.MaxInternetBandwidth?.FromHour}-{policy.MaxInternetBandwidth?.ToHour} {policy.MaxInternetBandwidth?.KilobitsPerSecond} {policy.MaxInternetBandwidth?.KilobitsPerSecondOutside} {policy.BackgroundCostFlags} {policy.ForegroundCostFlags}");

    private static GoldenStep DrawPolicy(GoldenRandom random, GoldenProfile profile)
    {
        GroupPolicy policy = Policy(random, profile);
        return GoldenStep.Of($"{Describe(policy)}", stage => stage.Manager.ApplyPolicy(policy));
    }

    private static BandwidthLimit Limit(GoldenRandom random, GoldenProfile profile)
    {
        int kilobits = (int)(random.Of(profile.Rates) / 2000);
        return random.Below(5) switch
        {
            0 => new BandwidthLimit(0, 0, kilobits),
            1 => new BandwidthLimit(22, 23, 0),
            2 => new BandwidthLimit(22, 2, kilobits, 0),
            3 => new BandwidthLimit(8, 22, 0, kilobits),
            _ => new BandwidthLimit(0, 0, 0),
        };
    }

    private static GoldenStep DrawCondition(GoldenRandom random)
    {
        bool on = random.Chance(45);
        BackgroundCopyCostStates cost = random.Of(
            BackgroundCopyCostStates.Unrestricted, BackgroundCopyCostStates.Unrestricted, BackgroundCopyCostStates.Roaming, BackgroundCopyCostStates.NearCap);
        return random.Below(11) switch
        {
            < 4 => GoldenStep.Of($"network {!on}", stage => stage.Environment.NetworkAvailable = !on),
            4 => GoldenStep.Of($"standby {on}", stage => stage.Environment.Standby = on),
            5 => GoldenStep.Of($"battery policy {on}", stage => stage.Environment.BatteryPolicyBlocks = on),
            6 => GoldenStep.Of($"battery saver {on}", stage => stage.Environment.BatterySaver = on),
            7 => GoldenStep.Of($"game mode {on}", stage => stage.Environment.GameMode = on),
            8 => GoldenStep.Of($"background access {on}", stage => stage.Environment.BackgroundAccessBlocked = on),
            9 => GoldenStep.Of($"system policy {on}", stage => stage.Environment.SystemPolicyBlocks = on),
            _ => GoldenStep.Of($"cost {cost}", stage => stage.Environment.CostState = cost),
        };
    }

    private static GoldenStep DrawFiles(GoldenRandom random, int resources)
    {
        int file = random.Below(resources);
        string name = LocalOf(file);
        return random.Below(4) switch
        {
            0 => GoldenStep.Of($"file {file} cannot be written", stage => stage.Files.DenyWrite(name)),
            1 => GoldenStep.Of($"file {file} cannot be renamed", stage => stage.Files.FailRename(name, unchecked((int)0x80070005))),
            2 => GoldenStep.Of($"file {file} cannot be deleted", stage => stage.Files.FailDelete(name)),
            _ => GoldenStep.Of($"file {file} is all right", stage => stage.Files.Restore(name)),
        };
    }
}
