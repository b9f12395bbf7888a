using System.Globalization;
using System.Text;

namespace Bits.RetrySim;

/// <summary>One call of a <see cref="RecordingCallback"/>.</summary>
/// <param name="Kind">Which method was called: exactly one of the flags that name events.</param>
/// <param name="Job">The job.</param>
/// <param name="File">The file that was transferred, or that the error belongs to; null if there is none.</param>
/// <param name="ErrorCode">The HRESULT of the error (JobError only); 0 otherwise.</param>
/// <param name="Instant">When: engine time since the job's manager began.</param>
/// <param name="State">The state the job had when the call came.</param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record RecordedCall(
    BackgroundCopyNotifications Kind,
    BackgroundCopyJob Job,
    BackgroundCopyFile? File,
    int ErrorCode,
    TimeSpan Instant,
    BackgroundCopyJobState State)
{
    /// <summary>The parts of the file that are here (FileRangesTransferred only).</summary>
    public IReadOnlyList<BackgroundCopyFileRange> Ranges { get; init; } = [];

    // The same in every culture.
    private bool PrintMembers(StringBuilder text)
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"Kind = {Kind}, Job = {(Job is null ? "" : JobText.Name(Job))}, File = {(File is null ? "" : FileNames.Shown(File.LocalName))}, ErrorCode = {ErrorText.Hex(ErrorCode)}, Instant = {Instant:c}, State = {State}");
        if (Ranges.Count > 0)
        {
            text.Append(", Ranges = ").AppendJoin(' ', Ranges.Select(static range => FormattableString.Invariant($"{range.InitialOffset}+{range.Length}")));
        }

        return true;
    }
}
