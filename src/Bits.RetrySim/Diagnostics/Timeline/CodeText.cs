namespace Bits.RetrySim;

/// <summary>Error codes as a timeline tells them.</summary>
internal static class CodeText
{
    /// <summary>A sentence and the number.</summary>
    internal static string Long(int hresult) => hresult == 0 ? "no error" : $"{ErrorText.Describe(hresult).TrimEnd('.')} ({ErrorText.Hex(hresult)})";

    /// <summary>A few words: the HTTP status, or the name that Windows has for the code, or its number.</summary>
    internal static string Short(int hresult) =>
        HResults.TryGetHttpStatus(hresult, out int status) ? TimeText.Invariant($"HTTP {status}")
        : ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Name is { } name ? name
        : ErrorText.Hex(hresult);
}
