using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>What surrounds the jobs, and the scripted local files.</summary>
internal static class BadInputEnvironmentRows
{
    internal static IEnumerable<BadInputRow> All =>
    [
        Invalid("BitsEnvironment.CostState=", "none", world => world.Environment.CostState = 0, "CostState", "exactly one"),
        Invalid(
            "BitsEnvironment.CostState=",
            "two",
            world => world.Environment.CostState = BackgroundCopyCostStates.NearCap | BackgroundCopyCostStates.Roaming,
            "CostState",
            "exactly one"),
        Invalid(
            "BitsEnvironment.CostState=",
            "no state",
            world => world.Environment.CostState = BackgroundCopyCostStates.IgnoreCongestion,
            "CostState",
            "exactly one"),
        Invalid("BitsEnvironment.CostState=", "undefined", world => world.Environment.CostState = (BackgroundCopyCostStates)0x100, "CostState", "exactly one"),
        Null("BitsEnvironment.LogOn(BackgroundCopyUser user)", "user", world => world.Environment.LogOn(null!)),
        Null("BitsEnvironment.LogOff(BackgroundCopyUser user)", "user", world => world.Environment.LogOff(null!)),
        Null("BitsEnvironment.IsLoggedOn(BackgroundCopyUser user)", "user", world => world.Environment.IsLoggedOn(null!)),
        Invalid(
            "BitsEnvironment.LogOff(BackgroundCopyUser user)",
            "service account",
            world => world.Environment.LogOff(BackgroundCopyUser.LocalSystem),
            "user",
            "LocalSystem"),
        .. Names("BitsEnvironment.LockVolume(String root)", "root", (world, root) => world.Environment.LockVolume(root)),
        .. Names("BitsEnvironment.UnlockVolume(String root)", "root", (world, root) => world.Environment.UnlockVolume(root)),
        .. Names("SimulatedFiles.MapForOwnerOnly(String localName)", "localName", (world, name) => world.Bench.Files.MapForOwnerOnly(name)),
        .. Names("SimulatedFiles.DenyWrite(String localName)", "localName", (world, name) => world.Bench.Files.DenyWrite(name)),
        .. Names("SimulatedFiles.FailDelete(String localName)", "localName", (world, name) => world.Bench.Files.FailDelete(name)),
        .. Names("SimulatedFiles.Restore(String localName)", "localName", (world, name) => world.Bench.Files.Restore(name)),
        .. Names(
            "SimulatedFiles.FailRename(String localName, Int32 hresult)",
            "localName",
            (world, name) => world.Bench.Files.FailRename(name, HResults.E_ACCESSDENIED)),
        Range(
            "SimulatedFiles.FailRename(String localName, Int32 hresult)",
            "success",
            world => world.Bench.Files.FailRename(FirstFile(world), 0),
            "hresult",
            "0x00000000"),
        Range(
            "SimulatedFiles.FailRename(String localName, Int32 hresult)",
            "Windows error",
            world => world.Bench.Files.FailRename(FirstFile(world), 5),
            "hresult",
            "negative"),
        Range(FailNext, "negative number", world => world.Callback.FailNext(-1, HResults.E_FAIL), "n", "0 or more"),
        Range(FailNext, "success", world => world.Callback.FailNext(1, 0), "hresult", "negative"),
        Null("RecordingCallback.JobTransferred(BackgroundCopyJob job)", "job", world => world.Callback.JobTransferred(null!)),
        Null("RecordingCallback.JobModification(BackgroundCopyJob job)", "job", world => world.Callback.JobModification(null!)),
        Null(JobError, "job", world => world.Callback.JobError(null!, world.Job.Error!)),
        Null(JobError, "error", world => world.Callback.JobError(world.Job, null!)),
        Null(FileTransferred, "job", world => world.Callback.FileTransferred(null!, world.Job.Files[0])),
        Null(FileTransferred, "file", world => world.Callback.FileTransferred(world.Job, null!)),
        Null(FileRangesTransferred, "job", world => world.Callback.FileRangesTransferred(null!, world.Job.Files[0], [])),
        Null(FileRangesTransferred, "file", world => world.Callback.FileRangesTransferred(world.Job, null!, [])),
        Null(FileRangesTransferred, "ranges", world => world.Callback.FileRangesTransferred(world.Job, world.Job.Files[0], null!)),
    ];

    private const string FailNext = "RecordingCallback.FailNext(Int32 n, Int32 hresult)";
    private const string JobError = "RecordingCallback.JobError(BackgroundCopyJob job, BackgroundCopyError error)";
    private const string FileRangesTransferred = "RecordingCallback.FileRangesTransferred(BackgroundCopyJob job, BackgroundCopyFile file, IReadOnlyList ranges)";
    private const string FileTransferred = "RecordingCallback.FileTransferred(BackgroundCopyJob job, BackgroundCopyFile file)";

    private static string FirstFile(BadInputWorld world) => world.In(BackgroundCopyJobState.Transferred).Files[0].LocalName;

    private static IEnumerable<BadInputRow> Names(string member, string argument, Action<BadInputWorld, string> call) =>
    [
        Null(member, argument, world => call(world, null!)),
        Invalid(member, "empty", world => call(world, ""), argument, "empty"),
        Invalid(member, "relative", world => call(world, "downloads"), argument, "full path"),
        Invalid(member, "wildcard", world => call(world, @"C:\*"), argument, "wildcards"),
        Invalid(member, "device prefix", world => call(world, @"\\?\C:\x"), argument, @"\\?\"),
        Invalid(member, "too long", world => call(world, @"C:\" + new string('l', 258)), argument, "261", "260"),
    ];
}
