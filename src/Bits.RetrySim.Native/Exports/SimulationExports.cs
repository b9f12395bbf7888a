using System.Runtime.InteropServices;

namespace Bits.RetrySim.Native;

/// <summary>Simulations come and go, and give their manager; described in bits_retrysim.h, as all exports.</summary>
internal static unsafe class SimulationExports
{
    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_create")]
    internal static int Create(nint* simulation) => Make(simulation, NativeSimulation.Empty);

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_create_from_json")]
    internal static int CreateFromJson(byte* json, nint* simulation) => Make(simulation, () => NativeSimulation.OfScript(CallerMemory.Text(json, nameof(json))));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_destroy")]
    internal static int Destroy(nint simulation) => Export.Run(() => SimulationTable.Remove(simulation).Dispose());

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_manager")]
    internal static int GetManager(nint simulation, int version, nint* manager) => Export.Run(() =>
    {
        CallerMemory.Require(manager, nameof(manager));
        *manager = 0;
        *manager = SimulationTable.Get(simulation).PointerToManager(version);
    });

    private static int Make(nint* simulation, Func<NativeSimulation> make) => Export.Run(() =>
    {
        CallerMemory.Require(simulation, nameof(simulation));
        *simulation = 0;
        *simulation = SimulationTable.Add(make());
    });
}
