using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;
using Bits.RetrySim.Native;

namespace BitsClients;

/// <summary>The exports as C calls them.</summary>
internal static unsafe class NativeCalls
{
    internal static nint Create()
    {
        CreateFromJson(
            """
            { "network": { "hosts": { "cdn.example": { "resources": { "/a": { "size": 10 } } } } },
              "jobs": [ { "name": "update", "files": [ { "remote": "https://cdn.example/a", "local": "C:\\a" } ] } ] }
            """u8,
            out nint handle).Should().Be(0, ErrorText());
        return handle;
    }

    internal static int CreateFromJson(ReadOnlySpan<byte> json, out nint handle)
    {
        fixed (nint* place = &handle)
        {
            return ((delegate* unmanaged<byte*, nint*, int>)&SimulationExports.CreateFromJson)(NativeText.Of(json), place);
        }
    }

    internal static nint* Place(out nint* place) => place = (nint*)NativeMemory.AllocZeroed((nuint)sizeof(nint));

    internal static int Destroy(nint it) => ((delegate* unmanaged<nint, int>)&SimulationExports.Destroy)(it);

    internal static int Manager(nint it, int version)
    {
        nint manager = 1;
        int hresult = ((delegate* unmanaged<nint, int, nint*, int>)&SimulationExports.GetManager)(it, version, &manager);
        if (hresult != 0)
        {
            manager.Should().Be(0);
            return hresult;
        }

        Marshal.Release(manager);
        return 0;
    }

    /// <summary>The job of the script, as a client finds it; an id of none where there is no such simulation.</summary>
    internal static Guid ScriptJob(nint it)
    {
        nint pointer = 0;
        if (((delegate* unmanaged<nint, int, nint*, int>)&SimulationExports.GetManager)(it, 9, &pointer) != 0)
        {
            return Guid.Empty;
        }

        IBackgroundCopyManager manager = ComInterfaceMarshaller<IBackgroundCopyManager>.ConvertToManaged((void*)pointer)!;
        Marshal.Release(pointer);
        manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        IBackgroundCopyJob[] job = new IBackgroundCopyJob[1];
        jobs.Next(1, job, out uint fetched);
        fetched.Should().Be(1);
        job[0].GetId(out Guid id);
        return id;
    }

    internal static string ErrorText()
    {
        byte[] buffer = new byte[10_000];
        Into(buffer, static (to, size) => ((delegate* unmanaged<byte*, nuint, nuint*, int>)&TextExports.GetErrorText)((byte*)to, size, null)).Should().Be(0);
        return NativeText.Read(buffer);
    }

    internal static int Log(nint it, byte[] buffer, out nuint needed)
    {
        nuint told = 0;
        int hresult;
        fixed (byte* to = buffer)
        {
            hresult = ((delegate* unmanaged<nint, byte*, nuint, nuint*, int>)&TextExports.GetEventLog)(it, to, (nuint)buffer.Length, &told);
        }

        needed = told;
        return hresult;
    }

    internal static int Into(byte[] buffer, Func<nint, nuint, int> call)
    {
        fixed (byte* to = buffer)
        {
            return call((nint)to, (nuint)buffer.Length);
        }
    }

    internal static int AddResource(nint it, byte* host, byte* path, long size) => ((delegate* unmanaged<nint, byte*, byte*, long, int>)&NetworkExports.AddResource)(it, host, path, size);

    internal static int Fail(nint it, byte* host, byte* path, int fault) => ((delegate* unmanaged<nint, byte*, byte*, int, int>)&NetworkExports.Fail)(it, host, path, fault);

    internal static int FailNext(nint it, byte* host, byte* path, long count, int fault) =>
        ((delegate* unmanaged<nint, byte*, byte*, long, int, int>)&NetworkExports.FailNext)(it, host, path, count, fault);

    internal static int FailWhile(nint it, byte* host, byte* path, long from, long to, int fault) =>
        ((delegate* unmanaged<nint, byte*, byte*, long, long, int, int>)&NetworkExports.FailWhile)(it, host, path, from, to, fault);

    internal static int Count(nint it, byte* host, byte* path, out long count)
    {
        fixed (long* place = &count)
        {
            return ((delegate* unmanaged<nint, byte*, byte*, long*, int>)&NetworkExports.GetRequestCount)(it, host, path, place);
        }
    }

    internal static int Advance(nint it, long ticks) => ((delegate* unmanaged<nint, long, int>)&TimeExports.Advance)(it, ticks);

    internal static int Sleep(nint it, uint milliseconds) => ((delegate* unmanaged<nint, uint, int>)&TimeExports.Sleep)(it, milliseconds);

    internal static int RunUntil(nint it, delegate* unmanaged<nint, int> condition, long limit) =>
        ((delegate* unmanaged<nint, delegate* unmanaged<nint, int>, nint, long, int>)&TimeExports.RunUntil)(it, condition, 0, limit);

    internal static int RunUntilState(nint it, Guid job, int state, long limit) => ((delegate* unmanaged<nint, Guid*, int, long, int>)&TimeExports.RunUntilState)(it, &job, state, limit);

    internal static int RunToOutcome(nint it, Guid job, long limit, out int state)
    {
        fixed (int* place = &state)
        {
            return ((delegate* unmanaged<nint, Guid*, long, int*, int>)&TimeExports.RunToOutcome)(it, &job, limit, place);
        }
    }

    internal static int Elapsed(nint it, out long ticks)
    {
        fixed (long* place = &ticks)
        {
            return ((delegate* unmanaged<nint, long*, int>)&TimeExports.GetElapsed)(it, place);
        }
    }

    internal static int SetCondition(nint it, int condition, int holds) => ((delegate* unmanaged<nint, int, int, int>)&SurroundingsExports.SetCondition)(it, condition, holds);

    internal static int LogOff(nint it, byte* user, int kind) => ((delegate* unmanaged<nint, byte*, int, int>)&SurroundingsExports.LogOff)(it, user, kind);

    internal static int SetPolicy(nint it, int policy, long value) => ((delegate* unmanaged<nint, int, long, int>)&SurroundingsExports.SetPolicy)(it, policy, value);
}
