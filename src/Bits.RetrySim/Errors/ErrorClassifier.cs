using System.Collections.Frozen;

namespace Bits.RetrySim;

/// <summary>Decides what becomes of a job that fails with a code, where the error is said to have arisen, and by which protocol.</summary>
/// <threadsafety>Never changes; safe from any thread.</threadsafety>
internal sealed class ErrorClassifier
{
    /// <summary>The classification without any override.</summary>
    internal static readonly ErrorClassifier Default = new(FrozenDictionary<int, ErrorClass>.Empty);

    // WinHTTP's errors 12000 to 12200, as HRESULTs; they are negative and ascend with the number.
    private const int FirstWinHttp = unchecked((int)0x80072EE0);
    private const int LastWinHttp = unchecked((int)0x80072FA8);

    private readonly FrozenDictionary<int, ErrorClass> _overrides;

    internal ErrorClassifier(FrozenDictionary<int, ErrorClass> overrides) => _overrides = overrides;

    /// <summary>The class of a job's error. Overrides have the last word; after them come the catalogue and the rules for what it leaves open.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="hresult"/> is not a failure.</exception>
    internal ErrorClass Classify(int hresult) =>
        _overrides.TryGetValue(hresult, out ErrorClass overridden) ? overridden : ClassifyByRule(hresult);

    /// <summary>The class of a job's error without overrides.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="hresult"/> is not a failure.</exception>
    internal static ErrorClass ClassifyByRule(int hresult)
    {
        if (hresult >= 0)
        {
            throw Failure.InvalidArgument(nameof(hresult), $"{ErrorText.Format(hresult)} is not a failure and has no class.");
        }

        if (hresult == HResults.E_INVALIDARG)
        {
            // As the error of a job it says that the proxy's name is not valid (ERR-26, ERR-43).
            return ErrorClass.Transient;
        }

        if (ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Class is { } listed)
        {
            return listed;
        }

        return HResults.TryGetHttpStatus(hresult, out int status) ? ClassifyHttpStatus(status) : ClassifyUnlisted(hresult);
    }

    /// <summary>The rule that Microsoft publishes for the statuses of server applications, used for all requests (ERR-20, OQ-18).</summary>
    internal static ErrorClass ClassifyHttpStatus(int status)
    {
        bool isFatal = status switch
        {
            200 or (>= 300 and <= 305) or 307 => true,
            408 or 409 => false,
            >= 400 and <= 499 => true,
            501 or 505 => true,
            _ => false,
        };
        return isFatal ? ErrorClass.Fatal : ErrorClass.Transient;
    }

    /// <summary>Whether a job with this error waits for a condition to end: network, volume, policies, cost, power, game mode (RETRY-16).</summary>
    internal static bool IsWaiting(int hresult) =>
        ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry) && entry.Class == ErrorClass.WaitsForCondition;

    /// <summary>Where an error with this code arises when its reporter does not say (ERR-12, OQ-16).</summary>
    internal static BackgroundCopyErrorContext DefaultContext(int hresult)
    {
        if (hresult >= 0)
        {
            return BackgroundCopyErrorContext.None;
        }

        if (ErrorCatalogue.TryFind(hresult, out CatalogueEntry entry))
        {
            return entry.Context;
        }

        return HResults.TryGetHttpStatus(hresult, out _) || IsWinHttp(hresult)
            ? BackgroundCopyErrorContext.RemoteFile
            : BackgroundCopyErrorContext.Unknown;
    }

    /// <summary>Whether errors of this context have to do with the protocol of the transfer (ERR-6).</summary>
    internal static bool IsProtocolRelated(BackgroundCopyErrorContext context) => context
        is BackgroundCopyErrorContext.RemoteFile
        or BackgroundCopyErrorContext.GeneralTransport
        or BackgroundCopyErrorContext.RemoteApplication
        or BackgroundCopyErrorContext.ServerCertificateCallback;

    // ERR-42; call results that turn up as a job's error come here as well (ERR-43).
    private static ErrorClass ClassifyUnlisted(int hresult) => IsWinHttp(hresult) ? ErrorClass.Transient : ErrorClass.Fatal;

    /// <summary>Whether a code is one of those of WinHTTP.</summary>
    internal static bool IsWinHttp(int hresult) => hresult is >= FirstWinHttp and <= LastWinHttp;
}
