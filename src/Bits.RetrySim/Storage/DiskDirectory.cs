using System.Runtime.InteropServices;
using System.Text;

namespace Bits.RetrySim;

/// <summary>The names of a directory. The runtime opens no directories, so the system is asked itself.</summary>
internal static class DiskDirectory
{
    private const int CloseOnExecOfLinux = 0x80000;
    private const int CloseOnExecOfMacOS = 0x1000000;

    /// <summary>EINVAL, EROFS and ENOTSUP: the file system knows no such thing, and nothing could be done about it.</summary>
    private static readonly int[] Unsupported = [22, 30, OperatingSystem.IsMacOS() ? 45 : 95];

    /// <summary>What was renamed in it keeps its new name through a power failure when this returns 0. On Windows the file system sees to it.</summary>
    internal static int Flush(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return 0;
        }

        int handle = Open(Encoding.UTF8.GetBytes(directory + '\0'), OperatingSystem.IsMacOS() ? CloseOnExecOfMacOS : CloseOnExecOfLinux);
        if (handle < 0)
        {
            return DiskErrors.CodeOfErrno(Marshal.GetLastPInvokeError());
        }

        int errno = Synchronize(handle) < 0 ? Marshal.GetLastPInvokeError() : 0;
        _ = Close(handle);
        return errno == 0 || Unsupported.Contains(errno) ? 0 : DiskErrors.CodeOfErrno(errno);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true, ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int handle);

    [DllImport("libc", EntryPoint = "close", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
