namespace Bits.RetrySim;

/// <summary>Which files can be fetched on demand (FILE-24, PROP-8).</summary>
internal static class RangeAccess
{
    /// <exception cref="BitsException">The file cannot (BG_E_RANDOM_ACCESS_NOT_SUPPORTED).</exception>
    internal static void Check(JobRecord job, FileRecord file)
    {
        if ((job.IsUpload ? $"the job is an {job.Type} job" : ReasonAgainst(job.Extras.Transfer.IsDynamicContent, file)) is { } reason)
        {
            throw Refuse($"Parts of {FileNames.Shown(file.RemoteName)} cannot be asked for: {reason}.");
        }
    }

    /// <summary>A job of which only what is asked for is fetched has no other files than those of which parts can be.</summary>
    /// <exception cref="BitsException">One of the files cannot (BG_E_RANDOM_ACCESS_NOT_SUPPORTED).</exception>
    internal static void CheckOnDemand(bool isDynamic, ReadOnlySpan<FileRecord> files)
    {
        if (isDynamic)
        {
            throw Refuse($"On-demand mode does not go with {OfDynamicContent}.");
        }

        foreach (FileRecord file in files)
        {
            if (ReasonAgainst(isDynamic: false, file) is { } reason)
            {
                throw Refuse($"{FileNames.Shown(file.RemoteName)} cannot be in a job in on-demand mode: {reason}.");
            }
        }
    }

    private const string OfDynamicContent = "dynamic content, which each request makes anew";

    private static string? ReasonAgainst(bool isDynamic, FileRecord file) =>
        isDynamic ? $"the job is one of {OfDynamicContent}"
        : file.Ranges is not null ? "it was added with ranges of its own"
        : FileNames.ProtocolOf(file.RemoteName) != "http" ? "it comes from no web server"
        : file.LacksRanges ? "its server knows no ranges"
        : null;

    private static BitsException Refuse(string message) => Failure.Bits(HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, $"{message}");
}
