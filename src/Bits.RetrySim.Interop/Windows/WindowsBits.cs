using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>The BITS of Windows, by the same interfaces as the emulator.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public static class WindowsBits
{
    private const string WhatElse = "elsewhere a client gets its manager from the emulator: new BitsSimulation().Manager.ToCom().";

    /// <summary>
    /// Connects to the service: makes the manager of BITS 1.5, whose jobs can be cast to the newer interfaces that the service has (COM-4, COM-5). Has the service act in the caller's name, as cost
    /// flags and helper tokens need it, unless the process has set its COM security itself (COM-6).
    /// </summary>
    /// <returns>The manager of the real service. The calling thread belongs to a multithreaded apartment then.</returns>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    /// <exception cref="InvalidOperationException">The thread is in a single-threaded apartment, as those of user interfaces are.</exception>
    /// <exception cref="COMException">The service cannot be reached, with its HRESULT: disabled (0x80070422), not registered (REGDB_E_CLASSNOTREG).</exception>
    public static IBackgroundCopyManager Connect()
    {
        RequireWindows(nameof(Connect));
        Ole32.BeginCom();
        return ComPointer.ToManaged<IBackgroundCopyManager>(Ole32.CreateInstance(BitsClassId.BackgroundCopyManager1_5, ComPointer.IdOf<IBackgroundCopyManager>()));
    }

    /// <summary>
    /// Registers the emulator in this process in the place of the service, for all versions of the manager: code under test that creates its manager by itself gets the emulator, as long as what is
    /// returned has not been disposed.
    /// This has not been tried on Windows itself yet.
    /// </summary>
    /// <param name="manager">The manager, for example that of a simulation.</param>
    /// <param name="version">Which version of BITS to play; the classes of newer ones stay those of the service (COM-9).</param>
    /// <returns>Ends it.</returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    /// <exception cref="InvalidOperationException">The thread is in a single-threaded apartment, as those of user interfaces are.</exception>
    /// <exception cref="COMException">The class cannot be registered, with its HRESULT.</exception>
    public static IDisposable Replace(BackgroundCopyManager manager, BitsVersion version = BitsVersion.V10_3)
    {
        // Bad arguments are told on every system.
        nint pointer = manager.ToPointer(version);
        try
        {
            RequireWindows(nameof(Replace));
            Ole32.BeginCom();
            return new ClassRegistration(new ComManagerFactory(manager, version), BitsClassId.UpTo(version));
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    private static void RequireWindows(string method)
    {
        if (!OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException($"WindowsBits.{method} needs Windows; {WhatElse}");
        }
    }
}
