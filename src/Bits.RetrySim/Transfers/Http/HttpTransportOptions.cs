namespace Bits.RetrySim;

/// <summary>How a <see cref="HttpTransport"/> fetches files.</summary>
/// <remarks>Values are checked and copied when the transport is made; later changes have no effect on it.</remarks>
/// <threadsafety>Not safe for use by several threads while it is changed.</threadsafety>
public sealed class HttpTransportOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>How long a connection may take; then the attempt fails with 0x80072EFD, ERROR_WINHTTP_CANNOT_CONNECT (ERR-27).</summary>
    /// <value>1 ms to 2,147,483,647 ms. The default is 60 seconds, as with WinHTTP. Always in real time.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a server may send nothing, neither an answer nor a byte; then the attempt fails with 0x80072EE2, ERROR_WINHTTP_TIMEOUT (ERR-27).</summary>
    /// <value>1 ms to 2,147,483,647 ms, by the manager's time provider. The default is 2 minutes (our own choice; BITS documents none).</value>
    public TimeSpan ReceiveTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many redirects one request follows; one more fails with 0x80072F7C, ERROR_WINHTTP_REDIRECT_FAILED.</summary>
    /// <value>0 to 50. The default is 10, as with WinHTTP.</value>
    public int MaximumRedirects { get; set; } = 10;

    /// <summary>What bytes that are reported outlive.</summary>
    /// <value>The default is <see cref="TransferDurability.Process"/>.</value>
    public TransferDurability Durability { get; set; }

    /// <summary>
    /// Wraps or changes the handler of requests, for example to add delegating handlers. It is called once for all jobs without settings of their own, and once for
    /// each set of credentials, proxies, certificates or security options that a job has; the handler that it is given has these settings already.
    /// </summary>
    /// <value>The default, null: the handler is used as it is. What is returned is disposed of with the manager.</value>
    public Func<SocketsHttpHandler, HttpMessageHandler>? Handler { get; set; }

    internal HttpTransportOptions CheckedCopy(string paramName)
    {
        CheckTimeout(ConnectTimeout, nameof(ConnectTimeout), paramName);
        CheckTimeout(ReceiveTimeout, nameof(ReceiveTimeout), paramName);
        if (MaximumRedirects is < 0 or > 50)
        {
            throw Failure.OutOfRange(paramName, MaximumRedirects, $"{nameof(MaximumRedirects)} is {MaximumRedirects}; 0 to 50 can be.");
        }

        if (!Enum.IsDefined(Durability))
        {
            throw Failure.OutOfRange(paramName, Durability, $"{nameof(Durability)} is {(int)Durability}; 0 (Process) and 1 (Power) are.");
        }

        return (HttpTransportOptions)MemberwiseClone();
    }

    private static void CheckTimeout(TimeSpan timeout, string name, string paramName)
    {
        if (timeout < TimeSpan.FromMilliseconds(1) || timeout > LongestTimeout)
        {
            throw Failure.OutOfRange(paramName, timeout, $"{name} is {timeout:c}; 1 ms to {int.MaxValue} ms can be.");
        }
    }
}
