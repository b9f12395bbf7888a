namespace Bits.RetrySim;

/// <summary>What few jobs have: made when the first of it is set.</summary>
internal sealed class JobExtras
{
    internal string Description { get; set; } = "";

    internal BackgroundCopyCostStates? CostFlags { get; set; }

    /// <summary>The retry delay as the client asked for it, in seconds, before the floor (RETRY-3).</summary>
    internal uint? RequestedRetryDelay { get; set; }

    /// <summary>Clients that wait for a state, in the order in which they began; null while there is none.</summary>
    internal LinkedList<StateWait>? Waits { get; set; }
}
