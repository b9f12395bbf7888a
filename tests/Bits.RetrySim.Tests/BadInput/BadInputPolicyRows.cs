using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Group policies, which are checked when they are applied, and bandwidth limits, which check themselves.</summary>
internal static class BadInputPolicyRows
{
    private const string NewLimit = "BandwidthLimit.new(Int32 FromHour, Int32 ToHour, Int32 KilobitsPerSecond, Int32? KilobitsPerSecondOutside)";

    private const string NewSchedule =
        "BandwidthSchedule.new(DayOfWeek FromDay, DayOfWeek ToDay, Int32 FromHour, Int32 ToHour, PriorityBandwidth Limits, PriorityBandwidth LimitsOutside)";

    private static readonly BandwidthLimit Limit = new(8, 17, 1000);
    private static readonly PriorityBandwidth Limits = new(1, 2, 3);
    private static readonly BandwidthSchedule Schedule = new(DayOfWeek.Monday, DayOfWeek.Friday, 8, 17, Limits);

    internal static IEnumerable<BadInputRow> All =>
    [
        Policy("JobInactivityTimeout", "zero", policy => policy with { JobInactivityTimeout = TimeSpan.Zero }, "1.00:00:00", "999.00:00:00"),
        Policy("JobInactivityTimeout", "negative", policy => policy with { JobInactivityTimeout = TimeSpan.FromDays(-1) }, "1.00:00:00"),
        Policy("JobInactivityTimeout", "1,000 days", policy => policy with { JobInactivityTimeout = TimeSpan.FromDays(1000) }, "999.00:00:00"),
        Policy("JobInactivityTimeout", "half days", policy => policy with { JobInactivityTimeout = TimeSpan.FromDays(1.5) }, "whole number of days"),
        Policy("MaxDownloadTime", "zero", policy => policy with { MaxDownloadTime = TimeSpan.Zero }, "00:00:01"),
        Policy("MaxDownloadTime", "infinite", policy => policy with { MaxDownloadTime = Timeout.InfiniteTimeSpan }, "00:00:01"),
        Policy("MaxDownloadTime", "too large", policy => policy with { MaxDownloadTime = TimeSpan.FromSeconds(2_147_483_649) }, "24855.03:14:08"),
        Policy("MaxDownloadTime", "fraction", policy => policy with { MaxDownloadTime = TimeSpan.FromSeconds(1.5) }, "whole number of seconds"),
        Policy("MaxJobsPerMachine", "0", policy => policy with { MaxJobsPerMachine = 0 }, "1 or more"),
        Policy("MaxJobsPerMachine", "below the users'", policy => policy with { MaxJobsPerMachine = 59 }, "MaxJobsPerUser", "60", "59"),
        Policy("MaxJobsPerUser", "negative", policy => policy with { MaxJobsPerUser = -1 }, "1 or more"),
        Policy("MaxJobsPerUser", "above the machine's", policy => policy with { MaxJobsPerUser = 301 }, "300"),
        Policy("MaxFilesPerJob", "0", policy => policy with { MaxFilesPerJob = 0 }, "1 or more"),
        Policy("MaxRangesPerFile", "0", policy => policy with { MaxRangesPerFile = 0 }, "1 or more"),
        Policy("ForegroundCostFlags", "no set of Windows", policy => policy with { ForegroundCostFlags = BackgroundCopyCostStates.Roaming }, "five"),
        Policy("BackgroundCostFlags", "none", policy => policy with { BackgroundCostFlags = 0 }, "five"),
        Policy("MaintenanceSchedule", "limits outside", policy => policy with { MaintenanceSchedule = Schedule with { LimitsOutside = new PriorityBandwidth() } }, "WorkSchedule", "LimitsOutside"),
        Range(NewSchedule, "day 7", world => _ = new BandwidthSchedule(DayOfWeek.Sunday, (DayOfWeek)7, 1, 2, Limits), "ToDay", "7", "0", "6"),
        Range(NewSchedule, "hour 24", world => _ = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Sunday, 24, 2, Limits), "FromHour", "24", "0 and 23"),
        Null(NewSchedule, "Limits", world => _ = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Sunday, 1, 2, null!)),
        Range("BandwidthSchedule.FromDay=", "day -1", world => _ = Schedule with { FromDay = (DayOfWeek)(-1) }, "FromDay", "-1"),
        Range("BandwidthSchedule.ToDay=", "day 7", world => _ = Schedule with { ToDay = (DayOfWeek)7 }, "ToDay", "7"),
        Range("BandwidthSchedule.FromHour=", "24", world => _ = Schedule with { FromHour = 24 }, "FromHour", "24"),
        Range("BandwidthSchedule.ToHour=", "-1", world => _ = Schedule with { ToHour = -1 }, "ToHour", "-1"),
        Null("BandwidthSchedule.Limits=", "Limits", world => _ = Schedule with { Limits = null! }),
        Range("PriorityBandwidth.new(Int32? High, Int32? Normal, Int32? Low)", "negative", world => _ = new PriorityBandwidth(Low: -1), "Low", "-1", "0 or more"),
        Range("PriorityBandwidth.High=", "negative", world => _ = Limits with { High = -1 }, "High", "-1"),
        Range("PriorityBandwidth.Normal=", "negative", world => _ = Limits with { Normal = -2 }, "Normal", "-2"),
        Range("PriorityBandwidth.Low=", "negative", world => _ = Limits with { Low = -3 }, "Low", "-3"),
        Range(NewLimit, "from -1", world => _ = new BandwidthLimit(-1, 5, 1), "FromHour", "-1", "0 and 23"),
        Range(NewLimit, "to 24", world => _ = new BandwidthLimit(5, 24, 1), "ToHour", "24", "0 and 23"),
        Range(NewLimit, "negative", world => _ = new BandwidthLimit(5, 6, -1), "KilobitsPerSecond", "-1", "0 or more"),
        Range(NewLimit, "negative outside", world => _ = new BandwidthLimit(5, 6, 1, -1), "KilobitsPerSecondOutside", "-1", "0 or more"),
        Range("BandwidthLimit.FromHour=", "24", world => _ = Limit with { FromHour = 24 }, "FromHour", "24", "0 and 23"),
        Range("BandwidthLimit.ToHour=", "-1", world => _ = Limit with { ToHour = -1 }, "ToHour", "-1", "0 and 23"),
        Range("BandwidthLimit.KilobitsPerSecond=", "-5", world => _ = Limit with { KilobitsPerSecond = -5 }, "KilobitsPerSecond", "-5", "0 or more"),
        Range(
            "BandwidthLimit.KilobitsPerSecondOutside=",
            "-5",
            world => _ = Limit with { KilobitsPerSecondOutside = -5 },
            "KilobitsPerSecondOutside",
            "-5",
            "0 or more"),
    ];

    private static BadInputRow Policy(string name, string @case, Func<GroupPolicy, GroupPolicy> set, params string[] limits) =>
        Invalid($"GroupPolicy.{name}=", @case, world => world.Manager.ApplyPolicy(set(new GroupPolicy())), ["policy", name, .. limits]);
}
