namespace Bits.RetrySim;

/// <summary>Error codes as a timeline tells them.</summary>
internal static class CodeText
{
    private static readonly string[] Prefixes = ["BG_", "E_", "ERROR_", "WINHTTP_", "INTERNET_"];

    /// <summary>A sentence and the number.</summary>
    internal static string Long(int hresult) => hresult == 0 ? "no error" : $"{ErrorText.Describe(hresult).TrimEnd('.')} ({ErrorText.Hex(hresult)})";

    /// <summary>A few words: the HTTP status, or the name that Windows has for the code without its first parts, or its number.</summary>
    internal static string Short(int hresult)
    {
        if (HResults.TryGetHttpStatus(hresult, out int status))
        {
            return TimeText.Invariant($"HTTP {status}");
        }

        return ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Name is { } name
            ? Prefixes.Aggregate(name, WithoutPrefix).Replace('_', ' ').ToLowerInvariant()
            : ErrorText.Hex(hresult);
    }

    private static string WithoutPrefix(string name, string prefix) => name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name;
}
