using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsOnWindows;

/// <summary>What <see cref="WindowsBits.Replace"/> promises.</summary>
internal static class Checks
{
    private const string Url = "http://cdn.example/file";

    private static Guid[] Classes { get; } =
    [
        BitsClassId.BackgroundCopyManager, BitsClassId.BackgroundCopyManager1_5, BitsClassId.BackgroundCopyManager2_0, BitsClassId.BackgroundCopyManager2_5, BitsClassId.BackgroundCopyManager3_0,
        BitsClassId.BackgroundCopyManager4_0, BitsClassId.BackgroundCopyManager5_0, BitsClassId.BackgroundCopyManager10_1, BitsClassId.BackgroundCopyManager10_2, BitsClassId.BackgroundCopyManager10_3,
    ];

    internal static void EveryClassIsTheEmulator()
    {
        using BitsSimulation bits = new();
        nint manager = bits.Manager.ToPointer();
        int before = References(manager);

        using (WindowsBits.Replace(bits.Manager))
        {
            Require.Hands(manager, Classes);
            Apartments.OnShared(() => Require.Hands(manager, Classes));
        }

        Require.Equal(before, References(manager), "how many references the manager has");
        Marshal.Release(manager);
    }

    internal static void ConnectGetsTheEmulatorToo()
    {
        using BitsSimulation bits = new();
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);

        Require.That(ReferenceEquals(bits.Manager.ToCom(), WindowsBits.Connect()), "what Connect gives is the emulator");
    }

    /// <summary>Wine has the one class of BITS 1.0; on Windows the others answer for the service.</summary>
    internal static void AfterItsEndTheClassesAreTheServicesAgain()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/file", 1000);
        Client client = new();
        IDisposable replacement = WindowsBits.Replace(bits.Manager);
        client.Begin(Classes[0], Url);

        replacement.Dispose();
        replacement.Dispose();

        nint manager = bits.Manager.ToPointer();
        foreach (Guid id in Classes)
        {
            int result = Com.TryCreate(id, Com.LocalServer, out nint made);
            Require.That(result == Com.ClassNotRegistered || (result == 0 && made != manager), $"the class {id} is no longer the emulator");
        }

        Marshal.Release(manager);
        bits.Clock.Advance(TimeSpan.FromHours(1));
        Require.Equal(1, client.Transferred, "what was created before goes on");
    }

    internal static void AnOldVersionHasItsClassesAndInterfaces()
    {
        using BitsSimulation bits = new();
        using IDisposable replacement = WindowsBits.Replace(bits.Manager, BitsVersion.V1_5);
        nint manager = bits.Manager.ToPointer(BitsVersion.V1_5);

        Require.Hands(manager, Classes[..2]);
        int result = Com.TryCreate(Classes[2], Com.LocalServer, out nint made);
        Require.That(result == Com.ClassNotRegistered || made != manager, "2.0 stays what it was");
        Com.Create(Classes[1]).CreateJob("old", BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out IBackgroundCopyJob job);
        Require.That(job is IBackgroundCopyJob2 and not IBackgroundCopyJob3, "a job is one of 1.5");
        Marshal.Release(manager);
    }

    internal static void AProcessHasOneReplacement()
    {
        using BitsSimulation bits = new();
        using BitsSimulation other = new();
        nint manager = bits.Manager.ToPointer();
        using (WindowsBits.Replace(bits.Manager))
        {
            Require.Fails<InvalidOperationException>(unchecked((int)0x800401FC), () => WindowsBits.Replace(other.Manager), "a second replacement");
            Require.Hands(manager, Classes);
        }

        using (WindowsBits.Replace(other.Manager))
        {
            Require.That(WindowsBits.Connect() is not null, "after the first comes the second");
        }

        Marshal.Release(manager);
    }

    /// <summary>Code under test that has registered something by itself is asked before the emulator.</summary>
    internal static void WhatStandsInTheWayIsFound()
    {
        using BitsSimulation bits = new();
        using BitsSimulation other = new();
        nint somebody = other.Manager.ToPointer();
        uint cookie = Com.Register(Classes[3], new Factory(somebody));

        Require.Fails<BitsException>(unchecked((int)0x80004015), () => WindowsBits.Replace(bits.Manager), "a replacement that is not asked");

        Com.Revoke(cookie);
        Marshal.Release(somebody);
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);
        nint manager = bits.Manager.ToPointer();
        Require.Hands(manager, Classes);
        Marshal.Release(manager);
    }

    internal static void AClientIsToldAfterARetry()
    {
        using BitsSimulation bits = new();
        SimulatedHost server = bits.Network.Host("cdn.example").OnRequests(1, 2, SimulatedFault.HttpStatus(503));
        server.Resource("/file", 1000);
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);
        Client client = new();

        IBackgroundCopyJob job = client.Begin(Classes[0], Url);
        bits.Clock.Advance(TimeSpan.FromSeconds(30));
        job.GetState(out BG_JOB_STATE state);
        Require.Equal(BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR, state, "the state before the retry");
        bits.Clock.Advance(TimeSpan.FromHours(1));

        Require.Equal(1, client.Transferred, "JobTransferred");
        job.GetState(out state);
        Require.Equal(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED, state, "the state at the end");
    }

    internal static void AClientIsToldOfTheTimeout()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Fails(503);
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);
        Client client = new();

        IBackgroundCopyJob job = client.Begin(Classes[9], Url);
        bits.Clock.Advance(TimeSpan.FromHours(2));

        Require.Equal($"0x{0x801901F7:X8}", $"0x{client.ErrorCode:X8}", "the code of JobError");
        job.GetState(out BG_JOB_STATE state);
        Require.Equal(BG_JOB_STATE.BG_JOB_STATE_CANCELLED, state, "the state at the end");
    }

    internal static void ClassicClientsGetTheEmulator()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/file", 1000);
        bits.Network.Host("down.example").Fails(404);
        using IDisposable replacement = WindowsBits.Replace(bits.Manager);
        ClassicClient made = new();
        ClassicClient activated = new();
        ClassicClient failing = new();

        made.Begin(new Classic.BackgroundCopyManager(), Url);
        Type type = Type.GetTypeFromCLSID(Classes[4], throwOnError: true)!;
        activated.Begin(Activator.CreateInstance(type)!, Url);
        failing.Begin(Activator.CreateInstance(type)!, "http://down.example/file");
        bits.Clock.Advance(TimeSpan.FromHours(1));

        Require.Equal(1, made.Transferred, "JobTransferred, of new");
        Require.Equal(1, activated.Transferred, "JobTransferred, of the class id");
        Require.Equal(1, failing.Failed, "JobError");
    }

    private static int References(nint pointer)
    {
        Marshal.AddRef(pointer);
        return Marshal.Release(pointer);
    }
}
