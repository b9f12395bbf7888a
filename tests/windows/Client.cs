using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsOnWindows;

/// <summary>Creates its manager by itself, and hears of the end.</summary>
[GeneratedComClass]
internal sealed partial class Client : IBackgroundCopyCallback
{
    internal int Transferred { get; private set; }

    internal int ErrorCode { get; private set; }

    internal IBackgroundCopyJob Begin(Guid classId, string address)
    {
        Com.Create(classId).CreateJob("client", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        job.AddFile(address, @"C:\client.bin");
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(3600);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR);
        job.SetNotifyInterface(this);
        job.Resume();
        return job;
    }

    public int JobTransferred(IBackgroundCopyJob job)
    {
        Transferred++;
        return job.Complete();
    }

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        error.GetError(out _, out int code);
        ErrorCode = code;
        return job.Cancel();
    }

    public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;
}
