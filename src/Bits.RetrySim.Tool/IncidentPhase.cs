namespace Bits.RetrySim.Tool;

/// <summary>A stretch of an incident with one symptom. Times are UTC.</summary>
internal sealed record IncidentPhase(DateTimeOffset From, DateTimeOffset To, int Symptom)
{
    /// <summary>No network at all: a matter of the surroundings, not of an answer.</summary>
    internal bool IsDisconnect => Symptom == HResults.BG_E_NETWORK_DISCONNECTED;

    /// <summary>How much of the phase lies between two instants.</summary>
    internal TimeSpan Within(DateTimeOffset from, DateTimeOffset to)
    {
        TimeSpan common = (To < to ? To : to) - (From > from ? From : from);
        return common > TimeSpan.Zero ? common : TimeSpan.Zero;
    }
}
