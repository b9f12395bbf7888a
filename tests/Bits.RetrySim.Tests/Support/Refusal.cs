namespace Bits.RetrySim.Tests;

/// <summary>The code with which BITS refuses a call.</summary>
internal static class Refusal
{
    /// <summary>The HRESULT of the exception that a call ends with; the call must not go well.</summary>
    internal static int Of(Action call) => Assert.ThrowsAny<Exception>(call).HResult;

    /// <summary>As <see cref="Of"/>, of a call that gives a result when it goes well.</summary>
    internal static int Of<T>(Func<T> call) => Of(() => { call(); });
}
