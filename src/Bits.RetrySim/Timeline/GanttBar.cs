namespace Bits.RetrySim;

/// <summary>A bar of a Gantt chart.</summary>
/// <param name="Section">What it belongs to: a job, or the surroundings.</param>
/// <param name="Name">What stands in it.</param>
/// <param name="Tags">How Mermaid draws it.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct GanttBar(string Section, string Name, string Tags, TimeSpan Start, TimeSpan End);
