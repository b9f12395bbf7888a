using static Bits.RetrySim.HResults;

namespace Bits.RetrySim;

/// <summary>Makes, but does not throw, the exceptions by which calls fail (D-30). Messages end with the code's name and number.</summary>
internal static class Failure
{
    /// <summary>E_INVALIDARG: what was given cannot be used.</summary>
    internal static ArgumentException InvalidArgument(string paramName, InvariantText message) =>
        new ArgumentException(WithCode(message, E_INVALIDARG), paramName).With(E_INVALIDARG);

    /// <summary>E_INVALIDARG: nothing was given.</summary>
    internal static ArgumentNullException Null(string paramName) =>
        new ArgumentNullException(paramName, WithCode("A value is required.", E_INVALIDARG)).With(E_INVALIDARG);

    /// <summary>E_INVALIDARG: a number or span outside of its limits, which the message names.</summary>
    internal static ArgumentOutOfRangeException OutOfRange(string paramName, object? actual, InvariantText message) =>
        new ArgumentOutOfRangeException(paramName, actual, WithCode(message, E_INVALIDARG)).With(E_INVALIDARG);

    /// <summary>E_NOTIMPL: not defined, or not for this type of job.</summary>
    internal static NotImplementedException NotImplemented(InvariantText message) =>
        new NotImplementedException(WithCode(message, E_NOTIMPL)).With(E_NOTIMPL);

    /// <summary>E_ACCESSDENIED: the user may not do this.</summary>
    internal static UnauthorizedAccessException AccessDenied(InvariantText message) =>
        new UnauthorizedAccessException(WithCode(message, E_ACCESSDENIED)).With(E_ACCESSDENIED);

    /// <summary>Any other code; the three above are mapped by the methods above.</summary>
    internal static BitsException Bits(int hresult, InvariantText message) =>
        new(WithCode(message, hresult), hresult);

    /// <summary>Whatever the code is: as .NET interop maps it.</summary>
    internal static Exception Of(int hresult, InvariantText message) => hresult switch
    {
        E_ACCESSDENIED => AccessDenied(message),
        E_NOTIMPL => NotImplemented(message),
        _ => Bits(hresult, message),
    };

    private static string WithCode(InvariantText message, int hresult) => $"{message.ToText()} ({ErrorText.Format(hresult)})";
}
