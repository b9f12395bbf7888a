using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using Perfolizer.Horology;

namespace Bits.RetrySim.Benchmarks;

/// <summary>
/// Short runs: all benchmarks together take a few minutes. Absolute times differ from machine to machine and from run to run; what to look at
/// are Ratio, Op/s in orders of magnitude, and Allocated, which does not jitter.
/// </summary>
internal sealed class BenchmarkConfig : ManualConfig
{
    internal BenchmarkConfig()
    {
        AddLogger(ConsoleLogger.Default);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.OperationsPerSecond, BaselineRatioColumn.RatioMean);
        AddDiagnoser(MemoryDiagnoser.Default);
        AddExporter(MarkdownExporter.GitHub);
        HideColumns(Column.Job, Column.Arguments, Column.IterationCount, Column.IterationTime, Column.LaunchCount, Column.WarmupCount, Column.RatioSD,
            Column.Gen0, Column.Gen1, Column.Gen2);

        // The code that BenchmarkDotNet writes around the benchmarks is not held to the rules of this repository.
        AddJob(Job.Default
            .WithArguments([new MsBuildArgument("/p:MSBuildTreatWarningsAsErrors=false"), new MsBuildArgument("/p:RunAnalyzers=false")])
            .WithLaunchCount(1)
            .WithWarmupCount(4)
            .WithIterationCount(7)
            .WithIterationTime(TimeInterval.FromMilliseconds(200)));

        // The program lies in artifacts/bin/<project>/<configuration>, wherever it is started.
        ArtifactsPath = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "benchmarks"));
    }
}
