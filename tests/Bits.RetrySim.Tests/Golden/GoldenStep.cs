namespace Bits.RetrySim.Tests;

/// <summary>One thing that happens in a script.</summary>
/// <param name="Text">What it is, in words; two steps with the same words do the same.</param>
/// <param name="Act">Does it.</param>
internal sealed record GoldenStep(string Text, Action<GoldenStage> Act)
{
    /// <summary>When.</summary>
    internal TimeSpan At { get; init; }

    /// <summary>Whether it comes before everything else that is due then, in the middle of an advance, or after it, between two.</summary>
    internal bool IsFirst { get; init; }

    /// <summary>A step whose words are the expression that it evaluates, with the values put in.</summary>
    internal static GoldenStep Of(FormattableString text, Action<GoldenStage> act) => new(FormattableString.Invariant(text), act);
}
