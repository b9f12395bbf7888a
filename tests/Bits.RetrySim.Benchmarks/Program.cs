using System.Globalization;
using BenchmarkDotNet.Running;
using Bits.RetrySim;
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
else if (args is ["store", var directory])
{
    StoreCommand.Run(Console.Out, directory);
}
else if (args is ["com"])
{
    ComCommand.Run(Console.Out);
}
else if (args is ["cold"])
{
    GoalsCommand.RunCold(Console.Out);
}
else if (args is ["fetch" or "fetch-durably", var one, var path])
{
    await FetchCommand.OneAsync(one, path, args[0] == "fetch" ? TransferDurability.Process : TransferDurability.Power).ConfigureAwait(false);
}
else if (args is ["fetch-many", var many, var folder, var files, var jobs])
{
    await FetchCommand.ManyAsync(many, folder, int.Parse(files, CultureInfo.InvariantCulture), int.Parse(jobs, CultureInfo.InvariantCulture)).ConfigureAwait(false);
}
else if (args is ["floor" or "floor-preallocated", var address, var file])
{
    FloorCommand.Run(address, file, preallocates: args[0] == "floor-preallocated");
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(BenchmarkConfig).Assembly).Run(args, new BenchmarkConfig());
}
