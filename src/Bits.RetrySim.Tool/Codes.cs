using System.Globalization;

namespace Bits.RetrySim.Tool;

/// <summary>HRESULTs as a person reads them.</summary>
internal static class Codes
{
    /// <summary>What the code means, and its number.</summary>
    internal static string Describe(int hresult) => string.Create(
        CultureInfo.InvariantCulture, $"{BackgroundCopyManager.GetErrorDescription(hresult).TrimEnd('.')} (0x{hresult:X8})");
}
