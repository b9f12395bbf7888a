using System.Runtime.InteropServices;

namespace Bits.RetrySim.Native;

/// <summary>What the simulated network has, and what goes wrong in it.</summary>
internal static unsafe class NetworkExports
{
    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_resource")]
    internal static int AddResource(nint simulation, byte* host, byte* path, long size) => Export.Run(
        simulation, it => it.AddResource(CallerMemory.Text(host, nameof(host)), CallerMemory.Text(path, nameof(path)), size));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_fail")]
    internal static int Fail(nint simulation, byte* host, byte* path, int fault) => Export.Run(simulation, it => Scope(it, host, path).Fail(NativeFault.Of(fault)));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_fail_next")]
    internal static int FailNext(nint simulation, byte* host, byte* path, long count, int fault) => Export.Run(
        simulation, it => Scope(it, host, path).FailNext(count, NativeFault.Of(fault)));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_outage")]
    internal static int FailWhile(nint simulation, byte* host, byte* path, long from, long to, int fault) => Export.Run(
        simulation, it => Scope(it, host, path).FailWhile(new TimeSpan(from), new TimeSpan(to), NativeFault.Of(fault)));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_recover")]
    internal static int Recover(nint simulation, byte* host, byte* path) => Export.Run(simulation, it => Scope(it, host, path).Recover());

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_request_count")]
    internal static int GetRequestCount(nint simulation, byte* host, byte* path, long* count) => Export.Run(simulation, it =>
    {
        CallerMemory.Require(count, nameof(count));
        *count = Scope(it, host, path).RequestCount;
    });

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_set_bandwidth")]
    internal static int SetBandwidth(nint simulation, byte* host, long bitsPerSecond) => Export.Run(
        simulation, it => it.SetBandwidth(CallerMemory.TextOrNull(host), bitsPerSecond));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_set_latency")]
    internal static int SetLatency(nint simulation, byte* host, long ticks) => Export.Run(simulation, it => it.SetLatency(CallerMemory.TextOrNull(host), ticks));

    private static NativeScope Scope(NativeSimulation simulation, byte* host, byte* path) => simulation.Scope(CallerMemory.TextOrNull(host), CallerMemory.TextOrNull(path));
}
