using System.Diagnostics;
using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using Xunit.Abstractions;

namespace BitsClients;

/// <summary>A client in C that knows interface ids and slot numbers only, compiled with the machine's compiler (COM-1).</summary>
public sealed unsafe class SlotsClientTests(ITestOutputHelper output)
{
    private static readonly List<string> Wrong = [];

    private static BitsSimulation? _simulation;

    [Fact]
    [Trait("Rule", "COM-1")]
    [Trait("Rule", "COM-3")]
    [Trait("Rule", "STATE-45")]
    public void Client_InC_FindsEverySlotWhereTheHeadersHaveIt()
    {
        if (Compiler() is not { } compiler)
        {
            // .ci/run installs a compiler, and fails without one.
            output.WriteLine("Left out: the client in C, which is for Linux and takes a C compiler on the PATH (cc, gcc or clang).");
            Environment.GetEnvironmentVariable("CI").Should().NotBe("true", "CI has a C compiler");
            return;
        }

        string library = Path.Combine(AppContext.BaseDirectory, "libslots_client.so");
        Run(compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-pthread", "-o", library, Path.Combine(AppContext.BaseDirectory, "Native", "slots_client.c"));
        using BitsSimulation simulation = new();
        simulation.Network.Host("cdn.example").Resource("/app.zip", 1_000_000);
        simulation.Network.Host("down.example").Fails(SimulatedFault.HttpStatus(503));
        _simulation = simulation;
        nint manager = simulation.Manager.ToPointer();
        Helpers helpers = new() { Advance = &Advance, Restart = &Restart, Wrong = &Note };
        nint handle = NativeLibrary.Load(library);

        ((delegate* unmanaged[Cdecl]<nint, Helpers*, void>)NativeLibrary.GetExport(handle, "run_slots_client"))(manager, &helpers);

        Wrong.Should().BeEmpty();
        Marshal.Release(manager);
        _simulation = null;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Advance(long seconds) => _simulation!.Clock.Advance(TimeSpan.FromSeconds(seconds));

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Restart() => _simulation!.Manager.RestartService();

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static void Note(int line, nint what) => Wrong.Add($"{line}: {Marshal.PtrToStringUTF8(what)}");

    private static string? Compiler()
    {
        string[] folders = OperatingSystem.IsLinux() ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) : [];
        return new[] { "cc", "gcc", "clang" }.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    private static void Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.Should().Be(0, said);
    }

    private struct Helpers
    {
        internal delegate* unmanaged[Cdecl]<long, void> Advance;
        internal delegate* unmanaged[Cdecl]<void> Restart;
        internal delegate* unmanaged[Cdecl]<int, nint, void> Wrong;
    }
}
