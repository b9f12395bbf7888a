namespace Bits.RetrySim;

/// <summary>What is known of one code.</summary>
/// <param name="Code">The HRESULT.</param>
/// <param name="Name">Its name in the Windows headers; <see langword="null"/> for HTTP statuses that have none.</param>
/// <param name="Class">Where the code belongs before the rules for unlisted ones are applied.</param>
/// <param name="Context">The context of a job's error with this code, when nothing better is known (ERR-12).</param>
/// <param name="Description">One sentence for people.</param>
internal readonly record struct CatalogueEntry(int Code, string? Name, CatalogueClass Class, BackgroundCopyErrorContext Context, string Description);
