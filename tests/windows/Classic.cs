using System.Runtime.InteropServices;

namespace BitsOnWindows;

/// <summary>Declarations for COM as the runtime of Windows has it built in, as far as the classic client goes.</summary>
public static class Classic
{
    [ComImport, Guid("4991D34B-80A1-4291-83B6-3328366B9097")]
    public class BackgroundCopyManager;

    [ComImport, Guid("5CE34C0D-0DC9-4C1F-897C-DAA1B78CEE7C"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IBackgroundCopyManager
    {
        void CreateJob([MarshalAs(UnmanagedType.LPWStr)] string displayName, int type, out Guid jobId, out IBackgroundCopyJob job);
    }

    [ComImport, Guid("37668D37-507E-4160-9316-26306D150B12"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IBackgroundCopyJob
    {
        void AddFileSet(uint count, nint files);

        void AddFile([MarshalAs(UnmanagedType.LPWStr)] string remoteName, [MarshalAs(UnmanagedType.LPWStr)] string localName);

        void EnumFiles(out nint files);

        void Suspend();

        void Resume();

        [PreserveSig]
        int Cancel();

        [PreserveSig]
        int Complete();

        void GetId(out Guid id);

        void GetType(out int type);

        void GetProgress(nint progress);

        void GetTimes(nint times);

        void GetState(out int state);

        void GetError([MarshalAs(UnmanagedType.IUnknown)] out object error);

        void GetOwner([MarshalAs(UnmanagedType.LPWStr)] out string owner);

        void SetDisplayName([MarshalAs(UnmanagedType.LPWStr)] string displayName);

        void GetDisplayName([MarshalAs(UnmanagedType.LPWStr)] out string displayName);

        void SetDescription([MarshalAs(UnmanagedType.LPWStr)] string description);

        void GetDescription([MarshalAs(UnmanagedType.LPWStr)] out string description);

        void SetPriority(int priority);

        void GetPriority(out int priority);

        void SetNotifyFlags(uint flags);

        void GetNotifyFlags(out uint flags);

        void SetNotifyInterface([MarshalAs(UnmanagedType.IUnknown)] object? callback);
    }

    [ComImport, Guid("97EA99C7-0186-4AD4-8DF9-C5B4E0ED6B22"), InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
    public interface IBackgroundCopyCallback
    {
        void JobTransferred(IBackgroundCopyJob job);

        void JobError(IBackgroundCopyJob job, [MarshalAs(UnmanagedType.IUnknown)] object error);

        void JobModification(IBackgroundCopyJob job, uint reserved);
    }
}
