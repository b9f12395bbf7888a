using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>download URL... [-o DIR] [settings]</c>.</summary>
internal sealed class DownloadCommand
{
    internal const string Examples =
        "bits-retrysim download https://cdn.example/app.zip -o downloads\n"
        + "bits-retrysim download https://cdn.example/app.zip --delay 1m --timeout 6h\n"
        + "bits-retrysim download https://cdn.example/app.zip --store jobs.db\n"
        + "bits-retrysim download https://cdn.example/app.zip --record incident.json";

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
        TransferRecorder? recorder = request.Record is null ? null : new TransferRecorder();
        using DownloadStore store = request.OpenStore(recorder);
        using TargetLocks locks = request.LockTargets();
        BackgroundCopyJob job = request.FindJob(store) ?? request.MakeJob(store.Manager);
        DownloadRun run = new(_terminal, store, job, request.IsJson) { MayCancel = true };
        try
        {
            return await run.ToEndAsync(interrupted).ConfigureAwait(false);
        }
        finally
        {
            Tell(recorder, job, request.Record);
        }
    }

    /// <summary>However it ended.</summary>
    private void Tell(TransferRecorder? recorder, BackgroundCopyJob job, string? path)
    {
        if (recorder is not null)
        {
            using StringWriter scenario = new();
            recorder.WriteScenario(scenario, [job]);
            OutputFile.Write(path!, scenario.ToString(), _terminal, "scenario");
        }
    }
}
