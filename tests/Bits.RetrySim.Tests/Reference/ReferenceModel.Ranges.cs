using Flags = Bits.RetrySim.BackgroundCopyNotifications;
using State = Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <content>Parts of files that are asked for, and the client who hears of them: FILE-24, CB-11 and CB-12.</content>
internal sealed partial class ReferenceModel
{
    private int RequestRanges(ModelJob job, ModelFile file, (long Offset, long Length) part)
    {
        if (file.Ranges is not null)
        {
            return SpecCodes.RandomAccessNotSupported;
        }

        if (part.Length == 0 || (file.Known >= 0 && (part.Offset >= file.Known || part.Offset + part.Length > file.Known)))
        {
            return SpecCodes.InvalidRange;
        }

        ChangeParts(job, file, () =>
        {
            if (!job.Wants(Flags.FileRangesTransferred))
            {
                file.Untold.ForEach(one => one.IsTold = true); // CB-11: "since RequestFileRanges"
            }

            file.Ask(part.Offset, part.Length);
        });
        return SpecCodes.Ok;
    }

    private int UpdateDownloadPosition(ModelJob job, ModelFile file, long position)
    {
        if (file.Ranges is not null)
        {
            return SpecCodes.RandomAccessNotSupported;
        }

        if (file.Known >= 0 && position >= file.Known)
        {
            return SpecCodes.InvalidRange;
        }

        ChangeParts(job, file, () => file.Move(position));
        return SpecCodes.Ok;
    }

    /// <summary>What was asked for before goes on; anything else gives way, as it does to another name (FILE-20).</summary>
    private void ChangeParts(ModelJob job, ModelFile file, Action change)
    {
        SettleStream(job);
        bool isFetched = job.IsActive && file == job.Fetched;
        bool goesOn = job.Chosen is { IsAsked: true };
        change();
        Configure(job);
        if (!goesOn)
        {
            ChooseFile(job);
            if (isFetched || (job.IsActive && job.Chosen is not null))
            {
                Enter(job, State.Queued, atHeadOfLevel: true);
            }
        }
    }

    /// <summary>Looked at after whatever has happened: parts that are here are told now, one that flows when it will be, never too often (CB-12).</summary>
    private void ArmRanges(ModelJob job)
    {
        if (job.IsFinal || !job.Wants(Flags.FileRangesTransferred) || job.Files.Min(file => RangesDue(job, file)) is not long due)
        {
            Disarm(DueKind.FileRangesTransferred, job);
            return;
        }

        long interval = Math.Max(job.Script.NotifyIntervalMs, 1);
        Arm(Math.Max(due, Math.Max(job.RangesRetryAt, job.LastRanges is long last ? last + interval : 0)), Phase.Notification, DueKind.FileRangesTransferred, job, () => DeliverRanges(job));
    }

    private long? RangesDue(ModelJob job, ModelFile file)
    {
        if (file.Untold.Count > 0)
        {
            return _now;
        }

        return job.Stream is ModelStream stream && stream.File == file && file.NextEnd is long end && end <= stream.FromBytes + stream.Bytes
            ? stream.SinceMs + end - stream.FromBytes
            : null;
    }

    /// <summary>All that is to be told of one file.</summary>
    private void DeliverRanges(ModelJob job)
    {
        SettleStream(job);
        job.LastRanges = _now;
        ModelFile file = job.Files.First(one => one.Untold.Count > 0);
        List<ModelPart> told = file.Untold;
        if (Deliver(job, Flags.FileRangesTransferred, file.Index, TraceNotification.Spans(told.SelectMany(part => part.In(file.Known)))))
        {
            told.ForEach(part => part.IsTold = true);
        }
        else
        {
            job.RangesRetryAt = _now + RedeliveryMs(job);
        }
    }
}
