namespace Bits.RetrySim;

/// <summary>Which codes a transfer can fail with.</summary>
internal static class FaultCode
{
    /// <summary>Passes on a code that a transfer can fail with.</summary>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The code is no failure, or its job would wait for a condition (RETRY-16, D-37).</exception>
    internal static int Check(int hresult, string paramName) =>
        Explain(hresult, Wording.CSharp) is { } why ? throw Failure.InvalidArgument(paramName, $"No transfer can fail with {ErrorText.Format(hresult)}: {why}.") : hresult;

    /// <summary>The code of an HTTP status a transfer can fail with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The status is below 100 or above 999.</exception>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The status is 200 or 206, with which a transfer goes well.</exception>
    internal static int CheckHttpStatus(int status, string paramName)
    {
        if (status is < HResults.MinimumHttpStatus or > HResults.MaximumHttpStatus)
        {
            throw Failure.OutOfRange(paramName, status, "An HTTP status is a number from 100 to 999.");
        }

        return ExplainHttpStatus(status) is { } why
            ? throw Failure.InvalidArgument(paramName, $"No transfer can fail with the HTTP status {status}: {why}.")
            : HResults.HttpStatus(status);
    }

    /// <summary>Why no transfer can fail with a code; <see langword="null"/> when one can.</summary>
    internal static string? Explain(int hresult, Wording wording)
    {
        if (hresult is > 0 and <= ushort.MaxValue)
        {
            return "it is not a failure; the HRESULT of a Windows error is 0x80070000 plus its number, that of an HTTP status 0x80190000 plus the status";
        }

        if (hresult >= 0)
        {
            return "it is not a failure";
        }

        return ErrorClassifier.IsWaiting(hresult)
            ? "it is a condition of the machine, not the result of a transfer; set it in the environment or the policy, "
                + $"for example {wording.Choose("Environment.NetworkAvailable = false", "\"network\": \"down\"")}"
            : null;
    }

    /// <summary>Why no transfer can fail with an HTTP status; <see langword="null"/> when one can.</summary>
    internal static string? ExplainHttpStatus(int status) =>
        status is 200 or 206 ? "with it a transfer goes well; to let it fail later, script where its bytes end" : null;
}
