using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsOnWindows;

/// <summary>For which threads <see cref="WindowsBits.Replace"/> holds, and where it ends.</summary>
internal static class ApartmentChecks
{
    private const string Url = "http://cdn.example/file";

    internal static void ItOutlivesTheThreadThatReplaced()
    {
        using BitsSimulation bits = new();
        nint manager = bits.Manager.ToPointer();
        IDisposable? replacement = null;
        Apartments.OnShared(() => replacement = WindowsBits.Replace(bits.Manager));

        Require.Hands(manager, [BitsClassId.BackgroundCopyManager]);

        replacement!.Dispose();
        Marshal.Release(manager);
    }

    internal static void AThreadWithAnApartmentEndsItToo()
    {
        using BitsSimulation bits = new();
        nint manager = bits.Manager.ToPointer();
        IDisposable replacement = WindowsBits.Replace(bits.Manager);

        Apartments.OnOwn(replacement.Dispose);

        int result = Com.TryCreate(BitsClassId.BackgroundCopyManager10_3, Com.LocalServer, out nint made);
        Require.That(result == Com.ClassNotRegistered || made != manager, "it has ended");
        WindowsBits.Replace(bits.Manager).Dispose();
        Marshal.Release(manager);
    }

    internal static void AThreadWithAnApartmentReplacesForItself() => Apartments.OnOwn(static () =>
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/file", 1000);
        nint manager = bits.Manager.ToPointer();
        using (IDisposable replacement = WindowsBits.Replace(bits.Manager))
        {
            Require.Hands(manager, [BitsClassId.BackgroundCopyManager, BitsClassId.BackgroundCopyManager10_3]);
            ClassicClient classic = new();
            Client client = new();
            classic.Begin(new Classic.BackgroundCopyManager(), Url);
            client.Begin(BitsClassId.BackgroundCopyManager, Url);
            bits.Clock.Advance(TimeSpan.FromHours(1));
            Require.Equal(1, classic.Transferred, "JobTransferred of classic declarations");
            Require.Equal(1, client.Transferred, "JobTransferred");

            Apartments.OnShared(() => Require.Fails<InvalidOperationException>(unchecked((int)0x8001010E), replacement.Dispose, "its end on another thread"));
            Require.Hands(manager, [BitsClassId.BackgroundCopyManager]);
        }

        WindowsBits.Replace(bits.Manager).Dispose();
        Marshal.Release(manager);
    });

    internal static void AnApartmentThatEndsTakesItAlong()
    {
        using BitsSimulation bits = new();
        nint manager = bits.Manager.ToPointer();
        IDisposable? replacement = null;
        Apartments.OnOwn(() => replacement = WindowsBits.Replace(bits.Manager));

        int result = Com.TryCreate(BitsClassId.BackgroundCopyManager10_3, Com.LocalServer, out nint made);
        Require.That(result != 0 || made != manager, "it has ended");
        replacement!.Dispose();
        using (WindowsBits.Replace(bits.Manager))
        {
            Require.Hands(manager, [BitsClassId.BackgroundCopyManager10_3]);
        }

        Marshal.Release(manager);
    }

    /// <summary>Code under test that loses it: its thread has ended, so that it stands in nobody's way.</summary>
    internal static void AnApartmentThatEndsMakesRoom()
    {
        using BitsSimulation bits = new();
        using BitsSimulation other = new();
        nint manager = other.Manager.ToPointer();
        IDisposable? lost = null;
        Apartments.OnOwn(() => lost = WindowsBits.Replace(bits.Manager));

        using (WindowsBits.Replace(other.Manager))
        {
            Require.Hands(manager, [BitsClassId.BackgroundCopyManager10_3]);
            lost!.Dispose();
            Require.Hands(manager, [BitsClassId.BackgroundCopyManager10_3]);
            Require.Fails<InvalidOperationException>(unchecked((int)0x800401FC), () => WindowsBits.Replace(bits.Manager), "a second replacement");
        }

        Marshal.Release(manager);
    }

    /// <summary>A thread of native code, which .NET has given no apartment.</summary>
    internal static void ItsEndLeavesTheThreadWithoutAnApartment()
    {
        using BitsSimulation bits = new();
        IDisposable replacement = WindowsBits.Replace(bits.Manager);
        Apartments.OnNone(() =>
        {
            Require.That(!Com.HasApartment(), "the thread has none");

            replacement.Dispose();

            Require.That(!Com.HasApartment(), "the thread has none still");
        });
        WindowsBits.Replace(bits.Manager).Dispose();
    }

    /// <summary>Through proxies, which Windows and Wine have for the interfaces of BITS. The class of 1.0 may come from the service, if it runs.</summary>
    internal static void OtherApartmentsGetProxies()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/file", 1000);
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);
        nint manager = bits.Manager.ToPointer();

        Apartments.OnOwn(() =>
        {
            Require.Equal(0, Com.TryCreate(BitsClassId.BackgroundCopyManager2_0, Com.LocalServer, out nint made), "creating it");
            Require.That(made != manager, "it is a proxy");
            Marshal.Release(made);
            ClassicClient client = new();
            client.Begin(Activator.CreateInstance(Type.GetTypeFromCLSID(BitsClassId.BackgroundCopyManager2_0, throwOnError: true)!)!, Url);
            Thread clock = new(() => bits.Clock.Advance(TimeSpan.FromHours(1)));
            clock.Start();

            // While it waits, the thread answers calls, as one with a loop of messages does.
            clock.Join();
            Require.Equal(1, client.Transferred, "JobTransferred, on the client's thread");
        });
        Marshal.Release(manager);
    }

    internal static void ConnectNeedsASharedApartment() =>
        Apartments.OnOwn(static () => Require.Fails<InvalidOperationException>(unchecked((int)0x80010106), static () => WindowsBits.Connect(), "Connect"));
}
