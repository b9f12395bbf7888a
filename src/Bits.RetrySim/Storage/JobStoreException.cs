namespace Bits.RetrySim;

/// <summary>Stored jobs that cannot be read, or not be kept. Nothing was changed.</summary>
/// <threadsafety>Instances do not change and may be used from any thread.</threadsafety>
public sealed class JobStoreException : IOException
{
    /// <summary>Makes an exception about a store or a job in it.</summary>
    /// <param name="message">What cannot be read or kept, and why; nothing of what the job holds.</param>
    /// <param name="hresult">The failure as an HRESULT, as 0x8007000D for data that is not valid; kept as it is.</param>
    /// <param name="innerException">What led to it; null: nothing.</param>
    public JobStoreException(string message, int hresult, Exception? innerException = null)
        : base(message, innerException) => HResult = hresult;
}
