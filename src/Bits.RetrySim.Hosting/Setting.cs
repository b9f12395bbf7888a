namespace Bits.RetrySim;

/// <summary>One property of <see cref="BackgroundCopyOptions"/>: how it is written in configuration, and what it becomes. The one list of them all.</summary>
internal sealed class Setting
{
    private Setting(string name)
    {
        Name = name;
    }

    internal static IReadOnlyList<Setting> All { get; } =
    [
        Of("MinimumRetryDelay", SettingText.Duration, o => o.MinimumRetryDelay, (o, value) => o.MinimumRetryDelay = value, (parts, value) => parts.Manager.MinimumRetryDelay = value),
        Of("NoProgressTimeout", SettingText.Duration, o => o.NoProgressTimeout, (o, value) => o.NoProgressTimeout = value, (parts, value) => parts.Manager.NoProgressTimeout = value),
        Of("CheckpointInterval", SettingText.Duration, o => o.CheckpointInterval, (o, value) => o.CheckpointInterval = value, (parts, value) => parts.Manager.CheckpointInterval = value),
        Of(
            "MaximumBackgroundTransfers",
            SettingText.Number,
            o => o.MaximumBackgroundTransfers,
            (o, value) => o.MaximumBackgroundTransfers = value,
            (parts, value) => parts.Manager.MaximumBackgroundTransfers = value),
        Of(
            "JobInactivityTimeout",
            SettingText.Duration,
            o => o.JobInactivityTimeout,
            (o, value) => o.JobInactivityTimeout = value,
            (parts, value) => parts.Policy = parts.Policy with { JobInactivityTimeout = value }),
        Of("MaxDownloadTime", SettingText.Duration, o => o.MaxDownloadTime, (o, value) => o.MaxDownloadTime = value, (parts, value) => parts.Policy = parts.Policy with { MaxDownloadTime = value }),
        Of("MaxJobsPerMachine", SettingText.Number, o => o.MaxJobsPerMachine, (o, value) => o.MaxJobsPerMachine = value, (parts, value) => parts.Policy = parts.Policy with { MaxJobsPerMachine = value }),
        Of("MaxJobsPerUser", SettingText.Number, o => o.MaxJobsPerUser, (o, value) => o.MaxJobsPerUser = value, (parts, value) => parts.Policy = parts.Policy with { MaxJobsPerUser = value }),
        Of("MaxFilesPerJob", SettingText.Number, o => o.MaxFilesPerJob, (o, value) => o.MaxFilesPerJob = value, (parts, value) => parts.Policy = parts.Policy with { MaxFilesPerJob = value }),
        Of("MaxRangesPerFile", SettingText.Number, o => o.MaxRangesPerFile, (o, value) => o.MaxRangesPerFile = value, (parts, value) => parts.Policy = parts.Policy with { MaxRangesPerFile = value }),
        Of(
            "MaxKilobitsPerSecond",
            text => (int?)SettingText.Number(text),
            o => o.MaxKilobitsPerSecond,
            (o, value) => o.MaxKilobitsPerSecond = value,
            (parts, value) => parts.Policy = parts.Policy with { MaxInternetBandwidth = value is { } rate ? new BandwidthLimit(FromHour: 0, ToHour: 0, rate) : null }),
        Of("ConnectTimeout", SettingText.Duration, o => o.ConnectTimeout, (o, value) => o.ConnectTimeout = value, (parts, value) => parts.Transport.ConnectTimeout = value),
        Of("ReceiveTimeout", SettingText.Duration, o => o.ReceiveTimeout, (o, value) => o.ReceiveTimeout = value, (parts, value) => parts.Transport.ReceiveTimeout = value),
        Of("MaximumRedirects", SettingText.Number, o => o.MaximumRedirects, (o, value) => o.MaximumRedirects = value, (parts, value) => parts.Transport.MaximumRedirects = value),
        Of("Durability", SettingText.Word<TransferDurability>, o => o.Durability, (o, value) => o.Durability = value, (parts, value) => parts.Transport.Durability = value),
        Of("FollowNetwork", SettingText.Flag, o => o.FollowNetwork, (o, value) => o.FollowNetwork = value, static (_, _) => { }),
        Of("FailedJobsDegradeHealth", SettingText.Flag, o => o.FailedJobsDegradeHealth, (o, value) => o.FailedJobsDegradeHealth = value, static (_, _) => { }),
    ];

    internal static IReadOnlyDictionary<string, Setting> ByName { get; } = All.ToDictionary(setting => setting.Name, StringComparer.OrdinalIgnoreCase);

    internal string Name { get; }

    internal required Func<BackgroundCopyOptions, object?> Value { get; init; }

    /// <summary>Sets it to what a text says, or throws a <see cref="FormatException"/> that tells how it is written.</summary>
    internal required Action<BackgroundCopyOptions, string> Read { get; init; }

    /// <summary>Hands it on; what takes it may refuse it.</summary>
    internal required Action<BackgroundCopyOptions, ManagerParts> Apply { get; init; }

    private static Setting Of<T>(
        string name, Func<string, T> parse, Func<BackgroundCopyOptions, T> get, Action<BackgroundCopyOptions, T> set, Action<ManagerParts, T> apply) => new(name)
        {
            Value = options => get(options),
            Read = (options, text) => set(options, parse(text)),
            Apply = (options, parts) => apply(parts, get(options)),
        };
}
