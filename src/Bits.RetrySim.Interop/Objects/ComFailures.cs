namespace Bits.RetrySim.Interop;

/// <summary>Makes an HRESULT of what a call threw, and keeps the sentence, which COM does not bring across.</summary>
internal sealed class ComFailures
{
    private string? _last;

    internal string? Last => Volatile.Read(ref _last);

    internal int Note(Exception exception)
    {
        Volatile.Write(ref _last, exception.Message);
        return exception.HResult < 0 ? exception.HResult : HResults.E_FAIL;
    }

    /// <summary>A pointer that is required is null (STATE-45).</summary>
    internal int NoteNull(string parameter)
    {
        Volatile.Write(ref _last, $"{parameter} is a null pointer. (E_INVALIDARG 0x80070057)");
        return HResults.E_INVALIDARG;
    }
}
