using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>Parts of files in a script: those that are added, and those that a client asks for.</summary>
internal static class ScriptRanges
{
    private static readonly ScriptField<long> RangeOffset = new("offset", Bytes, "the byte of the remote file at which it begins") { Default = "0" };
    private static readonly ScriptField<long> RangeLength = new("length", Integer(1, long.MaxValue, "a number of bytes, 1 or more"), "how many bytes") { Default = "to the end of the file" };

    private static readonly ScriptObject<BackgroundCopyFileRange> Range = new(
        "range",
        "A part of a remote file",
        [RangeOffset, RangeLength],
        static values => new BackgroundCopyFileRange(values.Get(RangeOffset, 0), values.Get(RangeLength, BackgroundCopyFileRange.ToEndOfFile)));

    private static readonly ScriptField<int> Number = new("file", Int32(1, int.MaxValue, "the number of a file of the job, 1 or more"), "which file of the job") { Default = "1" };
    private static readonly ScriptField<IReadOnlyList<BackgroundCopyFileRange>> Asked = new("ranges", new ScriptList<BackgroundCopyFileRange>(Range, "at least one range"), "the parts, which may overlap") { IsRequired = true };
    private static readonly ScriptField<long> Offset = new("offset", Bytes, "the byte of the file at which it goes on") { IsRequired = true };

    private static readonly ScriptField<Action<BackgroundCopyJob>> RequestRanges = new(
        "requestRanges",
        new ScriptObject<Action<BackgroundCopyJob>>("rangeRequest", "Parts of a file that are fetched before everything else", [Number, Asked], static values =>
        {
            (int number, IReadOnlyList<BackgroundCopyFileRange> ranges) = (values.Get(Number, 1), values.List(Asked));
            return job => FileOf(job, number).RequestFileRanges(ranges);
        }),
        "parts of a file that are asked for");

    private static readonly ScriptField<Action<BackgroundCopyJob>> DownloadPosition = new(
        "downloadPosition",
        new ScriptObject<Action<BackgroundCopyJob>>("position", "Where a file goes on", [Number, Offset], static values =>
        {
            (int number, long offset) = (values.Get(Number, 1), values.Get(Offset));
            return job => FileOf(job, number).UpdateDownloadPosition(offset);
        }),
        "where a file goes on");

    /// <summary>The parts of a file that is added.</summary>
    internal static ScriptField<IReadOnlyList<BackgroundCopyFileRange>> OfFile { get; } = new("ranges", new ScriptList<BackgroundCopyFileRange>(Range, "at least one range"), "the parts of an http or https file that are fetched, no two of which overlap") { Default = "the whole file" };

    /// <summary>What a client asks for.</summary>
    internal static ScriptField[] OfCall { get; } = [RequestRanges, DownloadPosition];

    internal static ScriptStep<BackgroundCopyJob>.Builder Set(ScriptStep<BackgroundCopyJob>.Builder builder) =>
        builder.Set(RequestRanges, static (job, request) => request(job)).Set(DownloadPosition, static (job, move) => move(job));

    private static BackgroundCopyFile FileOf(BackgroundCopyJob job, int number)
    {
        IReadOnlyList<BackgroundCopyFile> files = job.Files;
        return number <= files.Count ? files[number - 1] : throw Failure.OutOfRange(nameof(number), number, $"The job has {files.Count} files, and so none with this number.");
    }
}
