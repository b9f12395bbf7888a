using System.CommandLine;
using System.Security.Cryptography;

namespace Bits.RetrySim.Tool;

/// <summary><c>download URL... [-o DIR] [settings]</c>.</summary>
internal sealed class DownloadCommand
{
    internal const string Examples =
        "bits-retrysim download https://cdn.example/app.zip -o downloads\n"
        + "bits-retrysim download https://cdn.example/app.zip --delay 1m --timeout 6h";

    private readonly DownloadOptions _options = new();
    private readonly Terminal _terminal;

    private DownloadCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        DownloadCommand download = new(terminal);
        Command command = new("download", "Fetches files over HTTP as BITS would: tried again for two weeks, and never from the beginning.");
        download._options.AddTo(command);
        command.SetAction(download.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        DownloadRequest request = _options.Read(parsed);
        using BackgroundCopyManager manager = request.MakeManager(TimeProvider.System);
        BackgroundCopyJob job = request.MakeJob(manager);
        DownloadEnd end;
        using (DownloadView view = new(_terminal, job, request, TimeProvider.System))
        {
            job.Resume();
            end = await EndAsync(job, request, view, interrupted).ConfigureAwait(false);
        }

        end.Print(_terminal, request);
        return end.ExitCode;
    }

    /// <summary>Whatever the end is, nothing is left behind but whole files.</summary>
    private static async Task<DownloadEnd> EndAsync(BackgroundCopyJob job, DownloadRequest request, DownloadView view, CancellationToken interrupted)
    {
        try
        {
            await view.WatchAsync(job.WaitForOutcomeAsync(interrupted), interrupted).ConfigureAwait(false);
            if (job.State == BackgroundCopyJobState.Transferred && request.Sha256 is { } expected && !await HasHashAsync(job.Files[0].TemporaryName!, expected, interrupted).ConfigureAwait(false))
            {
                job.Files[0].SetValidationState(false);
            }
        }
        catch (OperationCanceledException)
        {
            job.Cancel();
        }

        DownloadEnd end = DownloadEnd.Of(job);
        if (end.Whole > 0 && job.State != BackgroundCopyJobState.Cancelled)
        {
            // Of a job that failed the files that came before are whole (LIFE-11).
            job.Complete();
        }
        else if (job.State == BackgroundCopyJobState.Error)
        {
            job.Cancel();
        }

        return end;
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
