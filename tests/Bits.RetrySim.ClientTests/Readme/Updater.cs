using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients.Readme;

[GeneratedComClass]
public sealed partial class Updater(IBackgroundCopyManager bits) : IBackgroundCopyCallback
{
    public bool HasFailed { get; private set; }

    public void Begin(string address, string path)
    {
        bits.CreateJob("update", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(address, path);
        job.SetNotifyInterface(this);
        job.Resume();
    }

    public int JobTransferred(IBackgroundCopyJob job) => job.Complete();

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        HasFailed = true;
        return job.Cancel();
    }

    public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;
}
