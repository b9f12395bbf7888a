using System.Runtime.InteropServices.ComTypes;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job of BITS 1.0, as a client of COM has it.</summary>
[GeneratedComClass]
internal unsafe partial class ComJob(BackgroundCopyJob job, ComSession session) : ComSubject<BackgroundCopyJob>(job, session), IJobSlots
{
    public int AddFileSet(uint count, FileInfoSlot* files) => files is null
        ? Null(nameof(files))
        : Do((Count: count, Files: (nint)files), static (job, set) => job.AddFileSet(new FilesInMemory((FileInfoSlot*)set.Files, set.Count)));

    public int AddFile(char* remoteUrl, char* localName) =>
        Do((Remote: Text(remoteUrl), Local: Text(localName)), static (job, names) => job.AddFile(names.Remote!, names.Local!));

    public int EnumFiles(nint* files) => Get(files, Session, static (job, session) => session.PointerTo(job.Files));

    public int Suspend() => Do(static job => job.Suspend());

    public int Resume() => Do(static job => job.Resume());

    public int Cancel() => Answer(0, static (job, _) => (int)job.Cancel());

    public int Complete() => Answer(0, static (job, _) => (int)job.Complete());

    public int GetId(Guid* id) => Get(id, static job => job.Id);

    public int GetType(BG_JOB_TYPE* type) => Get(type, static job => (BG_JOB_TYPE)job.Type);

    public int GetProgress(BG_JOB_PROGRESS* progress) => Get(progress, static job => ProgressOf(job.Progress));

    public int GetTimes(BG_JOB_TIMES* times) => Get(times, static job => TimesOf(job.Times));

    public int GetState(BG_JOB_STATE* state) => Get(state, static job => (BG_JOB_STATE)job.State);

    public int GetError(nint* error) => Get(error, Session, static (job, session) => session.PointerTo(
        job.Error ?? throw new BitsException("The job has no error to tell of, or has come to TRANSFERRING since.", HResults.BG_E_ERROR_INFORMATION_UNAVAILABLE)));

    public int GetOwner(char** sid) => Get(sid, static job => UserSid.Of(job.Owner));

    public int SetDisplayName(char* displayName) => Set(displayName, static (job, text) => job.DisplayName = text!);

    public int GetDisplayName(char** displayName) => Get(displayName, static job => job.DisplayName);

    public int SetDescription(char* description) => Set(description, static (job, text) => job.Description = text!);

    public int GetDescription(char** description) => Get(description, static job => job.Description);

    public int SetPriority(BG_JOB_PRIORITY priority) => Do(priority, static (job, value) => job.Priority = (BackgroundCopyJobPriority)value);

    public int GetPriority(BG_JOB_PRIORITY* priority) => Get(priority, static job => (BG_JOB_PRIORITY)job.Priority);

    public int SetNotifyFlags(uint flags) => Do(flags, static (job, value) => job.NotifyFlags = (BackgroundCopyNotifications)unchecked((int)value));

    public int GetNotifyFlags(uint* flags) => Get(flags, static job => unchecked((uint)(int)job.NotifyFlags));

    public int SetNotifyInterface(nint callback) => Do((Pointer: callback, Job: this), static (job, set) =>
    {
        ComCallback? client = ComCallback.Of(set.Pointer, set.Job.Session);
        try
        {
            job.NotifyInterface = client;
            client = null;
        }
        finally
        {
            client?.Release(job);
        }
    });

    public int GetNotifyInterface(nint* callback) => Get(callback, 0, static (job, _) => (job.NotifyInterface as ComCallback)?.Lend() ?? 0);

    public int SetMinimumRetryDelay(uint seconds) => Do(seconds, static (job, value) => job.MinimumRetryDelay = TimeSpan.FromSeconds(value));

    public int GetMinimumRetryDelay(uint* seconds) => Get(seconds, static job => (uint)job.MinimumRetryDelay.TotalSeconds);

    public int SetNoProgressTimeout(uint seconds) => Do(seconds, static (job, value) => job.NoProgressTimeout = TimeSpan.FromSeconds(value));

    public int GetNoProgressTimeout(uint* seconds) => Get(seconds, static job => (uint)job.NoProgressTimeout.TotalSeconds);

    public int GetErrorCount(uint* errors) => Get(errors, static job => (uint)job.ErrorCount);

    public int SetProxySettings(BG_JOB_PROXY_USAGE usage, char* proxyList, char* proxyBypassList) => Do(
        (Usage: (BackgroundCopyProxyUsage)usage, List: Text(proxyList), Bypass: Text(proxyBypassList)),
        static (job, proxy) => job.Proxy.Set(proxy.Usage, proxy.List, proxy.Bypass));

    public int GetProxySettings(BG_JOB_PROXY_USAGE* usage, char** proxyList, char** proxyBypassList)
    {
        Zero(usage);
        Zero((nint*)proxyList);
        Zero((nint*)proxyBypassList);
        if (usage is null || proxyList is null || proxyBypassList is null)
        {
            return Null(usage is null ? nameof(usage) : proxyList is null ? nameof(proxyList) : nameof(proxyBypassList));
        }

        return Do((Usage: (nint)usage, List: (nint)proxyList, Bypass: (nint)proxyBypassList), static (job, to) =>
        {
            // All of one moment.
            (BackgroundCopyProxyUsage usage, string? list, string? bypass) = job.Proxy;
            *(BG_JOB_PROXY_USAGE*)to.Usage = (BG_JOB_PROXY_USAGE)usage;
            *(char**)to.List = Copy(list);
            *(char**)to.Bypass = Copy(bypass);
        });
    }

    public int TakeOwnership() => Do(static job => job.TakeOwnership());

    private static BG_JOB_PROGRESS ProgressOf(BackgroundCopyJobProgress progress) => new()
    {
        BytesTotal = (ulong?)progress.BytesTotal ?? BitsConstants.BG_SIZE_UNKNOWN,
        BytesTransferred = (ulong)progress.BytesTransferred,
        FilesTotal = (uint)progress.FilesTotal,
        FilesTransferred = (uint)progress.FilesTransferred,
    };

    private static BG_JOB_TIMES TimesOf(BackgroundCopyJobTimes times) => new()
    {
        CreationTime = FileTimeOf(times.CreationTime),
        ModificationTime = FileTimeOf(times.ModificationTime),
        TransferCompletionTime = times.TransferCompletionTime is { } completed ? FileTimeOf(completed) : default,
    };

    private static FILETIME FileTimeOf(DateTimeOffset time)
    {
        long ticks = time.ToFileTime();
        return unchecked(new FILETIME { dwLowDateTime = (int)ticks, dwHighDateTime = (int)(ticks >> 32) });
    }
}
