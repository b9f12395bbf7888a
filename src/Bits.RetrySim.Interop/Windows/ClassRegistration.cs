using System.Runtime.InteropServices;

namespace Bits.RetrySim.Interop;

/// <summary>
/// A factory that stands for classes in the apartment of the thread that made it, until it is disposed. One at a time: Wine does not ask a second one, and does not say so.
/// </summary>
internal sealed class ClassRegistration : IDisposable
{
    private const int AlreadyRegistered = unchecked((int)0x800401FC);
    private const int WrongIdentity = unchecked((int)0x80004015);
    private const int WrongThread = unchecked((int)0x8001010E);

    /// <summary>Null while there is none. One whose apartment has ended with its thread stands no more, whether anybody has disposed of it or not.</summary>
    private static ClassRegistration? _standing;

    private readonly List<uint> _cookies = [];
    private readonly Thread? _ownThread;
    private int _isDisposed;

    /// <param name="manager">What the factory hands out.</param>
    /// <param name="factory">The factory.</param>
    /// <param name="classIds">Of which classes.</param>
    internal ClassRegistration(nint manager, ComManagerFactory factory, IEnumerable<Guid> classIds)
    {
        ClassRegistration? before = Volatile.Read(ref _standing);
        if (before is { HasEnded: false } || Interlocked.CompareExchange(ref _standing, this, before) != before)
        {
            throw new InvalidOperationException(
                "An emulator stands in the place of the service already, and a process can have one; dispose it first. (CO_E_OBJISREG 0x800401FC)")
            {
                HResult = AlreadyRegistered,
            };
        }

        bool isDone = false;
        try
        {
            _ownThread = Ole32.ShareApartment() ? null : Thread.CurrentThread;
            Register(factory, classIds, manager);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                Revoke();
                Leave();
            }
        }
    }

    /// <summary>Whether its apartment went with its thread, and what stood there.</summary>
    private bool HasEnded => _ownThread is { IsAlive: false };

    /// <exception cref="InvalidOperationException">It stands in the apartment of another thread (RPC_E_WRONG_THREAD).</exception>
    public void Dispose()
    {
        if (Volatile.Read(ref _isDisposed) == 0 && _ownThread is { IsAlive: true } && _ownThread != Thread.CurrentThread)
        {
            throw new InvalidOperationException(
                "The emulator was put in the place of the service on a thread with an apartment of its own; dispose it on that thread. (RPC_E_WRONG_THREAD 0x8001010E)")
            {
                HResult = WrongThread,
            };
        }

        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        // What threads share is taken back by one of those.
        int[] answers = HasEnded ? []
            : _ownThread is null && !Ole32.IsInSharedApartment() ? Task.Run(Revoke).GetAwaiter().GetResult()
            : Revoke();
        Leave();
        Array.ForEach(answers, Marshal.ThrowExceptionForHR);
    }

    /// <summary>Makes room for the next, which may stand already.</summary>
    private void Leave() => Interlocked.CompareExchange(ref _standing, null, this);

    private void Register(ComManagerFactory factory, IEnumerable<Guid> classIds, nint manager)
    {
        nint pointer = ComPointer.Of(factory, ComPointer.IdOf<IClassFactorySlots>());
        try
        {
            foreach (Guid id in classIds)
            {
                _cookies.Add(Ole32.Register(id, pointer));
                RequireThatItIsAsked(id, manager);
            }
        }
        finally
        {
            Marshal.Release(pointer);
        }
    }

    /// <summary>Code under test must not reach the service unnoticed.</summary>
    private static void RequireThatItIsAsked(Guid id, nint manager)
    {
        nint made = Ole32.CreateInstance(id, ComPointer.IdOf<IBackgroundCopyManager>());
        Marshal.Release(made);
        if (made != manager)
        {
            throw new BitsException($"The class {id} is registered, but COM hands out the manager of somebody else. (CO_E_WRONG_SERVER_IDENTITY 0x80004015)", WrongIdentity);
        }
    }

    /// <returns>The HRESULTs.</returns>
    private int[] Revoke() => [.. _cookies.Select(Ole32.Revoke)];
}
