namespace Bits.RetrySim;

internal static class ExceptionCode
{
    /// <summary>The exception, with this code.</summary>
    internal static T With<T>(this T exception, int hresult)
        where T : Exception
    {
        exception.HResult = hresult;
        return exception;
    }
}
