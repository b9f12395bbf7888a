using BenchmarkDotNet.Running;
using Bits.RetrySim.Benchmarks;

if (args is ["growth"])
{
    GrowthCommand.Run(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run(args, new BenchmarkConfig());
}
