using Bits.RetrySim;

namespace MyTests;

public sealed class Updater(BackgroundCopyManager manager, TimeProvider time)
{
    public async Task<bool> UpdateAsync(string address, string target)
    {
        BackgroundCopyJob job = manager.CreateJob("update");
        job.AddFile(address, target);
        job.Resume();
        long start = time.GetTimestamp();
        while (job.State is not (BackgroundCopyJobState.Transferred or BackgroundCopyJobState.Error) && time.GetElapsedTime(start) < TimeSpan.FromHours(6))
        {
            await Task.Delay(TimeSpan.FromSeconds(30), time);
        }

        bool arrived = job.State == BackgroundCopyJobState.Transferred;
        if (arrived)
        {
            job.Complete();   // only now the file appears
        }
        else
        {
            job.Cancel();
        }

        return arrived;
    }
}
