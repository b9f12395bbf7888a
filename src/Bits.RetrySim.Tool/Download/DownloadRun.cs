namespace Bits.RetrySim.Tool;

/// <summary>Takes a job to its end, and tells how it is.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="job">The job.</param>
/// <param name="isJson">Whether only the end is told, for machines.</param>
internal sealed class DownloadRun(Terminal terminal, DownloadStore store, BackgroundCopyJob job, bool isJson)
{
    /// <summary>Whether a job of which nothing has come is of no use to anybody when it fails; else it is somebody else's.</summary>
    internal required bool MayCancel { get; init; }

    /// <summary>Waits until it is whole, has failed or is interrupted, and says by the exit code which.</summary>
    internal async Task<int> ToEndAsync(CancellationToken interrupted)
    {
        using (DownloadView view = new(terminal, job, isJson, TimeProvider.System))
        {
            await WaitAsync(view, interrupted).ConfigureAwait(false);
        }

        DownloadEnd end = Finish(DownloadEnd.Of(job));
        end.Print(terminal, store, isJson);
        return end.ExitCode;
    }

    private async Task WaitAsync(DownloadView view, CancellationToken interrupted)
    {
        try
        {
            KeptRate.Apply(store.Manager, job);
            job.Resume();
            await view.WatchAsync(job.WaitForOutcomeAsync(interrupted), interrupted).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (job.State is not (BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled))
        {
            job.Suspend();
        }
    }

    /// <summary>Whole files are put in their place, also those that came before another failed (LIFE-11); but nothing that came is thrown away for it.</summary>
    private DownloadEnd Finish(DownloadEnd end)
    {
        try
        {
            switch (end.State)
            {
                case BackgroundCopyJobState.Transferred:
                case BackgroundCopyJobState.Error when end.HasWhole && !end.HasPart:
                    job.Complete();
                    break;
                case BackgroundCopyJobState.Error when MayCancel && !end.HasPart:
                    job.Cancel();
                    break;
            }
        }
        catch (BitsException refused)
        {
            throw CommandException.File(
                $"{refused.Message.Split('\n')[0]} What has come is kept: {store.CommandOf("complete", job.Id)} tries it again.", refused);
        }

        return end with { State = job.State };
    }
}
