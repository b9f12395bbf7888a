using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>
/// Fetches a file however long it takes: a failed job is resumed a few times, after a pause each. A callback is only a bell that says "look now";
/// what counts is the job's state, and that is looked at now and then even if no bell rings.
/// </summary>
/// <param name="manager">The service.</param>
/// <param name="maximumResumes">How often a job in ERROR gets another chance.</param>
/// <param name="pause">How long to wait before it does, so that Resume does not hammer a server that refuses.</param>
internal sealed class PatientDownloader(BackgroundCopyManager manager, int maximumResumes, TimeSpan pause)
{
    private static readonly TimeSpan LookAnyway = TimeSpan.FromMinutes(15);
    private readonly TimeProvider _time = manager.TimeProvider;

    /// <summary>Fetches one file.</summary>
    /// <returns>Whether it arrived.</returns>
    public async Task<bool> DownloadAsync(string url, string localName, CancellationToken cancellationToken = default)
    {
        BackgroundCopyJob job = manager.CreateJob("patient download");
        TaskCompletionSource bell = new();
        job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = _ => bell.TrySetResult(), JobError = (_, _) => bell.TrySetResult() };
        job.AddFile(url, localName);
        job.Resume();
        for (int resumes = 0; ; bell = new TaskCompletionSource())
        {
            switch (job.State)
            {
                case Transferred:
                    job.Complete();
                    return true;
                case Cancelled or Acknowledged:
                    return false;
                case Error when resumes == maximumResumes:
                    job.Cancel();
                    return false;
                case Error:
                    resumes++;
                    await Task.Delay(pause, _time, cancellationToken);
                    ResumeIfStillFailed(job);
                    break;
                default:
                    await Task.WhenAny(bell.Task, Task.Delay(LookAnyway, _time, cancellationToken));
                    cancellationToken.ThrowIfCancellationRequested();
                    break;
            }
        }
    }

    /// <summary>The bytes that are here stay here. Somebody else may have cancelled the job during the pause.</summary>
    private static void ResumeIfStillFailed(BackgroundCopyJob job)
    {
        if (job.State == Error)
        {
            job.Resume();
        }
    }
}
