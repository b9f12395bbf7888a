namespace Bits.RetrySim.Tool;

/// <summary>A known outage.</summary>
/// <param name="Id">The name on the command line.</param>
/// <param name="Title">What it was, and when.</param>
/// <param name="Source">Where the times come from.</param>
/// <param name="Phases">What a client saw, in order.</param>
/// <param name="HasLead">Whether there was a time before it at all.</param>
internal sealed record Incident(string Id, string Title, string Source, IReadOnlyList<IncidentPhase> Phases, bool HasLead = true)
{
    internal DateTimeOffset From => Phases[0].From;

    /// <summary>What failed, and for how long each time.</summary>
    internal string Symptoms => string.Join(
        ", ",
        Phases.Select((phase, i) => i > 0 && Phases[i - 1].Symptom == phase.Symptom
            ? Durations.Text(phase.To - phase.From)
            : $"{Codes.Short(phase.Symptom)} for {Durations.Text(phase.To - phase.From)}"));
}
