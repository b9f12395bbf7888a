using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>What of COM's own library is needed.</summary>
internal static partial class Ole32
{
    private const uint LocalServer = 4;
    private const uint InProcessAndLocalServer = 5;
    private const uint MultipleUse = 1;
    private const uint Multithreaded = 0;
    private const uint DefaultAuthentication = 0;
    private const uint Impersonate = 3;

    private const int ChangedMode = unchecked((int)0x80010106);
    private const int TooLate = unchecked((int)0x80010119);

    /// <summary>The thread has an apartment, and the process a security, if they had none.</summary>
    /// <exception cref="InvalidOperationException">The thread has one of its own: its objects could not be used from another one.</exception>
    internal static void BeginCom()
    {
        int apartment = CoInitializeEx(0, Multithreaded);
        if (apartment == ChangedMode)
        {
            throw new InvalidOperationException("The thread is in a single-threaded apartment, as those of user interfaces are; call this from a thread of the pool, for example with Task.Run.");
        }

        Marshal.ThrowExceptionForHR(apartment);
        int security = CoInitializeSecurity(0, -1, 0, 0, DefaultAuthentication, Impersonate, 0, 0, 0);
        if (security != TooLate)
        {
            Marshal.ThrowExceptionForHR(security);
        }
    }

    internal static nint CreateInstance(Guid classId, Guid interfaceId)
    {
        Marshal.ThrowExceptionForHR(CoCreateInstance(in classId, 0, LocalServer, in interfaceId, out nint instance));
        return instance;
    }

    internal static uint Register(Guid classId, nint factory)
    {
        Marshal.ThrowExceptionForHR(CoRegisterClassObject(in classId, factory, InProcessAndLocalServer, MultipleUse, out uint cookie));
        return cookie;
    }

    /// <returns>The HRESULT.</returns>
    internal static int Revoke(uint cookie) => CoRevokeClassObject(cookie);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoInitializeEx(nint reserved, uint apartment);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoInitializeSecurity(
        nint descriptor, int services, nint authenticationServices, nint reserved, uint authentication, uint impersonation, nint list, uint capabilities, nint reservedToo);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoCreateInstance(in Guid classId, nint outer, uint context, in Guid interfaceId, out nint instance);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoRegisterClassObject(in Guid classId, nint factory, uint context, uint flags, out uint cookie);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoRevokeClassObject(uint cookie);
}
