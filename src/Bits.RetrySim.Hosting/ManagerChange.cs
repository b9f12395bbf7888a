namespace Bits.RetrySim;

/// <summary>What an application changes of the options of its manager; any number of them, in the order of their registration.</summary>
internal sealed record ManagerChange(Action<IServiceProvider, BackgroundCopyManagerOptions> Change);
