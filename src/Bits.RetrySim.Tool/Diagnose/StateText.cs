namespace Bits.RetrySim.Tool;

/// <summary>States by the names that BITS's documentation and <c>bitsadmin</c> give them.</summary>
internal static class StateText
{
    internal static string Of(BackgroundCopyJobState state) => state == BackgroundCopyJobState.TransientError ? "TRANSIENT_ERROR" : state.ToString().ToUpperInvariant();
}
