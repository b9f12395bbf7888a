using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>HRESULTs as a person reads them.</summary>
internal static class Codes
{
    /// <summary>The upper half of the codes that stand for an HTTP status.</summary>
    private static readonly int HttpFacility = HResults.HttpStatus(200) >> 16;

    /// <summary>What the code means, and its number.</summary>
    internal static string Describe(int hresult)
    {
        string description = BackgroundCopyManager.GetErrorDescription(hresult).TrimEnd('.');
        return IsUnknown(hresult) ? description : string.Create(CultureInfo.InvariantCulture, $"{description} (0x{hresult:X8})");
    }

    /// <summary>Whether the library has no more to say of a code than its number.</summary>
    internal static bool IsUnknown(int hresult) => BackgroundCopyManager.GetErrorDescription(hresult).Contains(
        string.Create(CultureInfo.InvariantCulture, $"0x{hresult:X8}"), StringComparison.Ordinal);

    /// <summary>In two words, for a table.</summary>
    internal static string Short(int hresult) => hresult switch
    {
        HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED => "unknown host",
        HResults.ERROR_WINHTTP_CANNOT_CONNECT => "unreachable",
        HResults.ERROR_WINHTTP_CONNECTION_ERROR => "connection lost",
        HResults.BG_E_NETWORK_DISCONNECTED => "no network",
        _ when hresult >> 16 == HttpFacility => string.Create(CultureInfo.InvariantCulture, $"HTTP {hresult & 0xFFFF}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"0x{hresult:X8}"),
    };
}
