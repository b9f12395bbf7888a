using System.Collections;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>In the style of a typed wrapper: the jobs of BITS as a collection.</summary>
internal sealed class TypedJobs(IBackgroundCopyManager bits) : IEnumerable<TypedJob>
{
    internal TypedJob this[Guid id]
    {
        get
        {
            bits.GetJob(id, out IBackgroundCopyJob job);
            return new TypedJob(job);
        }
    }

    internal TypedJob Add(string name, string description = "", BG_JOB_TYPE type = BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD)
    {
        bits.CreateJob(name, type, out _, out IBackgroundCopyJob job);
        return new TypedJob(job) { Description = description };
    }

    internal bool Contains(Guid id) => this.Any(job => job.Id == id);

    internal void Clear()
    {
        foreach (TypedJob job in this)
        {
            job.Cancel();
        }
    }

    public IEnumerator<TypedJob> GetEnumerator() => bits.Jobs().Select(static job => new TypedJob(job)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A job as properties with types of .NET. A setting that the service's version lacks cannot be had: NotSupportedException.</summary>
internal sealed class TypedJob(IBackgroundCopyJob job)
{
    internal Guid Id => job.Id();

    internal BG_JOB_STATE State => job.State();

    internal DateTimeOffset CreationTime => job.CreationTime();

    internal string DisplayName
    {
        get => job.DisplayName();
        set => job.SetDisplayName(value);
    }

    internal string Description
    {
        get
        {
            job.GetDescription(out string description);
            return description;
        }

        set => job.SetDescription(value);
    }

    internal BG_JOB_PRIORITY Priority
    {
        get
        {
            job.GetPriority(out BG_JOB_PRIORITY priority);
            return priority;
        }

        set => job.SetPriority(value);
    }

    internal TimeSpan MinimumRetryDelay
    {
        get
        {
            job.GetMinimumRetryDelay(out uint seconds);
            return TimeSpan.FromSeconds(seconds);
        }

        set => job.SetMinimumRetryDelay((uint)value.TotalSeconds);
    }

    internal TimeSpan NoProgressTimeout
    {
        get
        {
            job.GetNoProgressTimeout(out uint seconds);
            return TimeSpan.FromSeconds(seconds);
        }

        set => job.SetNoProgressTimeout((uint)value.TotalSeconds);
    }

    internal TimeSpan MaximumDownloadTime
    {
        get
        {
            As<IBackgroundCopyJob4>().GetMaximumDownloadTime(out uint seconds);
            return TimeSpan.FromSeconds(seconds);
        }

        set => As<IBackgroundCopyJob4>().SetMaximumDownloadTime((uint)value.TotalSeconds);
    }

    internal bool DynamicContent
    {
        get
        {
            As<IBackgroundCopyJob5>().GetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT, out BITS_JOB_PROPERTY_VALUE value);
            return value.Enable != 0;
        }

        set => As<IBackgroundCopyJob5>().SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT, new BITS_JOB_PROPERTY_VALUE { Enable = value ? 1 : 0 });
    }

    internal int ErrorCount
    {
        get
        {
            job.GetErrorCount(out uint errors);
            return (int)errors;
        }
    }

    /// <summary>Why the job failed; null unless it is in an error state.</summary>
    internal int? LastError => State is BG_JOB_STATE.BG_JOB_STATE_ERROR or BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR ? job.ErrorCode() : null;

    /// <summary>0 to 100; 0 while the size is unknown.</summary>
    internal int PercentComplete
    {
        get
        {
            job.GetProgress(out BG_JOB_PROGRESS progress);
            return progress.BytesTotal is 0 or BitsConstants.BG_SIZE_UNKNOWN ? 0 : (int)(progress.BytesTransferred * 100 / progress.BytesTotal);
        }
    }

    internal IReadOnlyList<string> Files => [.. job.Files().Select(static file =>
    {
        file.GetLocalName(out string name);
        return name;
    })];

    internal void AddFile(string url, string path) => job.AddFile(url, path);

    internal void Resume() => job.Resume();

    internal void Cancel() => job.Cancel();

    internal void Complete() => job.Complete();

    private T As<T>()
        where T : class => job as T ?? throw new NotSupportedException($"This version of BITS has no {typeof(T).Name}.");
}
