using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>download URL... [-o DIR] [settings]</c>.</summary>
internal sealed class DownloadCommand
{
    internal const string Examples =
        "bits-retrysim download https://cdn.example/app.zip -o downloads\n"
        + "bits-retrysim download https://cdn.example/app.zip --delay 1m --timeout 6h\n"
        + "bits-retrysim download https://cdn.example/app.zip --store jobs.db";

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
        using DownloadStore store = request.OpenStore();
        BackgroundCopyJob job = request.FindJob(store.Manager) ?? request.MakeJob(store.Manager);
        DownloadRun run = new(_terminal, job, request.IsJson) { Sha256 = request.Sha256 };
        return await run.ToEndAsync(interrupted).ConfigureAwait(false);
    }
}
