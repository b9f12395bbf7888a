namespace Samples;

/// <summary>What the application knows of downloads.</summary>
public interface IUpdateDownloader
{
    /// <summary>Fetches a file, however long the server takes to recover.</summary>
    /// <param name="source">Its address.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="cancellationToken">Ends it; nothing is left behind then.</param>
    /// <returns>How it ended.</returns>
    Task<DownloadOutcome> DownloadAsync(Uri source, string target, CancellationToken cancellationToken = default);
}
