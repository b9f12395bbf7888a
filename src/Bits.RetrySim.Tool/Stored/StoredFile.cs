using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tool;

/// <summary>A file of a job in a store.</summary>
/// <param name="Url">Where it comes from, as it may be shown.</param>
/// <param name="Path">Where it goes.</param>
/// <param name="Progress">How far it has come.</param>
internal sealed record StoredFile(string Url, string Path, BackgroundCopyFileProgress Progress)
{
    /// <summary>Whether all of it is here, in its place or not yet.</summary>
    internal bool IsWhole => Progress.BytesTotal == Progress.BytesTransferred;

    internal string Name => SafeText.OneLine(System.IO.Path.GetFileName(Path));

    internal static StoredFile Of(BackgroundCopyFile file) => new(FileNames.Shown(file.RemoteName), file.LocalName, file.Progress);

    internal JsonObject ToJson() => new()
    {
        ["url"] = Url,
        ["path"] = Path,
        ["bytes"] = Progress.BytesTransferred,
        ["bytesTotal"] = Progress.BytesTotal,
        ["isWhole"] = IsWhole,
    };
}
