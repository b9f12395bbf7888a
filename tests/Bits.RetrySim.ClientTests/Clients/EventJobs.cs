using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>In the style of a wrapper with events: the jobs that were made through it, each with events of its own, and those of all of them here.</summary>
internal sealed class EventManager(IBackgroundCopyManager bits) : IDisposable
{
    private readonly List<EventJob> _jobs = [];

    internal event EventHandler<JobEventArgs>? JobTransferred;

    internal event EventHandler<JobEventArgs>? JobFailed;

    internal EventJob CreateJob(string name, BG_JOB_TYPE type = BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD)
    {
        bits.CreateJob(name, type, out _, out IBackgroundCopyJob made);
        EventJob job = new(made);
        job.Transferred += (_, e) => JobTransferred?.Invoke(this, e);
        job.Failed += (_, e) => JobFailed?.Invoke(this, e);
        _jobs.Add(job);
        return job;
    }

    public void Dispose() => _jobs.ForEach(static job => job.Dispose());
}

/// <summary>A job, and what happened to it.</summary>
internal sealed class JobEventArgs(EventJob job, int errorCode = 0) : EventArgs
{
    internal EventJob Job => job;

    /// <summary>0 where nothing failed.</summary>
    internal int ErrorCode => errorCode;
}

/// <summary>A job with events. Who disposes of it hears no more; the job itself goes on.</summary>
[GeneratedComClass]
internal sealed partial class EventJob : IBackgroundCopyCallback, IDisposable
{
    private readonly IBackgroundCopyJob _job;

    internal EventJob(IBackgroundCopyJob job)
    {
        _job = job;
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR | BitsConstants.BG_NOTIFY_JOB_MODIFICATION);
        job.SetNotifyInterface(this);
    }

    internal event EventHandler<JobEventArgs>? Transferred;

    internal event EventHandler<JobEventArgs>? Failed;

    internal event EventHandler<JobEventArgs>? Modified;

    internal BG_JOB_STATE State => _job.State();

    internal void AddFile(string url, string path) => _job.AddFile(url, path);

    internal void Resume() => _job.Resume();

    internal void Complete() => _job.Complete();

    internal void Cancel() => _job.Cancel();

    public void Dispose()
    {
        if (State is not (BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED or BG_JOB_STATE.BG_JOB_STATE_CANCELLED))
        {
            _job.SetNotifyInterface(null);
        }
    }

    int IBackgroundCopyCallback.JobTransferred(IBackgroundCopyJob job) => Raise(Transferred);

    int IBackgroundCopyCallback.JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
    {
        error.GetError(out _, out int code);
        return Raise(Failed, code);
    }

    int IBackgroundCopyCallback.JobModification(IBackgroundCopyJob job, uint reserved) => Raise(Modified);

    private int Raise(EventHandler<JobEventArgs>? handlers, int errorCode = 0)
    {
        handlers?.Invoke(this, new JobEventArgs(this, errorCode));
        return 0;
    }
}
