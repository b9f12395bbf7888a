using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>The BITS of Windows, by the same interfaces as the emulator.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
public static class WindowsBits
{
    private const string WhatElse = "elsewhere a client gets its manager from the emulator: new BitsSimulation().Manager.ToCom().";

    /// <summary>
    /// Connects to the service: makes the manager of BITS 1.5, whose jobs can be cast to the newer interfaces that the service has (COM-4, COM-5), or of BITS 1.0 where that is all there is. Has the
    /// service act in the caller's name, as cost flags and helper tokens need it, unless the process has set its COM security itself (COM-6).
    /// Tried under Wine 8.0 with .NET 10, whose own service it reached, and not on Windows itself yet; Wine does not look at COM security.
    /// </summary>
    /// <returns>The manager of the real service, or what <see cref="Replace"/> has put in its place. The calling thread belongs to a multithreaded apartment then.</returns>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    /// <exception cref="InvalidOperationException">The thread is in a single-threaded apartment, as those of user interfaces are (RPC_E_CHANGED_MODE 0x80010106).</exception>
    /// <exception cref="COMException">The service cannot be reached, with its HRESULT: disabled (0x80070422), not registered (REGDB_E_CLASSNOTREG).</exception>
    public static IBackgroundCopyManager Connect()
    {
        RequireWindows(nameof(Connect));
        if (!Ole32.ShareApartment())
        {
            throw new InvalidOperationException(
                "The thread is in a single-threaded apartment, as those of user interfaces are, and other threads could not use what it gets; call this from a thread of the pool, for example with "
                + "Task.Run. (RPC_E_CHANGED_MODE 0x80010106)")
            {
                HResult = Ole32.ChangedMode,
            };
        }

        Ole32.BeginSecurity();
        Guid manager = ComPointer.IdOf<IBackgroundCopyManager>();
        int result = Ole32.TryCreateInstance(BitsClassId.BackgroundCopyManager1_5, manager, out nint instance);
        if (result == HResults.REGDB_E_CLASSNOTREG)
        {
            // BITS 1.0, and Wine, whose one class has jobs with newer interfaces all the same.
            result = Ole32.TryCreateInstance(BitsClassId.BackgroundCopyManager, manager, out instance);
        }

        Marshal.ThrowExceptionForHR(result);
        return ComPointer.ToManaged<IBackgroundCopyManager>(instance);
    }

    /// <summary>
    /// Registers the emulator in this process in the place of the service, for all versions of the manager: code under test that creates its manager by itself gets the emulator, as long as what is
    /// returned has not been disposed. It holds for the threads that share an apartment with the calling one: on a thread without one, or of the pool, for all of these; on a thread with an apartment
    /// of its own, as those of user interfaces have one, for that thread. A process has one at a time.
    /// Each class is created once to see that COM hands out the emulator, so that no test reaches the service unnoticed.
    /// Tried under Wine 8.0 with .NET 10, and not on Windows itself yet, which may refuse with CO_E_WRONG_SERVER_IDENTITY, as its classes belong to the service.
    /// </summary>
    /// <param name="manager">The manager, for example that of a simulation.</param>
    /// <param name="version">Which version of BITS to play; the classes of newer ones stay those of the service (COM-9).</param>
    /// <returns>
    /// Ends it: on any thread, or, if the calling one has an apartment of its own, on that thread only (else InvalidOperationException, RPC_E_WRONG_THREAD 0x8001010E), with which it ends
    /// anyway, and makes room for another one. What was created before goes on working.
    /// </returns>
    /// <exception cref="ArgumentNullException">The manager is null (E_INVALIDARG).</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such version (E_INVALIDARG).</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Windows.</exception>
    /// <exception cref="InvalidOperationException">The process has replaced the service already (CO_E_OBJISREG 0x800401FC).</exception>
    /// <exception cref="COMException">The class cannot be registered, with its HRESULT, or COM hands out another manager all the same (CO_E_WRONG_SERVER_IDENTITY 0x80004015).</exception>
    public static IDisposable Replace(BackgroundCopyManager manager, BitsVersion version = BitsVersion.V10_3)
    {
        // Bad arguments are told on every system.
        nint pointer = manager.ToPointer(version);
        try
        {
            RequireWindows(nameof(Replace));
            return new ClassRegistration(pointer, new ComManagerFactory(manager, version), BitsClassId.UpTo(version));
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
