using System.Reflection;

namespace Bits.RetrySim;

internal static class ExceptionCode
{
    /// <summary>.NET Framework keeps it for the exception's own class.</summary>
    private static readonly Action<Exception, int> Set = (Action<Exception, int>)Delegate.CreateDelegate(
        typeof(Action<Exception, int>), typeof(Exception).GetProperty(nameof(Exception.HResult), BindingFlags.Instance | BindingFlags.Public)!.GetSetMethod(nonPublic: true)!);

    /// <summary>The exception, with this code.</summary>
    internal static T With<T>(this T exception, int hresult)
        where T : Exception
    {
        Set(exception, hresult);
        return exception;
    }
}
