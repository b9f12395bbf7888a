namespace Bits.RetrySim;

/// <summary>The adapters of a machine over which a network can be reached.</summary>
internal interface INetworkAdapters
{
    /// <summary>Something may have changed; on any thread.</summary>
    event Action Changed;

    /// <summary>Which adapters with which addresses are up, in a text that is equal where they are; null: none.</summary>
    string? Read();
}
