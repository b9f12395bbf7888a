namespace Bits.RetrySim.Tool;

/// <summary>The stores that a command looks into.</summary>
/// <param name="paths">Their files.</param>
/// <param name="isNamed">Whether the user named it; else it is there only as long as something is left to fetch.</param>
internal sealed class StoreCatalog(IReadOnlyList<string> paths, bool isNamed)
{
    /// <summary>What was in those that could be read, and why others could not.</summary>
    internal (IReadOnlyList<StoredDownload> Jobs, IReadOnlyList<CommandException> Failures) Look()
    {
        List<StoredDownload> jobs = [];
        List<CommandException> failures = [];
        foreach (string path in paths)
        {
            try
            {
                using DownloadStore store = DownloadStore.OpenToLook(path);
                jobs.AddRange(store.Manager.EnumAllJobs().Select(job => StoredDownload.Of(job, path)));
            }
            catch (CommandException failure) when (!isNamed)
            {
                failures.Add(failure);
            }
        }

        return (jobs, failures);
    }

    /// <summary>The one job whose id begins so.</summary>
    /// <exception cref="CommandException">There is none, or more than one.</exception>
    internal StoredDownload Find(string id)
    {
        (IReadOnlyList<StoredDownload> jobs, IReadOnlyList<CommandException> failures) = Look();
        string digits = id.Replace("-", "", StringComparison.Ordinal);
        StoredDownload[] found = [.. jobs.Where(job => digits.Length > 0 && job.Id.ToString("N").StartsWith(digits, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw (failures is [var only] && jobs.Count == 0 ? only : CommandException.Input($"there is no job '{id}' {Where()}; bits-retrysim list tells which there are.")),
            _ => throw CommandException.Input($"'{id}' may be {string.Join(" or ", found.Select(static job => job.Id.ToString("D")))}; say more of the id."),
        };
    }

    /// <summary>Takes calls for a job that was found.</summary>
    internal DownloadStore OpenAtRest(StoredDownload job) => DownloadStore.OpenAtRest(job.Store, isNamed);

    /// <summary>Goes on with a job that was found.</summary>
    internal DownloadStore Open(StoredDownload job, BackgroundCopyManagerOptions options) => DownloadStore.Open(job.Store, isNamed, options);

    private string Where() => isNamed ? $"in {paths[0]}" : paths.Count == 0 ? "here, and no store" : $"in {string.Join(", ", paths.Select(Path.GetFileName))}";
}
