using System.Security.Cryptography;

namespace Bits.RetrySim.Tool;

/// <summary>Takes a job to its end, and tells how it is.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="store">Where it is kept.</param>
/// <param name="job">The job.</param>
/// <param name="isJson">Whether only the end is told, for machines.</param>
internal sealed class DownloadRun(Terminal terminal, DownloadStore store, BackgroundCopyJob job, bool isJson)
{
    /// <summary>The hash that the one file has to have; null: any.</summary>
    internal string? Sha256 { get; init; }

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
            job.Resume();
            await view.WatchAsync(job.WaitForOutcomeAsync(interrupted), interrupted).ConfigureAwait(false);
            if (job.State == BackgroundCopyJobState.Transferred && Sha256 is { } expected && !await HasHashAsync(job.Files[0].TemporaryName!, expected, interrupted).ConfigureAwait(false))
            {
                job.Files[0].SetValidationState(false);
            }
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
                case BackgroundCopyJobState.Error when !end.HasPart:
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

    private static async Task<bool> HasHashAsync(string file, string expected, CancellationToken interrupted)
    {
        FileStream content = File.OpenRead(file);
        await using (content.ConfigureAwait(false))
        {
            return Convert.ToHexString(await SHA256.HashDataAsync(content, interrupted).ConfigureAwait(false)).Equals(expected, StringComparison.OrdinalIgnoreCase);
        }
    }
}
