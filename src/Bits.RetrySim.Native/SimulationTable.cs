using System.Collections.Concurrent;

namespace Bits.RetrySim.Native;

/// <summary>The simulations that programs hold by handles. A handle is a number, no address, and is never given twice: one that is stale or made up is refused.</summary>
internal static class SimulationTable
{
    private static readonly ConcurrentDictionary<nint, NativeSimulation> Simulations = new();

    private static long _last;

    internal static nint Add(NativeSimulation simulation)
    {
        nint handle = (nint)Interlocked.Increment(ref _last);
        Simulations[handle] = simulation;
        return handle;
    }

    /// <exception cref="BitsException">There is none (E_HANDLE).</exception>
    internal static NativeSimulation Get(nint handle) => Simulations.TryGetValue(handle, out NativeSimulation? simulation) ? simulation : throw NativeFailure.UnknownHandle(handle);

    /// <summary>Whoever takes it out is the one to dispose of it.</summary>
    /// <exception cref="BitsException">There is none (E_HANDLE).</exception>
    internal static NativeSimulation Remove(nint handle) => Simulations.TryRemove(handle, out NativeSimulation? simulation) ? simulation : throw NativeFailure.UnknownHandle(handle);
}
