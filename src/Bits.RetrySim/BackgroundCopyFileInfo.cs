using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>The two names of a file that is added to a job. The names are checked when they are added (FILE-4, FILE-5).</summary>
/// <param name="RemoteName">The URL; at most 2,200 characters, no segment longer than 260 (LIM-3).</param>
/// <param name="LocalName">The full path on this machine; at most 260 characters (LIM-4).</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public readonly record struct BackgroundCopyFileInfo(string RemoteName, string LocalName)
{
    /// <summary>The parts of the remote file that are fetched, as <see cref="BackgroundCopyJob.AddFileWithRanges(string, string, IEnumerable{BackgroundCopyFileRange})"/> takes them.</summary>
    /// <value>Null, the default: the whole file. BITS has this for single files only.</value>
    public IReadOnlyList<BackgroundCopyFileRange>? Ranges { get; init; }

    /// <summary>The SHA-256 hash that the content has to have, as <see cref="BackgroundCopyFile.ExpectedSha256"/> takes it.</summary>
    /// <value>64 hexadecimal digits; null, the default: whatever comes is good.</value>
    public string? ExpectedSha256 { get; init; }

    // What is printed ends in logs, where the user info of a URL must not be.
    private bool PrintMembers(StringBuilder text)
    {
        string? remoteName = RemoteName is null ? null : FileNames.Shown(RemoteName);
        text.Append(CultureInfo.InvariantCulture, $"RemoteName = {remoteName}, LocalName = {LocalName}");
        return true;
    }
}
