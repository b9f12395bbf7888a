namespace Bits.RetrySim;

/// <summary>What the line reports of an attempt, and what becomes of its file and its job. Guarded by the service's lock.</summary>
internal sealed class AttemptReports(AttemptDesk desk, Agenda agenda)
{
    /// <summary>Follows what is reported of the attempt that runs, of the job or of its end (LIFE-20).</summary>
    internal void Follow(JobRecord job, in TransferReport report)
    {
        if (job.Data.IsFinal)
        {
            desk.Steps.Sessions.OnReport(job, report);
            return;
        }

        desk.SettleBytes(job);
        TakeBytes(job, report);
        FileRecord file = job.CurrentFile!;
        file.Hear(report);
        switch (report.Kind)
        {
            case TransferReportKind.Accepted:
                bool beginsAgain = TellRestart(job, file, report);
                file.Accept(report);
                if (file.IsSent)
                {
                    job.Extras.Upload!.Begin(file.RemoteName);
                }

                job.Transfer!.Flow = ByteFlow.Still(report.Bytes, agenda.Instant);
                desk.Steps.Apply(job, JobTrigger.Accepted);
                if (!FailIfTooLarge(job) && beginsAgain)
                {
                    AskAnew(job, file);
                }

                break;
            case TransferReportKind.Received when FailIfTooLarge(job):
                // Of what has no length the bytes tell (PROP-5).
                break;
            case TransferReportKind.Received:
                desk.Steps.Timers.Sync(job);
                break;
            case TransferReportKind.Asked:
                desk.Certificates.Ask(job, report.Answer!.Certificate!);
                break;
            case TransferReportKind.Look:
                break;
            case TransferReportKind.Emptying:
                desk.GoOnWhenKept(job);
                break;
            case TransferReportKind.Sent:
                job.Extras.Upload!.Await(agenda.Instant + report.Answer!.Patience);
                break;
            case TransferReportKind.Restarted when job.Has(JobTraits.HasCustomMethod | JobTraits.IsDynamicContent):
                // Such a job does not begin again by itself (CONS-5).
                desk.Fail(job, desk.Failures.Of(HResults.BG_E_REMOTE_FILE_CHANGED));
                break;
            case TransferReportKind.Restarted:
                TellRestart(job, file, report);
                file.Version = report.Version;
                file.Bytes = 0;
                job.Transfer!.Flow = ByteFlow.Still(0, agenda.Instant);
                desk.Steps.Callbacks.Follow(job, JobEffects.Modified);
                AskAnew(job, file);
                break;
            case TransferReportKind.Completed:
                file.Version = file.IsFetchedWhole ? file.Version with { Size = report.Bytes } : file.Version;
                if (FailIfTooLarge(job))
                {
                    break;
                }

                bool isWhole = file.Order is null || file.Bytes >= file.Total;
                if (isWhole && file.IsOther(report.Answer))
                {
                    // Of what came nothing is of use: it is fetched again, should the job be resumed.
                    desk.DiscardFile(job);
                    desk.Fail(job, desk.Failures.Of(HResults.BG_E_VALIDATION_FAILED));
                    break;
                }

                desk.Stop(job);
                int along = 0;
                if (isWhole)
                {
                    file.Arrive();
                    along = job.Extras.Reply?.Follow(file, report.Answer) ?? 0;
                }

                desk.Steps.Apply(job, job.WithNextFile(file.HasArrived ? JobTrigger.FileCompleted : JobTrigger.RangesCompleted) with { Along = along });
                break;
            case TransferReportKind.Failed:
                desk.Fail(job, desk.Failures.Of(report.HResult, report.Context));
                break;
            default:
                throw new InvalidOperationException($"{report.Kind} is not a kind of report.");
        }

        if (report.Kind is not (TransferReportKind.Received or TransferReportKind.Look))
        {
            // What the server has told of the file, which no step may have followed.
            desk.Steps.Saves?.Mark(job);
        }
    }

    /// <summary>Whether the sizes that are known are more than the job may fetch (PROP-5); then it fails, after the server's answer (OQ-40).</summary>
    private bool FailIfTooLarge(JobRecord job)
    {
        if (job.RunningTransfer is null || !job.IsTooLarge)
        {
            return false;
        }

        desk.Fail(job, desk.Failures.Of(HResults.BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED));
        return true;
    }

    /// <summary>The file is another one than before: what was here of it is of no use. Says whether there was any.</summary>
    private bool TellRestart(JobRecord job, FileRecord file, in TransferReport report)
    {
        bool beginsAgain = report.Bytes < file.Bytes;
        if (beginsAgain)
        {
            desk.Steps.Journal.FileRestarted(agenda.Instant, job.Number, job.Attempts, file.Index + 1, file.Bytes - report.Bytes, file.IsSent ? HResults.BG_E_SESSION_NOT_FOUND : 0);
        }

        return beginsAgain;
    }

    /// <summary>What came of a file when it began again depends on what the client has asked for: the request asked for what was missing then (FILE-24).</summary>
    private void AskAnew(JobRecord job, FileRecord file)
    {
        if (file.Order is not null)
        {
            desk.Stop(job);
            desk.Steps.Apply(job, JobTrigger.FileBegunAgain);
        }
    }

    /// <summary>Live lines have no flow: the bytes of a report are all that is known of them.</summary>
    private void TakeBytes(JobRecord job, in TransferReport report)
    {
        bool counts = report.Kind is TransferReportKind.Received or TransferReportKind.Sent or TransferReportKind.Completed or TransferReportKind.Failed;
        if (counts && report.Bytes > (job.CurrentFile?.Bytes ?? 0))
        {
            job.Transfer!.Flow = ByteFlow.Still(report.Bytes, agenda.Instant);
            desk.SettleBytes(job);
        }
    }
}
