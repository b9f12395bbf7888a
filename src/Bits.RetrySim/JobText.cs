using System.Globalization;

namespace Bits.RetrySim;

/// <summary>Jobs and files in a line that a person reads: without secrets, and the same in every culture.</summary>
internal static class JobText
{
    /// <summary>A job by its number and its name, as in <c>Job 1 "update"</c>.</summary>
    internal static string Name(BackgroundCopyJob job)
    {
        string name = SafeText.OneLine(FileNames.WithoutSecrets(job.DisplayName));
        return FormattableString.Invariant($"Job {job.Number}") + (name.Length == 0 ? "" : $" \"{name}\"");
    }

    /// <summary>Where a job is, how far it has come, and what comes next.</summary>
    internal static string Sentence(BackgroundCopyJob job)
    {
        string percent = job.Progress.Percent is { } here ? FormattableString.Invariant($" {here} %,") : "";
        return $"{Name(job)},{percent} {job.State}: {job.RetryStatus}";
    }

    /// <summary>A file, where it goes, and how much of it is here.</summary>
    internal static string Sentence(BackgroundCopyFile file)
    {
        BackgroundCopyFileProgress progress = file.Progress;
        string size = progress.BytesTotal is { } total ? FormattableString.Invariant($"{total} bytes, {progress.Percent} %") : "an unknown number of bytes";
        string here = progress.Completed ? ", in its place" : "";
        return SafeText.OneLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{FileNames.Shown(file.RemoteName)} to {FileNames.Shown(file.LocalName)}: {progress.BytesTransferred} of {size}{here}"));
    }
}
