using System.Runtime.InteropServices;

namespace Bits.RetrySim.Native;

/// <summary>What happens around the jobs.</summary>
internal static unsafe class SurroundingsExports
{
    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_set_condition")]
    internal static int SetCondition(nint simulation, int condition, int holds) => Export.Run(simulation, it => it.SetCondition(condition, holds != 0));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_network_changed")]
    internal static int ChangeNetwork(nint simulation) => Export.Run(simulation, static it => it.ChangeNetwork());

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_set_cost")]
    internal static int SetCost(nint simulation, uint state) => Export.Run(simulation, it => it.SetCost(state));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_log_on")]
    internal static int LogOn(nint simulation, byte* user, int kind) => Export.Run(simulation, it => it.LogOn(CallerMemory.TextOrNull(user), kind));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_log_off")]
    internal static int LogOff(nint simulation, byte* user, int kind) => Export.Run(simulation, it => it.LogOff(CallerMemory.TextOrNull(user), kind));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_restart_service")]
    internal static int RestartService(nint simulation) => Export.Run(simulation, static it => it.RestartService());

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_machine_sleep")]
    internal static int SleepMachine(nint simulation, long ticks) => Export.Run(simulation, it => it.SleepMachine(ticks));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_step_system_time")]
    internal static int StepSystemTime(nint simulation, long ticks) => Export.Run(simulation, it => it.StepSystemTime(ticks));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_set_policy")]
    internal static int SetPolicy(nint simulation, int policy, long value) => Export.Run(simulation, it => it.SetPolicy(policy, value));
}
