namespace Bits.RetrySim.Tool;

/// <summary>What was read, from all inputs together.</summary>
/// <param name="Jobs">Jobs of listings.</param>
/// <param name="Events">Events of logs.</param>
/// <param name="Notes">What a person should know about how it was read, a sentence each.</param>
internal sealed record Evidence(IReadOnlyList<ListedJob> Jobs, IReadOnlyList<LoggedEvent> Events, IReadOnlyList<string> Notes)
{
    internal static Evidence Join(IReadOnlyList<Evidence> parts) => new(
        [.. parts.SelectMany(part => part.Jobs)],
        [.. parts.SelectMany(part => part.Events).Distinct().OrderBy(entry => entry.At).ThenBy(entry => entry.Record)],
        [.. parts.SelectMany(part => part.Notes)]);
}
