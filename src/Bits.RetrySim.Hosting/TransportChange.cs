namespace Bits.RetrySim;

/// <summary>What an application changes of the options of its transport; any number of them, in the order of their registration.</summary>
internal sealed record TransportChange(Action<IServiceProvider, HttpTransportOptions> Change);
