namespace Bits.RetrySim;

/// <summary>What is known of one code.</summary>
/// <param name="Code">The HRESULT.</param>
/// <param name="Name">Its name in the Windows headers; <see langword="null"/> for HTTP statuses that have none.</param>
/// <param name="Class">
/// What becomes of a job that fails with the code; <see langword="null"/> for a success, for a result of calls (ERR-43) and where no source
/// says (ERR-42): then the rules for unlisted codes apply.
/// </param>
/// <param name="IsOfCalls">Whether it is the result of a method, and a job is not expected to fail with it.</param>
/// <param name="Context">The context of a job's error with this code, when nothing better is known (ERR-12).</param>
/// <param name="Description">One sentence for people.</param>
internal readonly record struct CatalogueEntry(
    int Code, string? Name, ErrorClass? Class, bool IsOfCalls, BackgroundCopyErrorContext Context, string Description);
