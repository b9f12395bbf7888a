using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>What of COM's own library is needed.</summary>
internal static partial class Ole32
{
    /// <summary>The thread has an apartment of another kind (RPC_E_CHANGED_MODE).</summary>
    internal const int ChangedMode = unchecked((int)0x80010106);

    private const uint LocalServer = 4;
    private const uint InProcessAndLocalServer = 5;
    private const uint MultipleUse = 1;
    private const uint Multithreaded = 0;
    private const uint DefaultAuthentication = 0;
    private const uint Impersonate = 3;

    private const int SharedApartment = 1;

    private const int TooLate = unchecked((int)0x80010119);

    /// <summary>The thread has an apartment, if it had none.</summary>
    /// <returns>Whether it is the one that threads share; false where the thread has one of its own, as those of user interfaces do.</returns>
    internal static bool ShareApartment()
    {
        int apartment = CoInitializeEx(0, Multithreaded);
        if (apartment == ChangedMode)
        {
            return false;
        }

        Marshal.ThrowExceptionForHR(apartment);
        return true;
    }

    /// <summary>Whether the thread belongs to the apartment that threads share, without having it join one: also where it does because others have made that apartment.</summary>
    internal static bool IsInSharedApartment() => CoGetApartmentType(out int type, out _) == 0 && type == SharedApartment;

    /// <summary>The process has a security, if it had none: who is called may act in its name.</summary>
    internal static void BeginSecurity()
    {
        int security = CoInitializeSecurity(0, -1, 0, 0, DefaultAuthentication, Impersonate, 0, 0, 0);
        if (security != TooLate)
        {
            Marshal.ThrowExceptionForHR(security);
        }
    }

    /// <returns>The HRESULT; a pointer has a reference for the caller.</returns>
    internal static int TryCreateInstance(Guid classId, Guid interfaceId, out nint instance) => CoCreateInstance(in classId, 0, LocalServer, in interfaceId, out instance);

    internal static nint CreateInstance(Guid classId, Guid interfaceId)
    {
        Marshal.ThrowExceptionForHR(TryCreateInstance(classId, interfaceId, out nint instance));
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
    private static partial int CoGetApartmentType(out int type, out int qualifier);

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
