namespace Bits.RetrySim.Tool;

/// <summary>How much of something is here, for people.</summary>
internal static class Amounts
{
    /// <summary>As in <c>19.3 MB of 60 MB</c>, or <c>19.3 MB</c> where nobody knows how much there will be.</summary>
    internal static string Text(long bytes, long? total) => total is { } all ? $"{TimeText.Bytes(bytes)} of {TimeText.Bytes(all)}" : TimeText.Bytes(bytes);
}
