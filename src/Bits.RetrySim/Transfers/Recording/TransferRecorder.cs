namespace Bits.RetrySim;

/// <summary>
/// Records what a real network does to the attempts of a manager: when servers answer, when bytes come, when and with what attempts fail. Of that
/// <c>WriteScenario</c> makes a scenario, which plays the same incident in virtual time.
/// </summary>
/// <remarks>
/// <para>
/// Set it as <see cref="HttpTransportOptions.Recorder"/>. It sees URLs, sizes, time stamps, codes and instants, and keeps no headers, credentials or contents. Of each
/// attempt it keeps bytes at instants that are <see cref="Resolution"/> apart, 256 at most, and further apart where those are not enough. It keeps all attempts as long as it
/// lives, of up to some 16 KB each: give a service that runs for months one where an incident is looked for.
/// </para>
/// <para>A recorder serves one manager.</para>
/// </remarks>
/// <threadsafety>Safe from any thread, also while it records.</threadsafety>
/// <example>
/// <code>
/// TransferRecorder recorder = new();
/// using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
/// {
///     Transport = new HttpTransport(new HttpTransportOptions { Recorder = recorder }),
///     Files = new DiskFiles(),
///     RecordEvents = true,
/// });
/// BackgroundCopyJob job = manager.CreateJob("update");
/// job.AddFile(url, path);
/// job.Resume();
/// await job.WaitForOutcomeAsync();
/// recorder.WriteScenario(output, [job]);
/// </code>
/// </example>
public sealed class TransferRecorder
{
    private static readonly TimeSpan LongestResolution = TimeSpan.FromHours(1);

    private readonly List<RecordedAttempt> _attempts = [];
    private ITransferHost? _host;

    /// <summary>The least time between two instants at which bytes are told. First bytes, ends and errors are told as they were seen.</summary>
    /// <value>From zero, each report as it comes, to one hour. The default is 1 second. It holds for attempts that begin later.</value>
    /// <exception cref="ArgumentOutOfRangeException">(E_INVALIDARG) The value is out of its range.</exception>
    public TimeSpan Resolution
    {
        get;
        set => field = value >= TimeSpan.Zero && value <= LongestResolution ? value : throw Failure.OutOfRange(nameof(value), value, "A resolution is from zero to one hour.");
    } = TimeSpan.FromSeconds(1);

    /// <summary>Guards the attempts.</summary>
    internal object Gate { get; } = new();

    /// <summary>Whose attempts it records; null: nobody's yet.</summary>
    internal ITransferHost? Host => Volatile.Read(ref _host);

    /// <summary>A line that is recorded.</summary>
    /// <exception cref="InvalidOperationException">The recorder serves a manager already.</exception>
    internal TransferLine Connect(ITransferHost host, Func<ITransferHost, TransferLine> connect)
    {
        if (Interlocked.CompareExchange(ref _host, host, null) is not null)
        {
            throw new InvalidOperationException("A recorder serves one manager, and this one already has one. Make a transport with a recorder of its own for each manager.");
        }

        return new RecordingLine(this, connect(new RecordingHost(host)));
    }

    internal RecordedAttempt Begin(in TransferOrder order)
    {
        RecordedAttempt attempt = new(order, Resolution.Ticks);
        lock (Gate)
        {
            _attempts.Add(attempt);
        }

        return attempt;
    }

    /// <summary>What was seen of a job so far, in the order in which it began.</summary>
    internal IReadOnlyList<RecordedAttempt> AttemptsOf(int job)
    {
        lock (Gate)
        {
            return [.. _attempts.Where(attempt => attempt.Job == job).Select(static attempt => attempt.Copy())];
        }
    }
}
