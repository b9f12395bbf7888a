using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>
/// In the manner of an installer's engine: foreground, the delay of ten minutes left as it is, a timeout of two minutes. That such a job never retries, nothing tells it.
/// </summary>
[GeneratedComClass]
internal sealed partial class Installer(IBackgroundCopyManager bits) : IBackgroundCopyCallback
{
    /// <summary>Null until the end; then the HRESULT of the download.</summary>
    internal int? Result { get; private set; }

    internal Guid Begin(string url, string path)
    {
        bits.CreateJob("setup", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out Guid id, out IBackgroundCopyJob job);
        job.AddFile(url, path);
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_FOREGROUND);
        job.SetNoProgressTimeout(120);
        job.SetNotifyInterface(this);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR);
        job.Resume();
        return id;
    }

    public int JobTransferred(IBackgroundCopyJob job)
    {
        Result = job.Complete();
        return 0;
    }

    public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        error.GetError(out _, out int code);
        Result = code;
        return 0;
    }

    public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;
}
