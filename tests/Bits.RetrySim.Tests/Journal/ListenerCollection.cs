namespace Bits.RetrySim.Tests;

/// <summary>Tests that listen to the whole process, or that need nobody to listen: alone, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ListenerCollection
{
    public const string Name = "listeners of the process";
}
