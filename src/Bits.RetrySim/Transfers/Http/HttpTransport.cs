namespace Bits.RetrySim;

/// <summary>Fetches files over HTTP and HTTPS into the files of this machine, with ranges, so that what has come is never fetched again.</summary>
/// <remarks>
/// <para>Each attempt asks with HEAD for size and time stamp, then with GET for what is missing, as BITS does (HTTP-2, CONS-1).</para>
/// <para>
/// Files are sent by it in no form: <see cref="BackgroundCopyJob.AddFile(string, string)"/> of an upload fails with E_NOTIMPL. Files of shares and drives fail with
/// 0x80072EE6, ERROR_WINHTTP_UNRECOGNIZED_SCHEME. A proxy that has to be found (<see cref="BackgroundCopyProxyUsage.AutoDetect"/>) is the one that the system is set to.
/// </para>
/// <para>
/// A redirect to another host is followed without the job's credentials and client certificate, and without its <c>Authorization</c> and <c>Cookie</c> headers. With
/// <see cref="BackgroundCopySecurityOptions.RedirectReport"/> the file has the new name from then on, as if the client had given it.
/// </para>
/// </remarks>
/// <threadsafety>Safe from any thread. It may serve any number of managers, unless it has a recorder, each with connections of its own, which end with the manager.</threadsafety>
/// <example>
/// <code>
/// using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new HttpTransport(), Files = new DiskFiles() });
/// BackgroundCopyJob job = manager.CreateJob("update");
/// job.AddFile(url, path);
/// job.Resume();
/// await job.WaitForOutcomeAsync();
/// job.Complete();
/// </code>
/// </example>
public sealed class HttpTransport : Transport
{
    private readonly HttpTransportOptions _options;

    /// <summary>With the defaults.</summary>
    public HttpTransport()
        : this(new HttpTransportOptions())
    {
    }

    /// <summary>With options.</summary>
    /// <param name="options">How it fetches; read once.</param>
    /// <exception cref="ArgumentException">The options are null (E_INVALIDARG).</exception>
    public HttpTransport(HttpTransportOptions options) =>
        _options = (options ?? throw Failure.Null(nameof(options))).Copy();

    /// <inheritdoc/>
    internal override TransferDurability Durability => _options.Durability;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">Its recorder serves a manager already.</exception>
    internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) => _options.Recorder is { } recorder
        ? recorder.Connect(host, seen => new HttpLine(seen, provider, _options))
        : new HttpLine(host, provider, _options);
}
