using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>The HRESULTs that BITS returns from calls or gives as the error of a job, by their names in the Windows headers (OQ-32).</summary>
/// <remarks>
/// "Returned by calls" says that a code is the result of a method. The other codes arise as errors of jobs: "transient" ones are tried again
/// after the minimum retry delay, "fatal" ones put the job into ERROR. <see cref="ErrorClassification"/> changes that for a manager.
/// Constants of Windows and WinHTTP errors (<c>ERROR_...</c>) are HRESULTs here, not the bare error numbers (ERR-51).
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
[SuppressMessage("Naming", "CA1707:Identifiers should not contain underscores", Justification = HeaderNames)]
[SuppressMessage("Style", "IDE1006:Naming styles", Justification = HeaderNames)]
public static partial class HResults
{
    /// <summary>The lowest HTTP status, 100, that has an HRESULT.</summary>
    internal const int MinimumHttpStatus = 100;

    /// <summary>The highest HTTP status, 999, that has an HRESULT.</summary>
    internal const int MaximumHttpStatus = 999;

    private const string HeaderNames = "Users search for the names that the Windows headers give these codes.";

    private const int HttpBase = unchecked((int)0x80190000);

    /// <summary>The HRESULT of an HTTP status: 0x80190000 plus the status (ERR-51).</summary>
    /// <param name="status">The status, 100 to 999.</param>
    /// <returns>For example <see cref="BG_E_HTTP_ERROR_503"/> for 503.</returns>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="status"/> is below 100 or above 999.</exception>
    public static int HttpStatus(int status)
    {
        if (status is < MinimumHttpStatus or > MaximumHttpStatus)
        {
            throw Failure.OutOfRange(nameof(status), status, "An HTTP status is a number from 100 to 999.");
        }

        return HttpBase + status;
    }

    /// <summary>The HRESULT of a number of Windows; an HTTP status that a redirect policy refuses is taken for one (ERR-37).</summary>
    internal static int Win32(int number) => unchecked((int)0x80070000) | number;

    /// <summary>Whether a code stands for an HTTP status of 100 to 999, and for which.</summary>
    internal static bool TryGetHttpStatus(int hresult, out int status)
    {
        // A difference of 32-bit codes may lie outside of int.
        long offset = (long)hresult - HttpBase;
        bool isStatus = offset is >= MinimumHttpStatus and <= MaximumHttpStatus;
        status = isStatus ? (int)offset : 0;
        return isStatus;
    }
}
