namespace Bits.RetrySim;

/// <summary>Brings jobs back from a store, as they were when they were committed; what a restart makes of them comes after that (CLOCK-7, CLOCK-9).</summary>
internal static class JobReturn
{
    /// <summary>A job as it was, at the service's present instant.</summary>
    internal static JobRecord Make(JobSnapshot kept, UserRecord owner, Moment now, EngineSettings settings, in NotifySetup notify)
    {
        JobRecord job = new(kept.Number, kept.Id, owner, kept.DisplayName, now with { Wall = kept.CreationTime }, settings)
        {
            Level = kept.Data.Priority,
            Attempts = kept.Attempts,
        };
        if (kept.Type != BackgroundCopyJobType.Download)
        {
            job.BecomeUpload(kept.Type);
        }

        job.Data = kept.Data.SeenFrom(now);
        job.AddFiles([.. kept.Files.Select(FileRecord.Of)]);
        Fill(job.MakeExtras(), kept);
        FillUpload(job, kept);
        FillNotices(job, kept, notify);
        return job;
    }

    private static void Fill(JobExtras extras, JobSnapshot kept)
    {
        extras.Description = kept.Description;
        extras.IsOwnerElevated = kept.IsOwnerElevated;
        extras.Transfer = TransferSettings.Of(kept.Connection, (kept.Data.Traits & JobTraits.IsDynamicContent) != 0);
        extras.MaximumDownloadSize = kept.MaximumDownloadSize;
        extras.HelperToken = kept.HelperToken;
        extras.IsTokenLost = kept.IsTokenLost;
        extras.TokenOptions = kept.TokenOptions;
        extras.FileAclOptions = kept.FileAclOptions;
        extras.PeerCaching = kept.PeerCaching;
        extras.HasNewNames = kept.Files.Any(static file => file.KeptRemoteName is not null);
        extras.IsFetchedByParts = kept.IsFetchedByParts;
        extras.CostFlags = kept.CostFlags;
        extras.RequestedRetryDelay = kept.RequestedRetryDelay;
        extras.ResumesInSeries = kept.ResumesInSeries;
    }

    private static void FillUpload(JobRecord job, JobSnapshot kept)
    {
        if (kept.HasSession && job.Extras.Upload is { } upload && kept.Files.Count > 0)
        {
            upload.Begin(kept.Files[0].RemoteName);
        }

        if (job.Extras.Reply is { } reply)
        {
            if (kept.ReplyName is { } name)
            {
                reply.Rename(name);
            }

            if (kept.Files.Count > 1)
            {
                reply.Begin(job.Files[^1]);
            }

            reply.Hold(kept.ReplyContent);
        }
    }

    /// <summary>Made only where there is something in them.</summary>
    private static void FillNotices(JobRecord job, JobSnapshot kept, in NotifySetup notify)
    {
        bool isTold = kept.NotificationClass != Guid.Empty || kept.Command is not null || kept.IsEventAcknowledged;
        bool isUsual = kept.NotifyFlags == Defaults.NotifyFlags && kept.MinimumNotificationInterval == Defaults.MinimumNotificationInterval.Ticks && kept.FilesTold == 0;
        if (isUsual && !isTold && kept.Pending == JobNotice.None)
        {
            return;
        }

        JobNotices notices = job.MakeNotices();
        notices.Flags = kept.NotifyFlags;
        notices.MinimumInterval = kept.MinimumNotificationInterval;
        notices.FilesTold = Math.Max(notices.FilesTold, kept.FilesTold);
        notices.Pending = kept.Pending;
        if (isTold)
        {
            NotifyFallback fallback = notices.MakeFallback();
            notify.Tell(fallback, kept.NotificationClass);
            notify.Tell(fallback, kept.Command is { } command ? new NotifyCommand(command.Program, command.Parameters, command.User) : null, job);
            fallback.IsAcknowledged = kept.IsEventAcknowledged;
        }
    }
}
