using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>What has become of a download.</summary>
/// <param name="Id">Its job.</param>
/// <param name="State">Acknowledged: its whole files are in their place. Cancelled: nothing is left. Error and Suspended: what has come is kept.</param>
/// <param name="ErrorCode">The HRESULT it failed with; 0: it did not.</param>
/// <param name="Failed">The file that failed, as it may be shown; null: none.</param>
/// <param name="Files">What was fetched.</param>
/// <param name="Progress">How far it came.</param>
internal sealed record DownloadEnd(
    Guid Id, BackgroundCopyJobState State, int ErrorCode, string? Failed, IReadOnlyList<StoredFile> Files, BackgroundCopyJobProgress Progress)
{
    internal static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    internal int ExitCode => (ErrorCode, State) switch
    {
        (not 0, _) => ExitCodes.FailedOn,
        (_, BackgroundCopyJobState.Acknowledged) => ExitCodes.Done,
        (_, BackgroundCopyJobState.Cancelled) => ExitCodes.Cancelled,
        _ => ExitCodes.Interrupted,
    };

    /// <summary>Whether something came of a file that is not whole, which would have to come again.</summary>
    internal bool HasPart => Files.Any(static file => file is { IsWhole: false, Progress.BytesTransferred: > 0 });

    internal bool HasWhole => Files.Any(static file => file.IsWhole);

    internal static DownloadEnd Of(BackgroundCopyJob job)
    {
        BackgroundCopyError? error = job.State == BackgroundCopyJobState.Error ? job.Error : null;
        return new DownloadEnd(
            job.Id, job.State, error?.Code ?? 0, error?.File is { } file ? FileNames.Shown(file.RemoteName) : null, [.. job.Files.Select(StoredFile.Of)], job.Progress);
    }

    /// <param name="terminal">Where to.</param>
    /// <param name="store">Where what is kept is found.</param>
    /// <param name="isJson">Whether it is told to machines.</param>
    internal void Print(Terminal terminal, DownloadStore store, bool isJson)
    {
        if (isJson)
        {
            terminal.Text.WriteLine(ToJson().ToJsonString(JsonOptions));
            return;
        }

        foreach (StoredFile file in Files.Where(IsInPlace))
        {
            terminal.Text.WriteLine(SafeText.OneLine(file.Path));
        }

        if (ErrorCode != 0)
        {
            PrintError(terminal.Error);
        }

        switch (State)
        {
            case BackgroundCopyJobState.Error:
                terminal.Error.WriteLine($"What has come is kept, {Amount()}: {store.CommandOf("resume", Id)} goes on, {store.CommandOf("cancel", Id)} removes it.");
                break;
            case BackgroundCopyJobState.Suspended:
                terminal.Error.WriteLine($"Suspended at {Amount()}: {store.CommandOf("resume", Id)} goes on, and so does the same download again.");
                break;
            case BackgroundCopyJobState.Cancelled when ErrorCode == 0:
                terminal.Error.WriteLine("Cancelled.");
                break;
        }
    }

    private void PrintError(TextWriter error)
    {
        error.WriteLine($"bits-retrysim: {(Failed is null ? "" : Failed + ": ")}{Codes.Describe(ErrorCode)}");
        if (ErrorCode is HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT or HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT)
        {
            error.WriteLine("A foreground job needs no ranges for a file under 2 GB: --priority foreground.");
        }
    }

    private bool IsInPlace(StoredFile file) => State == BackgroundCopyJobState.Acknowledged && file.IsWhole;

    private string Amount() => Amounts.Text(Progress.BytesTransferred, Progress.BytesTotal);

    private JsonObject ToJson() => new()
    {
        ["id"] = Id.ToString("D"),
        ["state"] = (ErrorCode != 0 ? BackgroundCopyJobState.Error : State == BackgroundCopyJobState.Acknowledged ? BackgroundCopyJobState.Transferred : State).ToString(),
        ["isKept"] = State is not (BackgroundCopyJobState.Acknowledged or BackgroundCopyJobState.Cancelled),
        ["hresult"] = ErrorCode == 0 ? null : FormattableString.Invariant($"0x{ErrorCode:X8}"),
        ["failed"] = Failed,
        ["bytes"] = Progress.BytesTransferred,
        ["files"] = new JsonArray([.. Files.Select(file => (JsonNode)new JsonObject { ["path"] = file.Path, ["isWhole"] = IsInPlace(file) })]),
    };
}
