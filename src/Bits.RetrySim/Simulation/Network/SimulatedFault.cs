namespace Bits.RetrySim;

/// <summary>One way in which a request of a <see cref="SimulatedNetwork"/> goes wrong.</summary>
/// <remarks>
/// <para>
/// <see cref="HttpStatus"/>, <see cref="HResult(int)"/>, <see cref="ConnectTimeout"/> and <see cref="NoAnswer"/> let a request fail before it
/// is accepted; <see cref="DropAfter(long)"/> and <see cref="StallAfter"/> let it be accepted and end its bytes later. Faults that lie at a
/// fixed byte of a file are scripted with <see cref="SimulatedResource.DropsAt"/> and <see cref="SimulatedResource.StallsAt"/>.
/// </para>
/// <code>network.Host("cdn.example").Outage(TimeSpan.FromMinutes(10), TimeSpan.FromHours(5), SimulatedFault.HttpStatus(503));</code>
/// </remarks>
/// <threadsafety>Never changes; safe from any thread.</threadsafety>
public abstract partial record SimulatedFault
{
    private protected SimulatedFault(int code) => Code = code;

    /// <summary>The connection cannot be made: the attempt fails with 0x80072EE2 when <see cref="SimulatedNetwork.ConnectTimeout"/> is over.</summary>
    public static SimulatedFault ConnectTimeout { get; } = new ConnectTimeoutFault();

    /// <summary>
    /// The connection is made, but no answer comes: the attempt fails with 0x80072EE2 when <see cref="SimulatedNetwork.ReceiveTimeout"/> is
    /// over.
    /// </summary>
    public static SimulatedFault NoAnswer { get; } = new NoAnswerFault();

    /// <summary>The name of the host is not known: the request fails with 0x80072EE7 at once.</summary>
    public static SimulatedFault NameNotResolved { get; } = new HResultFault(HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED);

    /// <summary>Nobody listens there, or the connection is refused: the request fails with 0x80072EFD at once.</summary>
    public static SimulatedFault ConnectionRefused { get; } = new HResultFault(HResults.ERROR_WINHTTP_CANNOT_CONNECT);

    /// <summary>
    /// The request fails with 0x80072EE2 at once, as if its time were over. Where the time that passes until then matters, it is
    /// <see cref="ConnectTimeout"/> or <see cref="NoAnswer"/>.
    /// </summary>
    public static SimulatedFault TimedOut { get; } = new HResultFault(HResults.ERROR_WINHTTP_TIMEOUT);

    /// <summary>The code with which the request fails in the end. A body that an outage breaks off fails with 0x80072EFE, whatever this is.</summary>
    /// <value>An HRESULT. A stall that ends in time lets nothing fail, its code notwithstanding.</value>
    public int Code { get; }

    /// <summary>The headers of the answer, a line each.</summary>
    internal string HeaderText { get; private init; } = "";

    /// <summary>Whether the request is never accepted.</summary>
    internal abstract bool IsAnswer { get; }

    /// <summary>The same fault, whose answer has a header more; <see cref="SimulatedRequest.Headers"/> shows it.</summary>
    /// <remarks>BITS heeds no header of an error: a <c>Retry-After</c> changes nothing but what a test, or a client, can read.</remarks>
    /// <param name="name">Its name, such as <c>Retry-After</c>; a header of that name, in any case, is replaced.</param>
    /// <param name="value">Its value, one line.</param>
    /// <returns>The fault with the header.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) The name is no token of HTTP, the value holds control characters, or one of them is <see langword="null"/>.</exception>
    /// <exception cref="InvalidOperationException">The fault is no <see cref="HttpStatus"/>: only an answer has headers.</exception>
    /// <example><code>host.Fails(SimulatedFault.HttpStatus(503).WithHeader("Retry-After", "120"));</code></example>
    public SimulatedFault WithHeader(string name, string value)
    {
        string line = HeaderLines.Line(name ?? throw Failure.Null(nameof(name)), value ?? throw Failure.Null(nameof(value)));
        return this is HttpStatusFault
            ? this with { HeaderText = HeaderLines.With(HeaderText, line) }
            : throw new InvalidOperationException("Only a fault with an HTTP status is an answer, and has headers. Write SimulatedFault.HttpStatus(503).WithHeader(...).");
    }

    /// <summary>What ends the bytes when so many of its stalls are over; null: nothing.</summary>
    internal virtual SimulatedFault? After(int stalls) => stalls == 0 ? this : null;

    /// <summary>Whether it lets nothing come, rather than something wrong: bodies that flow when an outage of it begins fall silent.</summary>
    internal virtual bool IsSilence => false;

    /// <summary>The request fails with a code at once.</summary>
    /// <param name="code">
    /// Any failure of <see cref="HResults"/> that a transfer can end with, for example <see cref="HResults.ERROR_WINHTTP_NAME_NOT_RESOLVED"/>.
    /// </param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">
    /// (E_INVALIDARG) <paramref name="code"/> is no failure, or one of RETRY-16 that the environment makes, not a transfer.
    /// </exception>
    public static SimulatedFault HResult(int code) => new HResultFault(FaultCode.Check(code, nameof(code)));

    /// <summary>The request fails with a code, written as in <c>0x80072EE7</c>, at once.</summary>
    /// <param name="code">As in <see cref="HResult(int)"/>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) As in <see cref="HResult(int)"/>.</exception>
    public static SimulatedFault HResult(uint code) => HResult(unchecked((int)code));

    /// <summary>The server answers with a status that is an error.</summary>
    /// <param name="status">The status, 100 to 999 without 200 and 206, for example 503.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) <paramref name="status"/> is 200 or 206.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="status"/> is below 100 or above 999.</exception>
    public static SimulatedFault HttpStatus(int status) => new HttpStatusFault(status, FaultCode.CheckHttpStatus(status, nameof(status)));

    /// <summary>The connection breaks off with 0x80072EFE when that many more bytes are here.</summary>
    /// <param name="bytes">Bytes of this attempt, from 0. An attempt with less to fetch goes well.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="bytes"/> is negative.</exception>
    public static SimulatedFault DropAfter(long bytes) => DropAfter(bytes, HResults.ERROR_WINHTTP_CONNECTION_ERROR);

    /// <summary>The connection breaks off with a code when that many more bytes are here.</summary>
    /// <param name="bytes">Bytes of this attempt, from 0. An attempt with less to fetch goes well.</param>
    /// <param name="code">As in <see cref="HResult(int)"/>.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentException">(E_INVALIDARG) As in <see cref="HResult(int)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) <paramref name="bytes"/> is negative.</exception>
    public static SimulatedFault DropAfter(long bytes, int code) =>
        new DropAfterFault(CheckBytes(bytes), FaultCode.Check(code, nameof(code)));

    /// <summary>No more bytes come when that many more are here; 0x80072EE2 when <see cref="SimulatedNetwork.ReceiveTimeout"/> is over.</summary>
    /// <param name="bytes">Bytes of this attempt, from 0. An attempt with less to fetch goes well.</param>
    /// <param name="duration">How long; <see langword="null"/>: for ever. Bytes go on after it if it is shorter than the receive timeout.</param>
    /// <returns>The fault.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// (E_INVALIDARG) <paramref name="bytes"/> is negative, or <paramref name="duration"/> is not above zero.
    /// </exception>
    public static SimulatedFault StallAfter(long bytes, TimeSpan? duration = null) =>
        new StallAfterFault(CheckBytes(bytes), ScriptTime.CheckDuration(duration, nameof(duration)));

    private static long CheckBytes(long bytes) =>
        bytes >= 0 ? bytes : throw Failure.OutOfRange(nameof(bytes), bytes, "A number of bytes is 0 or more.");

    /// <summary>See <see cref="HResult(int)"/>.</summary>
    internal sealed record HResultFault : SimulatedFault
    {
        internal HResultFault(int code)
            : base(code)
        {
        }

        internal override bool IsAnswer => true;
    }

    /// <summary>See <see cref="SimulatedFault.HttpStatus"/>.</summary>
    internal sealed record HttpStatusFault : SimulatedFault
    {
        internal HttpStatusFault(int status, int code)
            : base(code) => Status = status;

        /// <summary>The HTTP status.</summary>
        public int Status { get; }

        internal override bool IsAnswer => true;
    }

    /// <summary>See <see cref="ConnectTimeout"/>.</summary>
    internal sealed record ConnectTimeoutFault : SimulatedFault
    {
        internal ConnectTimeoutFault()
            : base(HResults.ERROR_WINHTTP_TIMEOUT)
        {
        }

        internal override bool IsAnswer => true;

        internal override bool IsSilence => true;
    }

    /// <summary>See <see cref="NoAnswer"/>.</summary>
    internal sealed record NoAnswerFault : SimulatedFault
    {
        internal NoAnswerFault()
            : base(HResults.ERROR_WINHTTP_TIMEOUT)
        {
        }

        internal override bool IsAnswer => true;

        internal override bool IsSilence => true;
    }

    /// <summary>See <see cref="DropAfter(long)"/>.</summary>
    internal sealed record DropAfterFault : SimulatedFault
    {
        internal DropAfterFault(long bytes, int code)
            : base(code) => Bytes = bytes;

        /// <summary>The bytes of the attempt that still come.</summary>
        public long Bytes { get; }

        internal override bool IsAnswer => false;
    }

    /// <summary>See <see cref="StallAfter"/>.</summary>
    internal sealed record StallAfterFault : SimulatedFault
    {
        internal StallAfterFault(long bytes, TimeSpan? duration)
            : base(HResults.ERROR_WINHTTP_TIMEOUT) => (Bytes, Duration) = (bytes, duration);

        /// <summary>The bytes of the attempt that come before the stall.</summary>
        public long Bytes { get; }

        /// <summary>How long nothing comes; <see langword="null"/>: for ever.</summary>
        public TimeSpan? Duration { get; }

        internal override bool IsAnswer => false;

        internal override bool IsSilence => true;
    }
}
