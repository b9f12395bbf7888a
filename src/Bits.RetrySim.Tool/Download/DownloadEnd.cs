using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>How a download has ended.</summary>
/// <param name="State">Transferred, Error or Cancelled.</param>
/// <param name="ErrorCode">The HRESULT in Error; else 0.</param>
/// <param name="Failed">The file that failed, as it may be shown; null: none.</param>
/// <param name="Whole">How many files are in their place.</param>
/// <param name="Bytes">How many bytes have come.</param>
internal sealed record DownloadEnd(BackgroundCopyJobState State, int ErrorCode, string? Failed, int Whole, long Bytes)
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    internal int ExitCode => State switch
    {
        BackgroundCopyJobState.Transferred => ExitCodes.Done,
        BackgroundCopyJobState.Error => ExitCodes.FailedOn,
        _ => ExitCodes.Interrupted,
    };

    internal static DownloadEnd Of(BackgroundCopyJob job)
    {
        BackgroundCopyError? error = job.State == BackgroundCopyJobState.Error ? job.Error : null;
        return new DownloadEnd(job.State, error?.Code ?? 0, error?.File is { } file ? FileNames.Shown(file.RemoteName) : null, job.Progress.FilesTransferred, job.Progress.BytesTransferred);
    }

    internal void Print(Terminal terminal, DownloadRequest request)
    {
        if (request.IsJson)
        {
            terminal.Text.WriteLine(ToJson(request));
            return;
        }

        foreach (DownloadTarget target in request.Targets.Take(State == BackgroundCopyJobState.Cancelled ? 0 : Whole))
        {
            terminal.Text.WriteLine(SafeText.OneLine(target.Path));
        }

        switch (State)
        {
            case BackgroundCopyJobState.Error:
                terminal.Error.WriteLine($"bits-retrysim: {Failed}: {Codes.Describe(ErrorCode)}");
                if (ErrorCode is HResults.BG_E_INSUFFICIENT_RANGE_SUPPORT or HResults.BG_E_INSUFFICIENT_HTTP_SUPPORT && request.Settings.Priority != BackgroundCopyJobPriority.Foreground)
                {
                    terminal.Error.WriteLine("A foreground job needs no ranges for a file under 2 GB: --priority foreground.");
                }

                break;
            case BackgroundCopyJobState.Cancelled:
                terminal.Error.WriteLine("bits-retrysim: interrupted; nothing is left behind.");
                break;
        }
    }

    private string ToJson(DownloadRequest request) => new JsonObject
    {
        ["state"] = State.ToString(),
        ["hresult"] = ErrorCode == 0 ? null : FormattableString.Invariant($"0x{ErrorCode:X8}"),
        ["failed"] = Failed,
        ["bytes"] = Bytes,
        ["files"] = new JsonArray([.. request.Targets.Select((target, index) => (JsonNode)new JsonObject
        {
            ["path"] = target.Path,
            ["isWhole"] = State != BackgroundCopyJobState.Cancelled && index < Whole,
        })]),
    }.ToJsonString(Options);
}
