using System.Collections.Frozen;

namespace Bits.RetrySim;

/// <summary>Which errors of jobs are transient and which are fatal, with the changes a test or an application wants (ERR-20 to ERR-43, OQ-18).</summary>
/// <remarks>
/// Without changes, codes are classified as Microsoft documents them; where it does not, HTTP statuses follow the rule published for server
/// applications, unknown WinHTTP errors are transient and all other unknown codes are fatal. A manager takes a copy when it is made:
/// changes made afterwards have no effect on it.
/// </remarks>
/// <threadsafety>Not safe for use by several threads at once.</threadsafety>
public sealed class ErrorClassification
{
    private readonly Dictionary<int, ErrorClass> _overrides = [];

    /// <summary>Makes a code transient or fatal, whatever it is otherwise. The last call for a code counts.</summary>
    /// <param name="hresult">
    /// The failure. Not a success, and not one of the ten codes whose jobs wait for a condition (RETRY-16), such as
    /// <see cref="HResults.BG_E_NETWORK_DISCONNECTED"/>: what ends them is the condition, not a retry.
    /// </param>
    /// <param name="errorClass">
    /// What becomes of a job that fails with the code: <see cref="ErrorClass.Transient"/> or <see cref="ErrorClass.Fatal"/>.
    /// </param>
    /// <returns>This object, so that calls can be chained.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="hresult"/> is a success or a code of RETRY-16.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="errorClass"/> is neither Transient nor Fatal.</exception>
    public ErrorClassification Override(int hresult, ErrorClass errorClass)
    {
        if (hresult >= 0)
        {
            throw Failure.InvalidArgument(nameof(hresult), $"{ErrorText.Format(hresult)} is not a failure; only failures can be classified.");
        }

        if (ErrorClassifier.IsWaiting(hresult))
        {
            throw Failure.InvalidArgument(
                nameof(hresult),
                $"A job with {ErrorText.Format(hresult)} waits until the condition ends, which cannot be changed; set the condition in the environment.");
        }

        CheckClass(errorClass);
        _overrides[hresult] = errorClass;
        return this;
    }

    /// <summary>Makes an HTTP status transient or fatal, for example 429 transient. The last call for a status counts.</summary>
    /// <param name="status">The status, 100 to 999.</param>
    /// <param name="errorClass">
    /// What becomes of a job that fails with the status: <see cref="ErrorClass.Transient"/> or <see cref="ErrorClass.Fatal"/>.
    /// </param>
    /// <returns>This object, so that calls can be chained.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="status"/> is below 100 or above 999, or <paramref name="errorClass"/> is neither Transient nor Fatal.
    /// </exception>
    public ErrorClassification OverrideHttpStatus(int status, ErrorClass errorClass) => Override(HResults.HttpStatus(status), errorClass);

    /// <summary>What becomes of a job that fails with a code, with the changes made so far.</summary>
    /// <param name="hresult">The failure.</param>
    /// <returns>The class of the code.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="hresult"/> is a success.</exception>
    public ErrorClass Classify(int hresult) =>
        _overrides.TryGetValue(hresult, out ErrorClass errorClass) ? errorClass : ErrorClassifier.ClassifyByRule(hresult);

    /// <summary>The classification as it is now; later changes of this object do not reach it.</summary>
    internal ErrorClassifier ToClassifier() => _overrides.Count == 0 ? ErrorClassifier.Default : new ErrorClassifier(_overrides.ToFrozenDictionary());

    private static void CheckClass(ErrorClass errorClass)
    {
        if (errorClass is not (ErrorClass.Transient or ErrorClass.Fatal))
        {
            throw Failure.OutOfRange(nameof(errorClass), errorClass, "An error can be made Transient or Fatal.");
        }
    }
}
