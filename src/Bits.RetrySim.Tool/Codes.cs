using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>HRESULTs as a person reads them.</summary>
internal static class Codes
{
    /// <summary>The codes that stand for an HTTP status follow each other.</summary>
    private static readonly (int First, int Last) HttpCodes = (HResults.HttpStatus(100), HResults.HttpStatus(999));

    /// <summary>What the code means, and its number.</summary>
    internal static string Describe(int hresult)
    {
        string description = BackgroundCopyManager.GetErrorDescription(hresult).TrimEnd('.');
        return IsUnknown(hresult) ? description : string.Create(CultureInfo.InvariantCulture, $"{description} (0x{hresult:X8})");
    }

    /// <summary>Whether the library has no more to say of a code than its number.</summary>
    internal static bool IsUnknown(int hresult) => BackgroundCopyManager.GetErrorDescription(hresult).Contains(
        string.Create(CultureInfo.InvariantCulture, $"0x{hresult:X8}"), StringComparison.Ordinal);

    /// <summary>The HTTP status that a code stands for; null if for none.</summary>
    internal static int? HttpStatus(int hresult) => hresult >= HttpCodes.First && hresult <= HttpCodes.Last ? hresult - HttpCodes.First + 100 : null;

    /// <summary>In two words, for a table.</summary>
    internal static string Short(int hresult) => hresult switch
    {
        HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED => "unknown host",
        HResults.ERROR_WINHTTP_CANNOT_CONNECT => "unreachable",
        HResults.ERROR_WINHTTP_CONNECTION_ERROR => "connection lost",
        HResults.BG_E_NETWORK_DISCONNECTED => "no network",
        HResults.BG_E_MAXDOWNLOAD_TIMEOUT => "out of time",
        _ when HttpStatus(hresult) is { } status => string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{hresult:X8}"),
    };
}
