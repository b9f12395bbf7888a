namespace Bits.RetrySim.Interop;

/// <summary>Makes an HRESULT of what a call threw, and keeps the sentence, which COM does not bring across.</summary>
internal sealed class ComFailures
{
    /// <summary>What a client hears of a service that has stopped (RPC_S_SERVER_UNAVAILABLE).</summary>
    private const int ServiceHasStopped = unchecked((int)0x800706BA);

    private string? _last;

    internal string? Last => Volatile.Read(ref _last);

    internal int Note(Exception exception)
    {
        Volatile.Write(ref _last, exception.Message);
        return exception is ObjectDisposedException ? ServiceHasStopped : exception.HResult < 0 ? exception.HResult : HResults.E_FAIL;
    }

    /// <summary>A pointer that is required is null (STATE-45).</summary>
    internal int NoteNull(string parameter)
    {
        Volatile.Write(ref _last, $"{parameter} is a null pointer. (E_INVALIDARG 0x80070057)");
        return HResults.E_INVALIDARG;
    }
}
