namespace Bits.RetrySim;

/// <summary>An outage of a <see cref="SimulationScript"/>; see <see cref="SimulatedNetwork.Outage"/>.</summary>
/// <param name="From">Its first instant (<c>from</c>), since the simulation's start.</param>
/// <param name="To">The first instant after it (<c>to</c>).</param>
/// <param name="Fault">
/// What goes wrong (<c>hresult</c>, <c>httpStatus</c>, <c>connectTimeout</c>, <c>noAnswer</c>, <c>dropAfter</c> or <c>stallAfter</c>).
/// </param>
/// <threadsafety>Immutable; safe for use by any number of threads.</threadsafety>
public sealed record SimulationScriptOutage(TimeSpan From, TimeSpan To, SimulatedFault Fault);
