using System.Diagnostics.CodeAnalysis;

namespace Bits.RetrySim;

/// <summary>What a job's HTTP requests carry, and what they accept of servers: <see cref="BackgroundCopyJob.Http"/> (section 16.2).</summary>
/// <remarks>Setters throw <see cref="BitsException"/> with BG_E_INVALID_STATE (0x80200002) when the job is in a final state. What is set counts from the next request on.</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobHttp
{
    private const int MaximumHeadersLength = 16_383;
    private const int MaximumMethodLength = 64;

    private const BackgroundCopySecurityOptions AllOptions = BackgroundCopySecurityOptions.EnableRevocationCheck
        | BackgroundCopySecurityOptions.IgnoreCommonNameInvalid
        | BackgroundCopySecurityOptions.IgnoreDateInvalid
        | BackgroundCopySecurityOptions.IgnoreUnknownAuthority
        | BackgroundCopySecurityOptions.IgnoreWrongUsage
        | BackgroundCopySecurityOptions.RedirectReport
        | BackgroundCopySecurityOptions.RedirectDisallow
        | BackgroundCopySecurityOptions.RedirectHttpsToHttp;

    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJobHttp(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>Header lines that are sent with every request of the job (HTTP-7, LIM-10).</summary>
    /// <value>
    /// Lines such as <c>X-Version: 1</c>, separated by CR LF; null, the default: none. At most 16,383 characters. They may be secret: no log, event, text or
    /// store ever holds them.
    /// </value>
    /// <exception cref="UnauthorizedAccessException">They are read after <see cref="MakeCustomHeadersWriteOnly"/> (E_ACCESSDENIED, PROP-25).</exception>
    /// <exception cref="ArgumentException">A line is no header, or holds control characters (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">Too long (BG_E_STRING_TOO_LONG), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    [SuppressMessage("Design", "CA1065", Justification = "The getter of BITS answers E_ACCESSDENIED, and whoever reads what is closed is to know it.")]
    public string? CustomHeaders
    {
        get
        {
            TransferSettings settings = Settings;
            return settings.HeadersAreWriteOnly
                ? throw Failure.AccessDenied($"The custom headers of job {_record.Number} can be set, but not read any more.")
                : settings.CustomHeaders;
        }

        set
        {
            string? headers = string.IsNullOrEmpty(value) ? null : Arguments.Text(value, MaximumHeadersLength, nameof(CustomHeaders));
            if (headers is not null)
            {
                RequestHeaders.Check(headers, nameof(CustomHeaders));
            }

            Set(settings => settings.WithCustomHeaders(headers), JobCall.SetCustomHeaders, headers is null ? "null" : "headers");
        }
    }

    /// <summary>The HTTP method of the job's requests (PROP-24).</summary>
    /// <value>
    /// <c>GET</c> by default; null or the default changes nothing. With any other the job is and stays a foreground job (SCHED-10), fails where others are
    /// retried, and begins its file again at Resume (RETRY-22).
    /// </value>
    /// <exception cref="ArgumentException">No token of HTTP, or more than 64 characters (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">
    /// The job has been resumed before or is in a final state (BG_E_INVALID_STATE, OQ-23), or has dynamic content or is on demand (BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD).
    /// </exception>
    public string? Method
    {
        get => Settings.HttpMethod ?? _record.DefaultHttpMethod;
        set
        {
            if (value is not null && (value.Length is 0 or > MaximumMethodLength || !RequestHeaders.IsToken(value)))
            {
                throw Failure.InvalidArgument(nameof(Method), $"\"{FileNames.Shown(value)}\" is not an HTTP method: a token of 1 to {MaximumMethodLength} characters, such as POST.");
            }

            _service.ConnectionCalls.SetHttpMethod(_record, value == _record.DefaultHttpMethod ? null : value);
        }
    }

    /// <summary>Which certificates and redirects are accepted (PROP-30, PROP-31).</summary>
    /// <value>None by default. Setting the check of revocations on a job that has bytes of a file begins that file again.</value>
    /// <exception cref="NotImplementedException">An undefined bit, or two redirect policies (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopySecurityOptions SecurityOptions
    {
        get => Settings.SecurityOptions;
        set
        {
            const BackgroundCopySecurityOptions Policies = BackgroundCopySecurityOptions.RedirectReport | BackgroundCopySecurityOptions.RedirectDisallow;
            if ((value & ~AllOptions) != 0 || (value & Policies) == Policies)
            {
                throw Failure.NotImplemented($"SecurityOptions 0x{(int)value:X} has undefined bits or two redirect policies; the defined bits are 0x{(int)AllOptions:X}, and of 0x{(int)Policies:X} one at most may be set.");
            }

            _service.ConnectionCalls.SetSecurityOptions(_record, value);
        }
    }

    /// <summary>From now on custom headers can be set, but not read (PROP-25). There is no way back.</summary>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public void MakeCustomHeadersWriteOnly() => Set(static settings => settings.WithHeadersWriteOnly(), JobCall.MakeCustomHeadersWriteOnly, "");

    /// <summary>
    /// Sets who judges the certificates of servers, besides the normal checks (PROP-25). What was approved before is forgotten. A restart of the service forgets
    /// the callback, but not that it has to be asked: the job then fails with BG_E_SERVER_CERT_VALIDATION_INTERFACE_REQUIRED until it is set again and resumed (ERR-36).
    /// </summary>
    /// <param name="callback">The callback; null: nobody.</param>
    /// <exception cref="BitsException">
    /// The job is not SUSPENDED, ERROR or TRANSFERRED (BG_E_READ_ONLY_WHEN_JOB_ACTIVE), or in a final state (BG_E_INVALID_STATE).
    /// </exception>
    /// <example>
    /// <code>
    /// job.Http.SetServerCertificateValidationInterface(new PinnedCertificate("CN=cdn.example"));   // a class of the client
    /// </code>
    /// </example>
    public void SetServerCertificateValidationInterface(IBackgroundCopyServerCertificateValidationCallback? callback) =>
        _service.ConnectionCalls.SetCertificateJudge(_record, callback is null ? null : new CertificateJudge(callback, JudgeOf(callback)));

    private Action<FileRecord, BackgroundCopyServerCertificate> JudgeOf(IBackgroundCopyServerCertificateValidationCallback callback)
    {
        BackgroundCopyJob face = _service.Caller is null ? _record.Face : new BackgroundCopyJob(_service, _record);
        return (file, certificate) => callback.ValidateServerCertificate(face, face.FileOf(file), certificate);
    }

    private TransferSettings Settings => _service.Reader.Read(_record, static job => job.Extras.Transfer);

    private void Set(Func<TransferSettings, TransferSettings> change, JobCall call, string argument) =>
        _service.ConnectionCalls.Set(_record, change, call, argument);
}
