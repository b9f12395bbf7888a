namespace Bits.RetrySim.Native;

/// <summary>The failures of the exports that the library has no exceptions for.</summary>
internal static class NativeFailure
{
    /// <summary>HRESULT_FROM_WIN32(ERROR_INVALID_HANDLE): no such simulation, or no more.</summary>
    internal const int InvalidHandle = unchecked((int)0x80070006);

    /// <summary>HRESULT_FROM_WIN32(ERROR_INSUFFICIENT_BUFFER).</summary>
    internal const int BufferTooSmall = unchecked((int)0x8007007A);

    /// <summary>HRESULT_FROM_WIN32(ERROR_TIMEOUT): what was waited for has not come about within the limit.</summary>
    internal const int NotReached = unchecked((int)0x800705B4);

    /// <summary>E_ILLEGAL_METHOD_CALL: not now, as when time is moved from a callback.</summary>
    internal const int NotNow = unchecked((int)0x8000000E);

    /// <summary>HRESULT_FROM_WIN32(RPC_S_SERVER_UNAVAILABLE): the simulation ended while the call was under way.</summary>
    internal const int Ended = unchecked((int)0x800706BA);

    internal static ArgumentException InvalidArgument(string parameter, string message) =>
        new($"{message} (E_INVALIDARG 0x80070057)", parameter) { HResult = HResults.E_INVALIDARG };

    internal static ArgumentNullException Null(string parameter) =>
        new(parameter, "The pointer is null. (E_INVALIDARG 0x80070057)") { HResult = HResults.E_INVALIDARG };

    internal static BitsException UnknownHandle(nint handle) =>
        new($"0x{handle:x} is no simulation, or one that was destroyed. (E_HANDLE 0x80070006)", InvalidHandle);

    internal static BitsException Small(nuint size, nuint needed) =>
        new(FormattableString.Invariant($"The buffer has {size} bytes, and the text takes {needed} with its end. (ERROR_INSUFFICIENT_BUFFER 0x8007007A)"), BufferTooSmall);

    /// <summary>The library's exceptions that are .NET's own get a code that a client of COM knows.</summary>
    internal static int CodeOf(Exception exception) => exception switch
    {
        NotReachedException => NotReached,
        ObjectDisposedException => Ended,
        InvalidOperationException => NotNow,
        SimulationScriptException => HResults.E_INVALIDARG,
        _ => exception.HResult < 0 ? exception.HResult : HResults.E_FAIL,
    };
}
