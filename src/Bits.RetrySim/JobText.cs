namespace Bits.RetrySim;

/// <summary>What jobs and files are called where people read of them.</summary>
internal static class JobText
{
    /// <summary>A job by its number and its name, as in <c>Job 1 "update"</c>; on one line, without secrets.</summary>
    internal static string Name(BackgroundCopyJob job)
    {
        string name = SafeText.OneLine(FileNames.WithoutSecrets(job.DisplayName));
        return FormattableString.Invariant($"Job {job.Number}") + (name.Length == 0 ? "" : $" \"{name}\"");
    }
}
