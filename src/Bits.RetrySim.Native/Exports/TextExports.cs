using System.Runtime.InteropServices;

namespace Bits.RetrySim.Native;

/// <summary>What there is to read.</summary>
internal static unsafe class TextExports
{
    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_event_log")]
    internal static int GetEventLog(nint simulation, byte* buffer, nuint size, nuint* needed) =>
        Export.Run(simulation, it => CallerMemory.Copy(it.EventLog, buffer, size, needed));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_report")]
    internal static int GetReport(nint simulation, byte* buffer, nuint size, nuint* needed) =>
        Export.Run(simulation, it => CallerMemory.Copy(it.Report, buffer, size, needed));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_com_error_text")]
    internal static int GetComErrorText(nint simulation, byte* buffer, nuint size, nuint* needed) =>
        Export.Run(simulation, it => CallerMemory.Copy(it.LastComFailure ?? "", buffer, size, needed));

    [UnmanagedCallersOnly(EntryPoint = "bits_retrysim_error_text")]
    internal static int GetErrorText(byte* buffer, nuint size, nuint* needed) =>
        Export.RunUnnoted(() => CallerMemory.Copy(Export.LastFailure ?? "", buffer, size, needed));
}
