using static Bits.RetrySim.BackgroundCopyJobState;
using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Calls that change files of a job that are in it already.</summary>
internal static class BadInputFileRows
{
    private const string SetName = "BackgroundCopyFile.SetRemoteName(String remoteName)";
    private const string SetUri = "BackgroundCopyFile.SetRemoteName(Uri remoteName)";
    private const string Replace = "BackgroundCopyJob.ReplaceRemotePrefix(String oldPrefix, String newPrefix)";

    private const string Validate = "BackgroundCopyFile.SetValidationState(Boolean isValid)";

    private const string Expect = "BackgroundCopyFile.ExpectedSha256=";

    private const string Request = "BackgroundCopyFile.RequestFileRanges(IEnumerable ranges)";
    private const string Move = "BackgroundCopyFile.UpdateDownloadPosition(Int64 offset)";
    private const string Filled = "BackgroundCopyFile.GetFilledFileRanges()";

    private const string Add = "BackgroundCopyJob.AddFileWithRanges(String remoteName, String localName, IEnumerable ranges)";
    private const string AddUri = "BackgroundCopyJob.AddFileWithRanges(Uri remoteName, String localName, IEnumerable ranges)";
    private const string AddSet = "BackgroundCopyJob.AddFileSet(IEnumerable files)";
    private const string Url = "https://cdn.example/x";
    private const string Path = @"C:\x";

    private static readonly string Hash = new('0', 64);

    /// <summary>Good calls, by the member and by what the refusal calls it.</summary>
    private static readonly (string Member, string Name, Action<BackgroundCopyJob> Act)[] Calls =
    [
        (SetName, "SetRemoteName", job => job.Files[0].SetRemoteName("https://mirror.example/x")),
        (SetUri, "SetRemoteName", job => job.Files[0].SetRemoteName(new Uri("https://mirror.example/x"))),
        (Request, "RequestFileRanges", job => job.Files[0].RequestFileRanges([new(0, 1)])),
        (Move, "UpdateDownloadPosition", job => job.Files[0].UpdateDownloadPosition(0)),
        (Validate, "SetValidationState", job => job.Files[0].SetValidationState(true)),
        (Expect, "SetExpectedSha256", job => job.Files[0].ExpectedSha256 = Hash),
        (Add, "AddFileWithRanges", job => job.AddFileWithRanges(Url, Path, [new(0, 1)])),
        (AddUri, "AddFileWithRanges", job => job.AddFileWithRanges(new Uri(Url), Path, [new(0, 1)])),
        (Replace, "ReplaceRemotePrefix", job => job.ReplaceRemotePrefix("https://cdn.example/", "https://mirror.example/")),
    ];

    /// <summary>Files of which parts cannot be asked for.</summary>
    private static readonly (string Why, Action<BackgroundCopyJob> Make)[] Ineligible =
    [
        ("share", job => job.AddFile(@"\\server\share\f", Path)),
        ("drive", job => job.AddFile(@"D:\f", Path)),
        ("ranges of its own", job => job.AddFileWithRanges(Url, Path, [new(0, 1)])),
        ("dynamic content", job =>
        {
            job.Properties.DynamicContent = true;
            job.AddFile(Url, Path);
        }),
    ];

    internal static IEnumerable<BadInputRow> All =>
    [
        .. Calls.SelectMany(call => new[] { Acknowledged, Cancelled }.Select(state => Coded(
            call.Member, $"job {state}", HResults.BG_E_INVALID_STATE, world => call.Act(world.In(state)), call.Name, state.ToString()))),
        Null(SetName, "remoteName", world => world.Job.Files[0].SetRemoteName((string)null!)),
        Invalid(SetName, "relative", world => world.Job.Files[0].SetRemoteName("x"), "remoteName", "http"),
        Invalid(SetName, "too long", world => world.Job.Files[0].SetRemoteName("http://server.example/" + string.Join('/', Enumerable.Repeat("abc", 560))), "remoteName", "2200"),
        Null(SetUri, "remoteName", world => world.Job.Files[0].SetRemoteName((Uri)null!)),
        Invalid(SetUri, "relative", world => world.Job.Files[0].SetRemoteName(new Uri("x", UriKind.Relative)), "remoteName", "http"),
        Null(Add, "remoteName", world => world.Empty.AddFileWithRanges((string)null!, Path, [new(0, 1)])),
        Null(Add, "localName", world => world.Empty.AddFileWithRanges(Url, null!, [new(0, 1)])),
        Null(Add, "ranges", world => world.Empty.AddFileWithRanges(Url, Path, null!)),
        Null(AddUri, "remoteName", world => world.Empty.AddFileWithRanges((Uri)null!, Path, [new(0, 1)])),
        Invalid(Add, "share", world => world.Empty.AddFileWithRanges(@"\\server\share\f", Path, [new(0, 1)]), "remoteName", "http"),
        Invalid(Add, "drive", world => world.Empty.AddFileWithRanges(@"D:\f", Path, [new(0, 1)]), "remoteName", "http"),
        Invalid(Add, "relative local name", world => world.Empty.AddFileWithRanges(Url, "x", [new(0, 1)]), "localName", "full path"),
        Invalid(Add, "no range", world => world.Empty.AddFileWithRanges(Url, Path, []), "ranges", "at least one"),
        Coded(Add, "zero length", HResults.BG_E_INVALID_RANGE, world => world.Empty.AddFileWithRanges(Url, Path, [new(0, 1), new(5, 0)]), "Range 2 of 2", "1 byte"),
        Coded(Add, "negative length", HResults.BG_E_INVALID_RANGE, world => world.Empty.AddFileWithRanges(Url, Path, [new(0, -2)]), "Range 1 of 1", "-2"),
        Coded(Add, "negative offset", HResults.BG_E_INVALID_RANGE, world => world.Empty.AddFileWithRanges(Url, Path, [new(-1, 1)]), "Range 1 of 1", "-1"),
        Coded(Add, "beyond all files", HResults.BG_E_INVALID_RANGE, world => world.Empty.AddFileWithRanges(Url, Path, [new(long.MaxValue, 1)]), "Range 1 of 1"),
        Coded(Add, "overlap", HResults.BG_E_OVERLAPPING_RANGES, world => world.Empty.AddFileWithRanges(Url, Path, [new(10, 5), new(0, 11)]), "10", "0"),
        Coded(Add, "twice", HResults.BG_E_OVERLAPPING_RANGES, world => world.Empty.AddFileWithRanges(Url, Path, [new(10, 5), new(10, 5)]), "10"),
        Coded(Add, "behind one without end", HResults.BG_E_OVERLAPPING_RANGES, world => world.Empty.AddFileWithRanges(Url, Path, [new(50, 5), new(10, BackgroundCopyFileRange.ToEndOfFile)]), "50", "10"),
        Coded(Add, "too many", HResults.BG_E_TOO_MANY_RANGES_IN_FILE, world => world.Empty.AddFileWithRanges(Url, Path, Enumerable.Range(0, 501).Select(i => new BackgroundCopyFileRange(i, 1))), "500", "MaxRangesPerFile"),
        Invalid(AddSet, "ranges of a share", world => world.Empty.AddFileSet([new(Url, Path), new(@"\\server\share\f", Path) { Ranges = [new(0, 1)] }]), "files", "http"),
        Invalid(AddSet, "no range", world => world.Empty.AddFileSet([new(Url, Path) { Ranges = [] }]), "files", "at least one"),
        Coded(AddSet, "ranges overlap", HResults.BG_E_OVERLAPPING_RANGES, world => world.Empty.AddFileSet([new(Url, Path) { Ranges = [new(0, 2), new(1, 2)] }]), "1", "0"),
        Coded(Validate, "not downloaded", HResults.E_PENDING, world => world.Job.Files[0].SetValidationState(false), "File 1", "downloaded"),
        Coded(Validate, "being downloaded", HResults.E_PENDING, world => world.Download.Files[0].SetValidationState(true), "File 1", "downloaded"),
        Invalid(Expect, "short", world => world.Job.Files[0].ExpectedSha256 = Hash[1..], "value", "64", "63"),
        Invalid(Expect, "no digits", world => world.Job.Files[0].ExpectedSha256 = new string('g', 64), "value", "64"),
        Invalid(Expect, "empty", world => world.Job.Files[0].ExpectedSha256 = "", "value", "64"),
        Coded(Expect, "active", HResults.BG_E_READ_ONLY_WHEN_JOB_ACTIVE, world => world.Download.Files[0].ExpectedSha256 = Hash, "file 1", "SUSPENDED"),
        Invalid(AddSet, "hash", world => world.Empty.AddFileSet([new(Url, Path) { ExpectedSha256 = "1" }]), "files", "64"),
        Null(Request, "ranges", world => world.Job.Files[0].RequestFileRanges(null!)),
        Invalid(Request, "no range", world => world.Job.Files[0].RequestFileRanges([]), "ranges", "at least one"),
        Coded(Request, "zero length", HResults.BG_E_INVALID_RANGE, world => world.Job.Files[0].RequestFileRanges([new(0, 1), new(5, 0)]), "Range 2 of 2", "1 byte"),
        Coded(Request, "negative offset", HResults.BG_E_INVALID_RANGE, world => world.Job.Files[0].RequestFileRanges([new(-1, 1)]), "Range 1 of 1", "-1"),
        Coded(Request, "behind the file", HResults.BG_E_INVALID_RANGE, world => world.Download.Files[0].RequestFileRanges([new(0, 1), new(long.MaxValue - 1, 1)]), "Range 2 of 2", "bytes"),
        Coded(Request, "too many", HResults.BG_E_TOO_MANY_RANGES_IN_FILE, world => world.Job.Files[0].RequestFileRanges(Enumerable.Range(0, 501).Select(i => new BackgroundCopyFileRange(i, 1))), "500", "MaxRangesPerFile"),
        Coded(Move, "negative", HResults.BG_E_INVALID_RANGE, world => world.Job.Files[0].UpdateDownloadPosition(-1), "-1"),
        Coded(Move, "behind the file", HResults.BG_E_INVALID_RANGE, world => world.Download.Files[0].UpdateDownloadPosition(long.MaxValue), "9223372036854775807", "bytes"),
        .. Ineligible.SelectMany(job => new (string Member, Action<BackgroundCopyFile> Act)[]
        {
            (Request, file => file.RequestFileRanges([new(0, 1)])),
            (Move, file => file.UpdateDownloadPosition(0)),
            (Filled, file => file.GetFilledFileRanges()),
        }.Select(call => Coded(call.Member, job.Why, HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, world => call.Act(world.Empty.Files[0]), "cannot be asked for") with { Arrange = world => job.Make(world.Empty) })),
        Null(Replace, "oldPrefix", world => world.Job.ReplaceRemotePrefix(null!, "https://mirror.example/")),
        Null(Replace, "newPrefix", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", null!)),
        Invalid(Replace, "old empty", world => world.Job.ReplaceRemotePrefix("", "https://mirror.example/"), "oldPrefix"),
        Invalid(Replace, "new empty", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", ""), "newPrefix"),
        Invalid(Replace, "result malformed", world => world.Job.ReplaceRemotePrefix("https://cdn.example/", "cdn/"), "newPrefix", "http"),
        Invalid(Replace, "result too long", world => world.Job.ReplaceRemotePrefix("https://", "https://" + string.Join('/', Enumerable.Repeat("abc", 560)) + "/"), "newPrefix", "2200"),
    ];
}
