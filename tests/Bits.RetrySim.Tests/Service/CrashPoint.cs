namespace Bits.RetrySim.Tests;

/// <summary>A process as it is at an instant at which it ends.</summary>
/// <param name="At">The instant.</param>
/// <param name="Kept">What its store has.</param>
/// <param name="Known">The jobs that the client knows to be there: calls that have returned say so.</param>
/// <param name="InCallOf">The job that a call which has not returned is about; the empty id: one that is being made; null: there is no such call.</param>
internal sealed record CrashPoint(TimeSpan At, IReadOnlyList<StoredJob> Kept, IReadOnlyList<Guid> Known, Guid? InCallOf);
