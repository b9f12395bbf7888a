namespace Bits.RetrySim;

/// <summary>Whether a job that was read could be one: what the service relies on without looking.</summary>
internal static class SnapshotCheck
{
    /// <summary>What is wrong with it; null: nothing.</summary>
    internal static string? FaultOf(JobSnapshot job, Guid id)
    {
        if (job.Id != id)
        {
            return "is another job";
        }

        if (job.Owner is null || job.DisplayName is null || job.Description is null || job.Connection is null || job.Files is null || job.Number < 1 || job.Attempts < 0)
        {
            return "has no number, owner, name or files";
        }

        if (!Enum.IsDefined(job.Type) || !Enum.IsDefined(job.Pending) || !Enum.IsDefined(job.Connection.ProxyUsage) || job.FilesTold < 0 || job.FilesTold > job.Files.Count)
        {
            return "has settings that do not exist";
        }

        return FaultOfState(job) ?? FaultOf(job.Data, job.Files.Count) ?? FaultOf(job.Files) ?? FaultOf(job.Command);
    }

    /// <summary>A job that is over is there no more, but for an upload whose server is still to be told so (LIFE-20).</summary>
    private static string? FaultOfState(JobSnapshot job)
    {
        bool isOwed = job is { SessionEndsBy: > 0, HasSession: true, Files.Count: > 0, Data.State: BackgroundCopyJobState.Cancelled, Data.FilesTransferred: 0 }
            && job.Type != BackgroundCopyJobType.Download;
        return Enum.IsDefined(job.Data.State) && isOwed == (job.Data.IsFinal || job.SessionEndsBy != 0) ? null : "is in no state that jobs are stored in";
    }

    private static string? FaultOf(in JobData data, int files)
    {
        bool fits = data.Files == files && IsCount(data.FilesTransferred, files) && IsCount(data.CurrentFile, files) && data.ErrorFile >= -1 && data.ErrorFile < Math.Max(files, 1);
        return fits && Enum.IsDefined(data.Priority) && Enum.IsDefined(data.ErrorContext) ? null : "has files that do not fit together";
    }

    private static bool IsCount(int count, int files) => count >= 0 && count <= files;

    private static string? FaultOf(IReadOnlyList<FileSnapshot> files)
    {
        foreach (FileSnapshot file in files)
        {
            if (file?.RemoteName is null || string.IsNullOrEmpty(file.LocalName) || file.Bytes < 0 || file.Size < -1)
            {
                return "has a file without a name or with an impossible size";
            }

            if (file.ExpectedSha256 is { } hash && !ContentHash.IsHash(hash))
            {
                return "has a file with a hash that is none";
            }

            if (FaultOf(file.Order) || FaultOf(file.Ranges) || file.Response is { Headers: null })
            {
                return "has a file with parts that cannot be";
            }
        }

        return null;
    }

    private static bool FaultOf(FetchOrderSnapshot? order) =>
        order is not null && (order.Parts is null || order.Position < 0 || order.Told < 0 || order.Told > order.Parts.Count || order.Parts.Any(static part => IsFault(part.Range)));

    private static bool FaultOf(IReadOnlyList<BackgroundCopyFileRange>? ranges) => ranges is not null && (ranges.Count == 0 || ranges.Any(IsFault));

    private static bool IsFault(BackgroundCopyFileRange range) =>
        range.InitialOffset < 0 || (range.Length != BackgroundCopyFileRange.ToEndOfFile && (range.Length < 0 || range.InitialOffset > long.MaxValue - range.Length));

    private static string? FaultOf(CommandSnapshot? command) =>
        command is { Program: null } or { Parameters: null } or { User: null } ? "has a notification program without a name" : null;
}
