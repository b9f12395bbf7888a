namespace Bits.RetrySim;

/// <summary>What changes of a file of a script: one of the three.</summary>
/// <param name="Version">It is replaced at a time.</param>
/// <param name="Numbered">It is replaced from a request on.</param>
/// <param name="Step">Something else changes at a time.</param>
internal sealed record ScriptFileChange(
    SimulationScriptFileChange? Version = null, Action<SimulatedResource>? Numbered = null, ScriptStep<SimulatedResource>? Step = null);
