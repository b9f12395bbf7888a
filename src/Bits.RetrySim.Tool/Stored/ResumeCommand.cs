using System.CommandLine;

namespace Bits.RetrySim.Tool;

/// <summary><c>resume ID [--store FILE]</c>.</summary>
internal sealed class ResumeCommand
{
    internal const string Examples = "bits-retrysim resume 3f2a91c0";

    private readonly Argument<string> _id = IdArgument.Create();
    private readonly StoreOptions _stores = new();
    private readonly Terminal _terminal;

    private ResumeCommand(Terminal terminal) => _terminal = terminal;

    internal static Command Create(Terminal terminal)
    {
        ResumeCommand resume = new(terminal);
        Command command = new("resume", "Goes on with a download where it stopped, and waits for its end as download does.") { resume._id };
        resume._stores.AddTo(command);
        command.SetAction(resume.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken interrupted)
    {
        StoreCatalog stores = _stores.Read(parsed);
        StoredDownload found = stores.Find(parsed.GetValue(_id)!);
        using DownloadStore store = stores.Open(found, new BackgroundCopyManagerOptions { Transport = new HttpTransport() });
        using TargetLocks locks = TargetLocks.Take(found.Files.Select(static file => file.Path));
        DownloadRun run = new(_terminal, store, store.Manager.GetJob(found.Id), _stores.IsJson(parsed)) { MayCancel = false };
        return await run.ToEndAsync(interrupted).ConfigureAwait(false);
    }
}
