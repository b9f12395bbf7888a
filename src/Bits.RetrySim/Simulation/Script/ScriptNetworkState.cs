namespace Bits.RetrySim;

/// <summary>What a change of a script says of the network.</summary>
internal enum ScriptNetworkState
{
    Up,
    Down,
    Changed,
}
