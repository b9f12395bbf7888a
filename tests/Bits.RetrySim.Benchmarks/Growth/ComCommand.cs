using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Bits.RetrySim.Interop;

namespace Bits.RetrySim.Benchmarks;

/// <summary>What a call costs, of the library's own face and through COM, in turns, in one run: a table in Markdown.</summary>
internal static class ComCommand
{
    private const int Turns = 9;
    private const int Calls = 200_000;
    private const int FailingCalls = 10_000;

    /// <summary>The runtime compiles what is called often a second time, in the background, and not while it still compiles other things.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    internal static void Run(TextWriter output)
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("update");
        IBackgroundCopyManager manager = bits.Manager.ToCom();
        Guid id = job.Id;
        manager.GetJob(id, out IBackgroundCopyJob face);
        IReadOnlyList<BackgroundCopyFile> files = job.Files;
        face.EnumFiles(out IEnumBackgroundCopyFiles enumerated);

        output.WriteLine("| call | ns direct | ns through COM | bytes direct | bytes through COM |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        Write(output, "state", Calls, () => _ = job.State, () => face.GetState(out _));
        Write(output, "count of files enumerated, which asks no engine", Calls, () => _ = files.Count, () => enumerated.GetCount(out _));
        Write(output, "display name", Calls, () => _ = job.DisplayName, () => face.GetDisplayName(out _));
        Write(output, "job by its id", Calls, () => bits.Manager.GetJob(id), () => manager.GetJob(id, out _));
        Write(output, "`Resume` of a job without files, which is refused", FailingCalls, () => Refused(job.Resume), () => Refused(face.Resume));
    }

    private static void Write(TextWriter output, string what, int calls, Action direct, Action throughCom)
    {
        List<Cost> plain = [];
        List<Cost> com = [];
        long begun = Stopwatch.GetTimestamp();
        do
        {
            Measure(direct, calls);
            Measure(throughCom, calls);
        }
        while (Stopwatch.GetElapsedTime(begun) < WarmUp);

        for (int i = 0; i < Turns; i++)
        {
            plain.Add(Measure(direct, calls));
            com.Add(Measure(throughCom, calls));
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"| {what} | {Median(plain):0.0} | {Median(com):0} | {plain.Min(static cost => cost.Bytes):0} | {com.Min(static cost => cost.Bytes):0} |"));
    }

    private static double Median(List<Cost> costs) => costs.Select(static cost => cost.Nanoseconds).Order().ElementAt(costs.Count / 2);

    private static Cost Measure(Action call, int calls)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < calls; i++)
        {
            call();
        }

        TimeSpan time = Stopwatch.GetElapsedTime(start);
        return new Cost(time.TotalNanoseconds / calls, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / calls);
    }

    private static void Refused(Action call)
    {
        try
        {
            call();
        }
        catch (ExternalException exception) when (exception.HResult == HResults.BG_E_EMPTY)
        {
            return;
        }

        throw new InvalidOperationException("The call was not refused.");
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes);
}
