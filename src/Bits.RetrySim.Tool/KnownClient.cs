namespace Bits.RetrySim.Tool;

/// <summary>A program that is known for using BITS.</summary>
/// <param name="Id">The name on the command line.</param>
/// <param name="Name">The name in a table.</param>
/// <param name="Settings">What it sets its jobs to.</param>
/// <param name="Source">Where that is written.</param>
internal sealed record KnownClient(string Id, string Name, RetrySettings Settings, string Source);
