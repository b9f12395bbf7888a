using Spectre.Console;

namespace Bits.RetrySim.Tool;

/// <summary>What came of one pair of settings.</summary>
/// <param name="Outcome">How the download ended.</param>
/// <param name="IsDoomed">Whether these settings allow no retry at all, so that the first failure is the last.</param>
internal sealed record ComparedCell(Outcome Outcome, bool IsDoomed)
{
    /// <summary>Whether it failed for want of any retry; bad luck is something else.</summary>
    internal bool NeverRetries => IsDoomed && Outcome.State == BackgroundCopyJobState.Error;

    internal Style Style => NeverRetries ? Styles.Faint : Outcome.Style;
}
