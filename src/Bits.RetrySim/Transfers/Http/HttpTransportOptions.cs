namespace Bits.RetrySim;

/// <summary>How a <see cref="HttpTransport"/> fetches files.</summary>
/// <remarks>They are copied when the transport is made; later changes have no effect on it.</remarks>
/// <threadsafety>Not safe for use by several threads while it is changed.</threadsafety>
public sealed class HttpTransportOptions
{
    private const int MostRedirects = 50;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>How long a server may send nothing, neither an answer nor a byte; then the attempt fails with 0x80072EE2, ERROR_WINHTTP_TIMEOUT (ERR-27).</summary>
    /// <value>1 ms to 2,147,483,647 ms, by the manager's time provider. The default is 2 minutes (our own choice; BITS documents none).</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is out of its range.</exception>
    public TimeSpan ReceiveTimeout
    {
        get;
        set => field = CheckTimeout(value);
    } = TimeSpan.FromMinutes(2);

    /// <summary>How many redirects one request follows; one more fails with 0x80072F7C, ERROR_WINHTTP_REDIRECT_FAILED.</summary>
    /// <value>0 to 50. The default is 10, as with WinHTTP.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is out of its range.</exception>
    public int MaximumRedirects
    {
        get;
        set => field = value is >= 0 and <= MostRedirects ? value : throw Failure.OutOfRange(nameof(value), value, $"A request follows from 0 to {MostRedirects} redirects.");
    } = 10;

    /// <summary>What bytes that are reported outlive.</summary>
    /// <value>The default is <see cref="TransferDurability.Process"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) There is no such value.</exception>
    public TransferDurability Durability
    {
        get;
        set => field = Enum.IsDefined(value) ? value : throw Failure.OutOfRange(nameof(value), value, $"{(int)value} is no durability; 0 (Process) and 1 (Power) are.");
    }

#if NET // The handler of .NET Framework is another one, and has no time for the connection alone.
    /// <summary>How long a connection may take; then the attempt fails with 0x80072EFD, ERROR_WINHTTP_CANNOT_CONNECT (ERR-27).</summary>
    /// <value>1 ms to 2,147,483,647 ms, in real time whatever the manager's time provider says. The default is 60 seconds, as with WinHTTP.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is out of its range.</exception>
    public TimeSpan ConnectTimeout
    {
        get;
        set => field = CheckTimeout(value);
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Wraps or changes the handler of requests, for example to add delegating handlers. It is called once for all jobs without settings of their own, and once for
    /// each set of credentials, proxies, certificates or security options that a job has; the handler that it is given has these settings already.
    /// </summary>
    /// <value>The default, null: the handler is used as it is. What is returned is disposed of with the manager.</value>
    public Func<SocketsHttpHandler, HttpMessageHandler>? Handler { get; set; }
#endif

    /// <summary>Records what the network does, for a scenario that plays it again.</summary>
    /// <value>The default, null: nothing is recorded. With a recorder the transport serves one manager.</value>
    public TransferRecorder? Recorder { get; set; }

    /// <summary>What waits for the disk.</summary>
    internal Action<PartialFile> Flush { get; set; } = static file => file.FlushToDisk();

    internal HttpTransportOptions Copy() => (HttpTransportOptions)MemberwiseClone();

    private static TimeSpan CheckTimeout(TimeSpan value) =>
        value >= ShortestTimeout && value <= LongestTimeout ? value : throw Failure.OutOfRange(nameof(value), value, $"A timeout is from 1 to {int.MaxValue} ms long.");
}
