using BenchmarkDotNet.Running;
using Bits.RetrySim.Benchmarks;

if (args is ["growth"])
{
    GrowthCommand.Run(Console.Out);
}
else if (args is ["managers"])
{
    GrowthCommand.RunManagers(Console.Out);
}
else if (args is ["goals", .. { Length: <= 1 } about])
{
    GoalsCommand.Run(Console.Out, about.FirstOrDefault(""));
}
else if (args is ["cold"])
{
    GoalsCommand.RunCold(Console.Out);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run(args, new BenchmarkConfig());
}
