using System.Runtime.InteropServices;

namespace Bits.RetrySim.Native;

/// <summary>Time passes in these calls, and in no others.</summary>
internal static unsafe class TimeExports
{
    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_advance")]
    internal static int Advance(nint simulation, long ticks) => Export.Run(simulation, it => it.Advance(ticks));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_advance_to_next")]
    internal static int AdvanceToNext(nint simulation) => Export.Ask(simulation, static it => it.AdvanceToNext());

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_sleep")]
    internal static int Sleep(nint simulation, uint milliseconds) => Export.Run(simulation, it => it.Sleep(milliseconds));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_run_until")]
    internal static int RunUntil(nint simulation, delegate* unmanaged<nint, int> condition, nint context, long limit) => Export.Run(simulation, it =>
    {
        CallerMemory.Require(condition, nameof(condition));
        it.RunUntil(() => condition(context) != 0, limit);
    });

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_run_until_state")]
    internal static int RunUntilState(nint simulation, Guid* job, int state, long limit) => Export.Run(simulation, it =>
    {
        CallerMemory.Require(job, nameof(job));
        it.RunUntilState(*job, state, limit);
    });

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_run_to_outcome")]
    internal static int RunToOutcome(nint simulation, Guid* job, long limit, int* state) => Export.Run(simulation, it =>
    {
        CallerMemory.Require(job, nameof(job));
        CallerMemory.Require(state, nameof(state));
        *state = it.RunToOutcome(*job, limit);
    });

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_elapsed")]
    internal static int GetElapsed(nint simulation, long* ticks) => Export.Run(simulation, it =>
    {
        CallerMemory.Require(ticks, nameof(ticks));
        *ticks = it.Elapsed;
    });
}
