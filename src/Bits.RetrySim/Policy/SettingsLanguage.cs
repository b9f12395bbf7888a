using System.Globalization;

namespace Bits.RetrySim;

/// <summary>What settings are called, and how their values are written, where somebody can change them.</summary>
internal sealed class SettingsLanguage
{
    private static readonly (long Ticks, string Unit)[] Units = [(TimeSpan.TicksPerDay, "d"), (TimeSpan.TicksPerHour, "h"), (TimeSpan.TicksPerMinute, "m")];

    private SettingsLanguage()
    {
    }

    /// <summary>The properties of the library.</summary>
    internal static SettingsLanguage CSharp { get; } = new()
    {
        Delay = "MinimumRetryDelay",
        Timeout = "NoProgressTimeout",
        MaximumDownloadTime = "MaximumDownloadTime",
        NotificationInterval = "MinimumNotificationInterval",
        InactivityTimeout = "GroupPolicy.JobInactivityTimeout",
        DelayFloor = "set BitsReadings.MinimumRetryDelayFloor",
        Error = "ERROR",
    };

    /// <summary>The options of the command line.</summary>
    internal static SettingsLanguage CommandLine { get; } = new()
    {
        Delay = "--delay",
        Timeout = "--timeout",
        MaximumDownloadTime = "--max-download-time",
        NotificationInterval = "minimumNotificationInterval",
        InactivityTimeout = "--inactivity",
        Value = Short,
    };

    /// <summary>The members of a scenario.</summary>
    internal static SettingsLanguage Json { get; } = new()
    {
        Delay = "\"minimumRetryDelay\"",
        Timeout = "\"noProgressTimeout\"",
        MaximumDownloadTime = "\"maximumDownloadTime\"",
        NotificationInterval = "\"minimumNotificationInterval\"",
        InactivityTimeout = "\"jobInactivityTimeout\" of the policy",
    };

    internal required string Delay { get; init; }

    internal required string Timeout { get; init; }

    internal required string MaximumDownloadTime { get; init; }

    internal required string NotificationInterval { get; init; }

    internal required string InactivityTimeout { get; init; }

    /// <summary>What to do to lower the least retry delay; empty where it cannot be done.</summary>
    internal string DelayFloor { get; private init; } = "";

    /// <summary>The state in which a job is given up.</summary>
    internal string Error { get; private init; } = nameof(BackgroundCopyJobState.Error);

    /// <summary>Writes a value.</summary>
    internal Func<TimeSpan, string> Value { get; private init; } = static value => value.ToString("c", CultureInfo.InvariantCulture);

    /// <summary>In the greatest unit that says it in whole numbers: <c>14d</c>, <c>10m</c>, <c>90</c>.</summary>
    private static string Short(TimeSpan value)
    {
        foreach ((long ticks, string unit) in Units)
        {
            if (value > TimeSpan.Zero && value.Ticks % ticks == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks}{unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(decimal)value.Ticks / TimeSpan.TicksPerSecond:0.#######}");
    }
}
