using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>Whether a job's error count goes with the rest: by the rules of the library, which counted while it went through the same.</summary>
internal static class CountCheck
{
    internal static string OfUnknownError(long? count) => count is { } number ? Number(number) + "; without the error nothing can be said of it" : "not told";

    /// <param name="job">The job.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="counted">What the library counted: with a log that is of the time of the listing exactly, with a listing alone the least there can be.</param>
    /// <returns>Null if it cannot be told.</returns>
    internal static bool? Fits(ObservedJob job, ObservedSettings settings, int counted) => job switch
    {
        { Listing.ErrorCount: null } or { Listing: null } => null,
        { Log.KnowsCreation: true, LogFitsListing: true, Listing.ErrorCount: { } listed } => listed == counted,
        { Log: not null } => null,
        { Listing.ErrorCount: { } listed } => listed >= counted && listed <= (Most(job.Listing!, settings) ?? long.MaxValue),
    };

    internal static string Describe(ObservedJob job, ObservedSettings settings, int counted)
    {
        if (job.Listing is not { } listing)
        {
            return $"{Number(counted)} by the log; the log itself has none";
        }

        if (listing.ErrorCount is not { } count)
        {
            return "not told";
        }

        string number = Number(count);
        bool isBlock = listing.ErrorCode is { } code && HeldBack.ByCode(code) is not null;
        return Fits(job, settings, counted) switch
        {
            null => $"{number}; the log does not tell all that was until then",
            true when job.Log is not null => $"{number}, as the log has it",
            false when job.Log is not null => $"{number}, does not fit: by the log it is {Number(counted)}",
            true when isBlock && count == 0 => $"{number}, fits: a block is not counted",
            true when isBlock => $"{number}: of failures before; the block is not counted",
            true => $"{number}, fits",
            _ when count < counted => $"{number}, does not fit: {Number(counted)} at least; unless BITS leaves a first failure to connect uncounted",
            _ => $"{number}, more than the retry delay allows since the job was created: the network changed, the service restarted, or the client resumed it",
        };
    }

    /// <summary>How many failures the retry delay allows between creation and modification.</summary>
    private static long? Most(ListedJob listing, ObservedSettings settings) =>
        listing is { Created: { } created, Modified: { } modified } && settings.KnowsDelay && settings.Delay > TimeSpan.Zero && modified >= created
            ? 1 + (long)Math.Floor((modified - created) / settings.Delay)
            : null;

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}
