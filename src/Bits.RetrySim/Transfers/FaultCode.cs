namespace Bits.RetrySim;

/// <summary>Which codes a transfer can fail with.</summary>
internal static class FaultCode
{
    /// <summary>Passes on a code that a transfer can fail with.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The code is no failure, or its job would wait for a condition (RETRY-16, D-37).</exception>
    internal static int Check(int hresult, string paramName)
    {
        if (hresult >= 0)
        {
            string hint = hresult is > 0 and <= ushort.MaxValue ? " A bare Windows error number n is the HRESULT 0x80070000 + n; a bare HTTP status is the HRESULT 0x80190000 + status." : string.Empty;
            throw Failure.InvalidArgument(paramName, $"{ErrorText.Format(hresult)} is not a failure, so no transfer can fail with it.{hint}");
        }

        if (ErrorClassifier.IsWaiting(hresult))
        {
            throw Failure.InvalidArgument(
                paramName,
                $"{ErrorText.Format(hresult)} is not the result of a transfer but a condition of the machine. Set it in the environment or the policy instead, for example Environment.NetworkAvailable = false.");
        }

        return hresult;
    }

    /// <summary>The code of an HTTP status a transfer can fail with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The status is below 100 or above 999.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The status is 200 or 206, with which a transfer goes well.</exception>
    internal static int CheckHttpStatus(int status, string paramName)
    {
        if (status is < HResults.MinimumHttpStatus or > HResults.MaximumHttpStatus)
        {
            throw Failure.OutOfRange(paramName, status, "An HTTP status is a number from 100 to 999.");
        }

        if (status is 200 or 206)
        {
            throw Failure.InvalidArgument(paramName, $"With the HTTP status {status} a transfer goes well. To let it fail later, script where its bytes end.");
        }

        return HResults.HttpStatus(status);
    }
}
