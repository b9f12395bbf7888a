namespace Bits.RetrySim;

/// <summary>Something due for the whole service.</summary>
/// <param name="phase">Its place among what is due at one instant.</param>
/// <param name="name">What it is, in a word.</param>
/// <param name="run">What to do, under the lock.</param>
internal sealed class ServiceDue(DuePhase phase, string name, Action run) : DueEntry(phase)
{
    internal string Name { get; } = name;

    internal void Carry() => run();

    /// <summary>What is due, in a word.</summary>
    internal static string NameOf(DueEntry entry) => entry switch
    {
        ServiceDue due => due.Name,
        { Phase: DuePhase.FailureReport } => nameof(DuePhase.Report),
        _ => entry.Phase.ToString(),
    };
}
