using System.Runtime.InteropServices;

namespace BitsOnWindows;

/// <summary>The same in the manner of years ago, with COM as the runtime has it built in.</summary>
[ComVisible(true)]
public sealed class ClassicClient : Classic.IBackgroundCopyCallback
{
    internal int Transferred { get; private set; }

    internal int Failed { get; private set; }

    internal Classic.IBackgroundCopyJob Begin(object manager, string address)
    {
        ((Classic.IBackgroundCopyManager)manager).CreateJob("classic", 0, out _, out Classic.IBackgroundCopyJob job);
        job.AddFile(address, @"C:\classic.bin");
        job.SetNotifyFlags(3);
        job.SetNotifyInterface(this);
        job.Resume();
        return job;
    }

    public void JobTransferred(Classic.IBackgroundCopyJob job)
    {
        Transferred++;
        Marshal.ThrowExceptionForHR(job.Complete());
    }

    public void JobError(Classic.IBackgroundCopyJob job, object error)
    {
        Failed++;
        Marshal.ThrowExceptionForHR(job.Cancel());
    }

    public void JobModification(Classic.IBackgroundCopyJob job, uint reserved)
    {
    }
}
