namespace Bits.RetrySim;

/// <summary>Every code that is known by its name or its HTTP status.</summary>
internal static partial class ErrorCatalogue
{
    /// <summary>All entries, ascending by the unsigned code.</summary>
    internal static ReadOnlySpan<CatalogueEntry> All => Entries;

    /// <summary>Looks a code up.</summary>
    /// <returns><see langword="false"/> when the code is not listed; <paramref name="entry"/> is empty then.</returns>
    internal static bool TryFind(int hresult, out CatalogueEntry entry) => ByCode.TryGetValue(hresult, out entry);
}
