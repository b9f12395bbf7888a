using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Clients' calls about parts of files (FILE-24, PROP-8).</summary>
internal sealed class RangeCalls(JobCalls calls, JobSteps steps, FileSets sets)
{
    /// <summary>The state comes before the argument (LIFE-3).</summary>
    internal void RequestFileRanges(JobRecord job, FileRecord file, IEnumerable<BackgroundCopyFileRange>? ranges)
    {
        using (calls.Enter(job))
        {
            Refusal.ThrowIfFinal(job, JobCall.RequestFileRanges);
            RangeAccess.Check(job, file);
        }

        // A client's own code, and so outside the lock.
        BackgroundCopyFileRange[] read = sets.ReadRanges(job, ranges ?? throw Failure.Null(nameof(ranges)));
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.RequestFileRanges);
        RangeAccess.Check(job, file);
        FileRanges.CheckAsked(read, file.Version.Size, nameof(ranges));
        Change(
            job,
            file,
            JobCall.RequestFileRanges,
            string.Create(CultureInfo.InvariantCulture, $"file {file.Index + 1} {string.Join(", ", read.Select(static range => FormattableString.Invariant($"{range.InitialOffset}+{(range.Length < 0 ? "" : range.Length)}")))}"),
            order =>
            {
                if (job.Notices is not { TellsRanges: true })
                {
                    order.SkipTelling(file.Bytes, file.Version.Size);
                }

                order.Ask(read, file.Bytes, file.Version.Size);
            });
    }

    internal void UpdateDownloadPosition(JobRecord job, FileRecord file, long offset)
    {
        using CallScope scope = calls.Enter(job);
        Refusal.ThrowIfFinal(job, JobCall.UpdateDownloadPosition);
        RangeAccess.Check(job, file);
        if (offset < 0 || (file.Version.Size >= 0 && offset >= file.Version.Size))
        {
            string size = file.Version.Size >= 0 ? FormattableString.Invariant($", which has {file.Version.Size} bytes") : "";
            throw Failure.Bits(HResults.BG_E_INVALID_RANGE, $"There is no byte {offset} in {FileNames.Shown(file.RemoteName)}{size}.");
        }

        Change(job, file, JobCall.UpdateDownloadPosition, FormattableString.Invariant($"file {file.Index + 1} {offset}"), order => order.Move(offset, file.Bytes, file.Version.Size));
    }

    /// <summary>What of a file is here; read as progress is.</summary>
    internal static IReadOnlyList<BackgroundCopyFileRange> FilledRangesOf(JobRecord job, FileRecord file, long instant)
    {
        RangeAccess.Check(job, file);
        long bytes = JobReader.BytesOf(file, job, instant);
        return (file.Order ?? new FetchOrder(bytes)).FilledBy(bytes, file.Version.Size);
    }

    /// <summary>What was asked for before comes first; a request for anything else gives way, as it does to another name (FILE-20).</summary>
    private void Change(JobRecord job, FileRecord file, JobCall call, string argument, Action<FetchOrder> change)
    {
        steps.Attempts.SettleBytes(job);
        bool goesOn = job.CurrentFile is { IsAsked: true };
        bool isFetched = job.Data.IsActive && file == job.CurrentFile;
        int current = job.Data.CurrentFile;
        job.MakeExtras().IsFetchedByParts = true;
        change(file.MakeOrder());
        JobInput input = job.WithNextFile(JobTrigger.RequestRanges);
        input = goesOn ? input with { Next = current } : input with { Restarts = isFetched || (job.Data.IsActive && input.IsAsked) };
        job.NoteOrderChanged();
        steps.Call(job, input, call, argument);
        steps.Callbacks.Plan(job);
    }
}
