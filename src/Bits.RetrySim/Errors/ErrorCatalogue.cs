namespace Bits.RetrySim;

/// <summary>Every code that is known by its name or its HTTP status.</summary>
internal static partial class ErrorCatalogue
{
    /// <summary>All entries, ascending by the unsigned code.</summary>
    internal static ReadOnlySpan<CatalogueEntry> All => Entries;

    /// <summary>Looks a code up.</summary>
    /// <returns><see langword="false"/> when the code is not listed; <paramref name="entry"/> is empty then.</returns>
    internal static bool TryFind(int hresult, out CatalogueEntry entry)
    {
        uint wanted = unchecked((uint)hresult);
        int low = 0;
        int high = Entries.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            uint code = unchecked((uint)Entries[middle].Code);
            if (code == wanted)
            {
                entry = Entries[middle];
                return true;
            }

            if (code < wanted)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        entry = default;
        return false;
    }
}
