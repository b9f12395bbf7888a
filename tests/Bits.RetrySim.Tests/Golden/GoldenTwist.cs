namespace Bits.RetrySim.Tests;

/// <summary>In what way a run of a script is another one than the one that is kept.</summary>
internal sealed record GoldenTwist
{
    internal static readonly GoldenTwist None = new();

    /// <summary>Changes the options last.</summary>
    internal Action<BackgroundCopyManagerOptions>? Configure { get; init; }

    /// <summary>Whether loggers, meters and tracers listen, and somebody waits for each job's outcome; what they hear is empty otherwise.</summary>
    internal bool IsHeard { get; init; } = true;

    /// <summary>What stands between the manager and the scripted network. Bytes that are reported by hand go their own way.</summary>
    internal Func<SimulatedNetwork, Transport>? Line { get; init; }
}
