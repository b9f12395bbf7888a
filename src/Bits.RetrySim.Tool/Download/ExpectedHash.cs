using System.Security.Cryptography;

namespace Bits.RetrySim.Tool;

/// <summary>The SHA-256 hash that the one file of a job has to have. It stands in the job's description, which is its client's, so that it outlives the command.</summary>
internal static class ExpectedHash
{
    private const string Mark = "SHA-256 ";

    internal static void Set(BackgroundCopyJob job, string hash) => job.Description = Mark + hash;

    /// <summary>Whether the file of a job that has arrived is another one than it should be; then it has to be fetched again (ERR-35).</summary>
    internal static async Task<bool> RefusesAsync(BackgroundCopyJob job, CancellationToken interrupted)
    {
        string expected = job.Description;
        if (job.State != BackgroundCopyJobState.Transferred || !expected.StartsWith(Mark, StringComparison.Ordinal) || await HasAsync(job, expected[Mark.Length..], interrupted).ConfigureAwait(false))
        {
            return false;
        }

        job.Files[0].SetValidationState(false);
        return true;
    }

    private static async Task<bool> HasAsync(BackgroundCopyJob job, string expected, CancellationToken interrupted)
    {
        string file = job.Files[0].TemporaryName!;
        try
        {
            FileStream content = File.OpenRead(file);
            await using (content.ConfigureAwait(false))
            {
                return Convert.ToHexString(await SHA256.HashDataAsync(content, interrupted).ConfigureAwait(false)).Equals(expected, StringComparison.OrdinalIgnoreCase);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw CommandException.File($"'{file}' cannot be read: {failure.Message}", failure);
        }
    }
}
