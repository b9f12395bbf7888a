using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>A job, as <see cref="BackgroundCopyJob"/> is.</summary>
/// <remarks>
/// Methods that return nothing throw what a failing HRESULT stands for, as .NET interop maps it: E_INVALIDARG <see cref="ArgumentException"/>, E_NOTIMPL
/// <see cref="NotImplementedException"/>, E_ACCESSDENIED <see cref="UnauthorizedAccessException"/>, others <see cref="COMException"/>.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[GeneratedComInterface(StringMarshalling = StringMarshalling.Utf16)]
[Guid("37668D37-507E-4160-9316-26306D150B12")]
public partial interface IBackgroundCopyJob
{
    /// <summary>Adds several files, all or none: <see cref="BackgroundCopyJob.AddFileSet"/> (FILE-7).</summary>
    void AddFileSet(uint count, [MarshalUsing(CountElementName = nameof(count))] BG_FILE_INFO[] files);

    /// <summary>Adds a file: <see cref="BackgroundCopyJob.AddFile(string, string)"/> (FILE-1).</summary>
    void AddFile(string remoteUrl, string localName);

    /// <summary>Lists the files as they are now (FILE-21).</summary>
    void EnumFiles(out IEnumBackgroundCopyFiles files);

    /// <summary><see cref="BackgroundCopyJob.Suspend"/> (STATE-41).</summary>
    void Suspend();

    /// <summary><see cref="BackgroundCopyJob.Resume"/>: BG_E_EMPTY for a job without files (LIFE-9).</summary>
    void Resume();

    /// <summary><see cref="BackgroundCopyJob.Cancel"/>: S_OK, or BG_S_UNABLE_TO_DELETE_FILES (LIFE-10).</summary>
    [PreserveSig]
    int Cancel();

    /// <summary><see cref="BackgroundCopyJob.Complete"/>: S_OK, BG_S_PARTIAL_COMPLETE or BG_S_UNABLE_TO_DELETE_FILES (LIFE-11).</summary>
    [PreserveSig]
    int Complete();

    /// <summary><see cref="BackgroundCopyJob.Id"/>.</summary>
    void GetId(out Guid id);

    /// <summary><see cref="BackgroundCopyJob.Type"/>.</summary>
    void GetType(out BG_JOB_TYPE type);

    /// <summary><see cref="BackgroundCopyJob.Progress"/>; a total that is not known is <see cref="BitsConstants.BG_SIZE_UNKNOWN"/>.</summary>
    void GetProgress(out BG_JOB_PROGRESS progress);

    /// <summary><see cref="BackgroundCopyJob.Times"/>.</summary>
    void GetTimes(out BG_JOB_TIMES times);

    /// <summary><see cref="BackgroundCopyJob.State"/>.</summary>
    void GetState(out BG_JOB_STATE state);

    /// <summary><see cref="BackgroundCopyJob.Error"/>: S_OK, or BG_E_ERROR_INFORMATION_UNAVAILABLE (ERR-1).</summary>
    [PreserveSig]
    int GetError(out IBackgroundCopyError? error);

    /// <summary>The security identifier of <see cref="BackgroundCopyJob.Owner"/>; a user who has none gets one that is made of the name.</summary>
    void GetOwner(out string sid);

    /// <summary><see cref="BackgroundCopyJob.DisplayName"/>.</summary>
    void SetDisplayName(string displayName);

    /// <summary><see cref="BackgroundCopyJob.DisplayName"/>.</summary>
    void GetDisplayName(out string displayName);

    /// <summary><see cref="BackgroundCopyJob.Description"/>.</summary>
    void SetDescription(string description);

    /// <summary><see cref="BackgroundCopyJob.Description"/>.</summary>
    void GetDescription(out string description);

    /// <summary><see cref="BackgroundCopyJob.Priority"/>.</summary>
    void SetPriority(BG_JOB_PRIORITY priority);

    /// <summary><see cref="BackgroundCopyJob.Priority"/>.</summary>
    void GetPriority(out BG_JOB_PRIORITY priority);

    /// <summary><see cref="BackgroundCopyJob.NotifyFlags"/>, from <see cref="BitsConstants"/>.</summary>
    void SetNotifyFlags(uint flags);

    /// <summary><see cref="BackgroundCopyJob.NotifyFlags"/>.</summary>
    void GetNotifyFlags(out uint flags);

    /// <summary>
    /// Whom to tell: an object that has <see cref="IBackgroundCopyCallback"/> (else E_NOINTERFACE), and <see cref="IBackgroundCopyCallback2"/> and
    /// <see cref="IBackgroundCopyCallback3"/> if it wants to hear of files; null: nobody (CB-2). A class of C# needs <see cref="GeneratedComClassAttribute"/>.
    /// </summary>
    void SetNotifyInterface([MarshalAs(UnmanagedType.Interface)] object? callback);

    /// <summary>The very object that was set; null if none is (CB-18).</summary>
    void GetNotifyInterface([MarshalAs(UnmanagedType.Interface)] out object? callback);

    /// <summary><see cref="BackgroundCopyJob.MinimumRetryDelay"/>, in seconds.</summary>
    void SetMinimumRetryDelay(uint seconds);

    /// <summary><see cref="BackgroundCopyJob.MinimumRetryDelay"/>, in seconds.</summary>
    void GetMinimumRetryDelay(out uint seconds);

    /// <summary><see cref="BackgroundCopyJob.NoProgressTimeout"/>, in seconds.</summary>
    void SetNoProgressTimeout(uint seconds);

    /// <summary><see cref="BackgroundCopyJob.NoProgressTimeout"/>, in seconds.</summary>
    void GetNoProgressTimeout(out uint seconds);

    /// <summary><see cref="BackgroundCopyJob.ErrorCount"/>.</summary>
    void GetErrorCount(out uint errors);

    /// <summary><see cref="BackgroundCopyJobProxy.Set"/> (PROP-21).</summary>
    void SetProxySettings(BG_JOB_PROXY_USAGE usage, string? proxyList, string? proxyBypassList);

    /// <summary><see cref="BackgroundCopyJob.Proxy"/>; lists that are not set are null.</summary>
    void GetProxySettings(out BG_JOB_PROXY_USAGE usage, out string? proxyList, out string? proxyBypassList);

    /// <summary><see cref="BackgroundCopyJob.TakeOwnership"/> (PROP-23).</summary>
    void TakeOwnership();
}
