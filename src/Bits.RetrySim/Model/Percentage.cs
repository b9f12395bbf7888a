namespace Bits.RetrySim;

/// <summary>Bytes in percent of all that there are.</summary>
internal static class Percentage
{
    /// <summary>Whole percent, rounded down; null while nobody knows how many bytes there are.</summary>
    /// <param name="bytes">How many are here.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="isEmptyDone">Whether all is here where there is nothing to fetch.</param>
    internal static int? Of(long bytes, long? total, bool isEmptyDone) => total switch
    {
        null => null,
        0 => isEmptyDone ? 100 : 0,
        { } all => (int)((Int128)bytes * 100 / all),
    };
}
