using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Options and readings, which are checked when a manager is made.</summary>
internal static class BadInputOptionRows
{
    private const string Longest = "49710.06:28:15";

    internal static IEnumerable<BadInputRow> All =>
    [
        Option("TimeProvider", "null", options => options.TimeProvider = null!),
        Option("Transport", "null", options => options.Transport = null),
        Option("Policy", "null", options => options.Policy = null!),
        Option("Readings", "null", options => options.Readings = null!),
        Option("Classification", "null", options => options.Classification = null!),
        Option("DefaultOwner", "null", options => options.DefaultOwner = null!),
        Option("Dispatch", "2", options => options.Dispatch = (CallbackDispatch)2),
        Option("MaximumEntriesPerInstant", "0", options => options.MaximumEntriesPerInstant = 0, "1 or more"),
        Option("MaximumBackgroundTransfers", "0", options => options.MaximumBackgroundTransfers = 0, "between 1 and 100"),
        Option("MaximumBackgroundTransfers", "101", options => options.MaximumBackgroundTransfers = 101, "between 1 and 100"),
        Option("MaximumFilesPerSet", "0", options => options.MaximumFilesPerSet = 0, "1 or more"),
        Option("DisposeTimeout", "negative", options => options.DisposeTimeout = TimeSpan.FromTicks(-1), "24.20:31:23.6470000"),
        Option("DisposeTimeout", "infinite", options => options.DisposeTimeout = Timeout.InfiniteTimeSpan, "24.20:31:23.6470000"),
        Option("DisposeTimeout", "too long", options => options.DisposeTimeout = TimeSpan.FromDays(25), "24.20:31:23.6470000"),
        Option("CheckpointInterval", "zero", options => options.CheckpointInterval = TimeSpan.Zero, "00:00:00.0010000", "1.00:00:00"),
        Option("CheckpointInterval", "infinite", options => options.CheckpointInterval = Timeout.InfiniteTimeSpan, "00:00:00.0010000"),
        Option("CheckpointInterval", "too long", options => options.CheckpointInterval = TimeSpan.FromDays(2), "1.00:00:00"),
        Option("MinimumRetryDelay", "negative", options => options.MinimumRetryDelay = TimeSpan.FromSeconds(-1), Longest),
        Option("MinimumRetryDelay", "too long", options => options.MinimumRetryDelay = TimeSpan.FromSeconds(4_294_967_296), Longest),
        Option("NoProgressTimeout", "infinite", options => options.NoProgressTimeout = Timeout.InfiniteTimeSpan, Longest),
        Option("NoProgressTimeout", "too long", options => options.NoProgressTimeout = TimeSpan.MaxValue, Longest),
        Option("MaximumEntriesPerInstant", "negative", options => options.MaximumEntriesPerInstant = int.MinValue, "1 or more"),
        Operation("BackgroundCopyManagerOptions.JobIds=", "same id twice", CreateTwoJobsOfOneId, "twice"),
        Reading("MinimumRetryDelayFloor", "negative", readings => readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(-1), Longest),
        Reading("MinimumRetryDelayFloor", "infinite", readings => readings.MinimumRetryDelayFloor = Timeout.InfiniteTimeSpan, Longest),
        Reading("MinimumRetryDelayFloor", "too large", readings => readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(4_294_967_296), Longest),
        Reading("MinimumRetryDelayFloor", "half a second", readings => readings.MinimumRetryDelayFloor = TimeSpan.FromSeconds(5.5), "whole number of seconds"),
        Reading("DelayAboveTimeout", "9", readings => readings.DelayAboveTimeout = (DelayAboveTimeout)9),
        Reading("BlockedTimeout", "9", readings => readings.BlockedTimeout = (BlockedTimeout)9),
        Reading("ImmediateRetries", "negative", readings => readings.ImmediateRetries = -1, "0", "10"),
        Reading("ImmediateRetries", "11", readings => readings.ImmediateRetries = 11, "11", "10"),
        Reading("SettlingTries", "negative", readings => readings.SettlingTries = -1, "0", "60"),
        Reading("SettlingTries", "61", readings => readings.SettlingTries = 61, "61", "60"),
        Reading("BlocksForeground", "undefined bit", readings => readings.BlocksForeground = (BlockConditions)(1 << 20), "undefined bits"),
        Reading("DefaultCostFlags", "none", readings => readings.DefaultCostFlags = 0, "at least one"),
        Reading("DefaultCostFlags", "undefined bit", readings => readings.DefaultCostFlags = (BackgroundCopyCostStates)0x101, "undefined bit"),
        Reading("RedeliveryInterval", "zero", readings => readings.RedeliveryInterval = TimeSpan.Zero, Longest),
        Reading("RedeliveryInterval", "negative", readings => readings.RedeliveryInterval = TimeSpan.MinValue, Longest),
        Reading("RedeliveryInterval", "too large", readings => readings.RedeliveryInterval = TimeSpan.MaxValue, Longest),
        Reading("TimeSlice", "zero", readings => readings.TimeSlice = TimeSpan.Zero, Longest),
        Reading("TimeSlice", "infinite", readings => readings.TimeSlice = Timeout.InfiniteTimeSpan, Longest),
        Reading("TimeSlice", "too large", readings => readings.TimeSlice = TimeSpan.MaxValue, Longest),
        Invalid(
            "BitsSimulation.new(Action configure, SimulatedClock clock)",
            "unusable options",
            world => _ = new BitsSimulation(options => options.MaximumEntriesPerInstant = 0, world.Bench.Clock),
            "options",
            "MaximumEntriesPerInstant"),
    ];

    private static BadInputRow Option(string name, string @case, Action<BackgroundCopyManagerOptions> set, params string[] limits) =>
        Invalid($"BackgroundCopyManagerOptions.{name}=", @case, world => Make(world, set), ["options", name, .. limits]);

    private static BadInputRow Reading(string name, string @case, Action<BitsReadings> set, params string[] limits) =>
        Invalid($"BitsReadings.{name}=", @case, world => Make(world, options => set(options.Readings)), ["options", name, .. limits]);

    private static void Make(BadInputWorld world, Action<BackgroundCopyManagerOptions> set)
    {
        BackgroundCopyManagerOptions options = new() { TimeProvider = world.Bench.Clock, Transport = new ManualTransport() };
        set(options);
        using BackgroundCopyManager manager = new(options);
    }

    private static void CreateTwoJobsOfOneId(BadInputWorld world)
    {
        using Bench bench = new(options => options.JobIds = _ => Guid.Empty);
        bench.CreateJob();
        string before = bench.Log.Text();
        try
        {
            bench.CreateJob();
        }
        finally
        {
            bench.Log.Text().Should().Be(before);
            bench.Manager.EnumJobs().Should().ContainSingle();
        }
    }
}
