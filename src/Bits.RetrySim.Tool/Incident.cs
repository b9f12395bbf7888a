namespace Bits.RetrySim.Tool;

/// <summary>A stretch of an incident with one symptom. Times are UTC.</summary>
internal sealed record IncidentPhase(DateTimeOffset From, DateTimeOffset To, int Symptom)
{
    /// <summary>No network at all: a matter of the surroundings, not of an answer.</summary>
    internal bool IsDisconnect => Symptom == HResults.BG_E_NETWORK_DISCONNECTED;
}

/// <summary>A known outage.</summary>
/// <param name="Id">The name on the command line.</param>
/// <param name="Title">What it was.</param>
/// <param name="Source">Where the times come from.</param>
/// <param name="Phases">What a client saw, in order.</param>
internal sealed record Incident(string Id, string Title, string Source, IReadOnlyList<IncidentPhase> Phases)
{
    internal DateTimeOffset From => Phases[0].From;

    internal DateTimeOffset To => Phases[^1].To;
}
