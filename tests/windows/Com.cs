using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsOnWindows;

/// <summary>COM's own library, as code that creates its manager by itself calls it.</summary>
internal static unsafe partial class Com
{
    internal const int ClassNotRegistered = unchecked((int)0x80040154);

    internal const uint LocalServer = 4;

    /// <summary>What clients ask for: a local server, one or in the process, any server, anything.</summary>
    internal static uint[] Contexts { get; } = [LocalServer, 5, 21, 23];

    /// <returns>The HRESULT; a pointer has a reference for the caller.</returns>
    internal static int TryCreate(Guid classId, uint context, out nint manager)
    {
        Guid interfaceId = typeof(IBackgroundCopyManager).GUID;
        return CoCreateInstance(in classId, 0, context, in interfaceId, out manager);
    }

    internal static IBackgroundCopyManager Create(Guid classId)
    {
        Marshal.ThrowExceptionForHR(TryCreate(classId, LocalServer, out nint pointer));
        IBackgroundCopyManager manager = ComInterfaceMarshaller<IBackgroundCopyManager>.ConvertToManaged((void*)pointer)!;
        Marshal.Release(pointer);
        return manager;
    }

    internal static uint Register(Guid classId, IFactory factory)
    {
        void* pointer = ComInterfaceMarshaller<IFactory>.ConvertToUnmanaged(factory);
        int result = CoRegisterClassObject(in classId, (nint)pointer, LocalServer, 1, out uint cookie);
        ComInterfaceMarshaller<IFactory>.Free(pointer);
        Marshal.ThrowExceptionForHR(result);
        return cookie;
    }

    internal static void Revoke(uint cookie) => Marshal.ThrowExceptionForHR(CoRevokeClassObject(cookie));

    /// <summary>Whether the thread has joined one; while others share one, it may use that all the same.</summary>
    internal static bool HasApartment() => CoGetApartmentType(out _, out int qualifier) == 0 && qualifier != 1;

    internal static void LeaveApartment() => CoUninitialize();

    internal static void JoinSharedApartment() => Marshal.ThrowExceptionForHR(CoInitializeEx(0, 0));

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoGetApartmentType(out int type, out int qualifier);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial void CoUninitialize();

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoInitializeEx(nint reserved, uint apartment);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoCreateInstance(in Guid classId, nint outer, uint context, in Guid interfaceId, out nint instance);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoRegisterClassObject(in Guid classId, nint instance, uint context, uint flags, out uint cookie);

    [LibraryImport("ole32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int CoRevokeClassObject(uint cookie);
}
