namespace Bits.RetrySim.Tests;

/// <summary>One row of BEHAVIOR.md.</summary>
internal sealed record BehaviorRule(string Section, string Id, string Text, string Source, string Status)
{
    private const string SwitchPrefix = "reading (switch: ";

    /// <summary>Whether the emulation claims to do this now, so that a test has to hold it to that.</summary>
    public bool IsInForce => Status == "exact" || Status.StartsWith("reading (", StringComparison.Ordinal);

    /// <summary>The option that selects another reading, as Type.Property.</summary>
    public string? Switch => Status.StartsWith(SwitchPrefix, StringComparison.Ordinal) ? Status[SwitchPrefix.Length..^1] : null;

    /// <summary>The status without what stands in parentheses, except for the two kinds of reading.</summary>
    public string StatusKind => Switch is not null
        ? "reading (switch)"
        : Status.StartsWith("out of scope (", StringComparison.Ordinal) ? "out of scope" : Status;
}
