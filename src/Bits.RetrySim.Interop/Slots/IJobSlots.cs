using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;

namespace Bits.RetrySim.Interop;

/// <summary>The slots of <see cref="IBackgroundCopyJob"/>, as the emulator fills them.</summary>
[GeneratedComInterface]
[Guid("37668D37-507E-4160-9316-26306D150B12")]
internal unsafe partial interface IJobSlots
{
    [PreserveSig]
    int AddFileSet(uint count, FileInfoSlot* files);

    [PreserveSig]
    int AddFile(char* remoteUrl, char* localName);

    [PreserveSig]
    int EnumFiles(nint* files);

    [PreserveSig]
    int Suspend();

    [PreserveSig]
    int Resume();

    [PreserveSig]
    int Cancel();

    [PreserveSig]
    int Complete();

    [PreserveSig]
    int GetId(Guid* id);

    [PreserveSig]
    int GetType(BG_JOB_TYPE* type);

    [PreserveSig]
    int GetProgress(BG_JOB_PROGRESS* progress);

    [PreserveSig]
    int GetTimes(BG_JOB_TIMES* times);

    [PreserveSig]
    int GetState(BG_JOB_STATE* state);

    [PreserveSig]
    int GetError(nint* error);

    [PreserveSig]
    int GetOwner(char** sid);

    [PreserveSig]
    int SetDisplayName(char* displayName);

    [PreserveSig]
    int GetDisplayName(char** displayName);

    [PreserveSig]
    int SetDescription(char* description);

    [PreserveSig]
    int GetDescription(char** description);

    [PreserveSig]
    int SetPriority(BG_JOB_PRIORITY priority);

    [PreserveSig]
    int GetPriority(BG_JOB_PRIORITY* priority);

    [PreserveSig]
    int SetNotifyFlags(uint flags);

    [PreserveSig]
    int GetNotifyFlags(uint* flags);

    [PreserveSig]
    int SetNotifyInterface(nint callback);

    [PreserveSig]
    int GetNotifyInterface(nint* callback);

    [PreserveSig]
    int SetMinimumRetryDelay(uint seconds);

    [PreserveSig]
    int GetMinimumRetryDelay(uint* seconds);

    [PreserveSig]
    int SetNoProgressTimeout(uint seconds);

    [PreserveSig]
    int GetNoProgressTimeout(uint* seconds);

    [PreserveSig]
    int GetErrorCount(uint* errors);

    [PreserveSig]
    int SetProxySettings(BG_JOB_PROXY_USAGE usage, char* proxyList, char* proxyBypassList);

    [PreserveSig]
    int GetProxySettings(BG_JOB_PROXY_USAGE* usage, char** proxyList, char** proxyBypassList);

    [PreserveSig]
    int TakeOwnership();
}
