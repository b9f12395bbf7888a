namespace Bits.RetrySim;

/// <summary>The properties that BITS numbers, by name and by number: <see cref="BackgroundCopyJob.Properties"/> (section 16.1).</summary>
/// <remarks>Setters throw <see cref="BitsException"/> with BG_E_INVALID_STATE (0x80200002) when the job is in a final state.</remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class BackgroundCopyJobProperties
{
    private readonly ServiceDoor _service;
    private readonly BackgroundCopyJob _job;
    private readonly JobRecord _record;

    internal BackgroundCopyJobProperties(ServiceDoor service, BackgroundCopyJob job, JobRecord record)
    {
        _service = service;
        _job = job;
        _record = record;
    }

    /// <summary>Whether the server makes the content anew for each request: no length and no ranges are needed, and an interrupted file begins again (PROP-3, RETRY-23).</summary>
    /// <value>False by default.</value>
    /// <exception cref="BitsException">
    /// The job has been resumed (BG_E_READ_ONLY_PROPERTY_AFTER_RESUME), has an HTTP method of its own (BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD), is in on-demand mode, or
    /// parts of its files have been asked for (BG_E_RANDOM_ACCESS_NOT_SUPPORTED), or it sends (BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, PROP-10), or is in a final
    /// state (BG_E_INVALID_STATE).
    /// </exception>
    public bool DynamicContent
    {
        get => Has(JobTraits.IsDynamicContent);
        set => _service.ConnectionCalls.SetTrait(_record, JobTraits.IsDynamicContent, value);
    }

    /// <summary>Whether the job writes to the destination itself; such a job does not outlive a restart of the service (PROP-4, PROP-8).</summary>
    /// <value>False by default.</value>
    /// <exception cref="BitsException">
    /// The job has files (BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE), sends (BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, PROP-10), or is in a final state
    /// (BG_E_INVALID_STATE).
    /// </exception>
    public bool HighPerformance
    {
        get => Has(JobTraits.IsHighPerformance);
        set => _service.ConnectionCalls.SetTrait(_record, JobTraits.IsHighPerformance, value);
    }

    /// <summary>Whether only what is asked for is fetched, with <see cref="BackgroundCopyFile.RequestFileRanges"/>: nothing by itself, and no file from start to end (PROP-8, FILE-24).</summary>
    /// <value>False by default. A job to which it applies, and of which nothing is asked for, is suspended when its turn comes (our reading, as STATE-26).</value>
    /// <exception cref="BitsException">
    /// The job has dynamic content, or a file that was added with ranges or comes from no web server (BG_E_RANDOM_ACCESS_NOT_SUPPORTED); it has been resumed
    /// (BG_E_READ_ONLY_PROPERTY_AFTER_RESUME), has an HTTP method of its own (BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD), sends
    /// (BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, PROP-10), or is in a final state (BG_E_INVALID_STATE).
    /// </exception>
    public bool OnDemandMode
    {
        get => Has(JobTraits.IsOnDemand);
        set => _service.ConnectionCalls.SetTrait(_record, JobTraits.IsOnDemand, value);
    }

    /// <summary>The most bytes that the job may fetch; more is BG_E_MAX_DOWNLOAD_SIZE_LIMIT_REACHED, which is fatal (PROP-5, OQ-25).</summary>
    /// <value>1 to 9,223,372,036,854,775,807 bytes, all files together; null, the default: no limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">More than that (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">
    /// 0 (BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE); the job has been resumed (BG_E_READ_ONLY_PROPERTY_AFTER_RESUME), sends
    /// (BG_E_PROPERTY_SUPPORTED_FOR_DOWNLOAD_JOBS_ONLY, PROP-10), or is in a final state (BG_E_INVALID_STATE).
    /// </exception>
    public ulong? MaximumDownloadSize
    {
        get => (ulong?)_service.Reader.Read(_record, static job => job.Extras.MaximumDownloadSize);
        set
        {
            if (value == 0)
            {
                throw Failure.Bits(HResults.BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE, $"MaximumDownloadSize is 0; the least limit is 1 byte, and null is none.");
            }

            if (value > long.MaxValue)
            {
                throw Failure.OutOfRange(nameof(MaximumDownloadSize), value, $"MaximumDownloadSize is {value}; the largest limit is {long.MaxValue}, and null is none.");
            }

            _service.ConnectionCalls.SetMaximumDownloadSize(_record, (long?)value);
        }
    }

    /// <summary>Who is shown the credentials that the machine keeps (PROP-6).</summary>
    /// <value>Null, the default: nobody.</value>
    /// <exception cref="BitsException">Null, or another target than the proxy (BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED), or the job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyAuthTarget? UseStoredCredentials
    {
        get => _service.Reader.Read(_record, static job => job.Extras.Transfer.UsesStoredCredentials) ? BackgroundCopyAuthTarget.Proxy : null;
        set
        {
            if (value != BackgroundCopyAuthTarget.Proxy)
            {
                throw Failure.Bits(HResults.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED, $"UseStoredCredentials is {value?.ToString() ?? "null"}; only Proxy can be set.");
            }

            _service.ConnectionCalls.Set(_record, static settings => settings.WithStoredCredentials(), JobCall.SetProperty, "UseStoredCredentials Proxy");
        }
    }

    /// <summary>The class that is told of the job when it has no callback: an object of it is made for each event (PROP-2, CB-15).</summary>
    /// <value>
    /// <see cref="Guid.Empty"/>, the default: none. <see cref="BackgroundCopyManagerOptions.NotificationClasses"/> makes the objects. A restart of the service does not forget it (CLOCK-7).
    /// </value>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public Guid NotificationClsid
    {
        get => _service.Reader.Read(_record, static job => job.Notices?.Fallback?.Class ?? Guid.Empty);
        set => _service.ClientCalls.SetNotificationClass(_record, value);
    }

    /// <summary>Reads a property by its number.</summary>
    /// <param name="id">The number.</param>
    /// <returns>The value, of the type that <see cref="BackgroundCopyJobPropertyId"/> names; no limit of the size reads as <see cref="ulong.MaxValue"/>, stored credentials for nobody as 0.</returns>
    /// <exception cref="BitsException">No such property (BG_E_UNKNOWN_PROPERTY_ID, PROP-10).</exception>
    public object Get(BackgroundCopyJobPropertyId id) => id switch
    {
        BackgroundCopyJobPropertyId.CostFlags => (uint)_job.CostFlags,
        BackgroundCopyJobPropertyId.DynamicContent => DynamicContent,
        BackgroundCopyJobPropertyId.HighPerformance => HighPerformance,
        BackgroundCopyJobPropertyId.MaximumDownloadSize => MaximumDownloadSize ?? ulong.MaxValue,
        BackgroundCopyJobPropertyId.MinimumNotificationInterval => (uint)_job.MinimumNotificationInterval.TotalMilliseconds,
        BackgroundCopyJobPropertyId.NotificationClsid => NotificationClsid,
        BackgroundCopyJobPropertyId.OnDemandMode => OnDemandMode,
        BackgroundCopyJobPropertyId.UseStoredCredentials => UseStoredCredentials ?? 0,
        _ => throw Unknown(id),
    };

    /// <summary>Sets a property by its number.</summary>
    /// <param name="id">The number.</param>
    /// <param name="value">The value, of the type that <see cref="BackgroundCopyJobPropertyId"/> names.</param>
    /// <exception cref="ArgumentException">The value is null or of another type, or as the property by name (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">No such property (BG_E_UNKNOWN_PROPERTY_ID, PROP-10), or as the property by name.</exception>
    public void Set(BackgroundCopyJobPropertyId id, object value)
    {
        switch (id)
        {
            case BackgroundCopyJobPropertyId.CostFlags:
                _job.CostFlags = (BackgroundCopyCostStates)Value<uint>(value);
                break;
            case BackgroundCopyJobPropertyId.DynamicContent:
                DynamicContent = Value<bool>(value);
                break;
            case BackgroundCopyJobPropertyId.HighPerformance:
                HighPerformance = Value<bool>(value);
                break;
            case BackgroundCopyJobPropertyId.MaximumDownloadSize:
                MaximumDownloadSize = Value<ulong>(value);
                break;
            case BackgroundCopyJobPropertyId.MinimumNotificationInterval:
                _job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(Value<uint>(value));
                break;
            case BackgroundCopyJobPropertyId.UseStoredCredentials:
                UseStoredCredentials = Value<BackgroundCopyAuthTarget>(value);
                break;
            case BackgroundCopyJobPropertyId.NotificationClsid:
                NotificationClsid = Value<Guid>(value);
                break;
            case BackgroundCopyJobPropertyId.OnDemandMode:
                OnDemandMode = Value<bool>(value);
                break;
            default:
                throw Unknown(id);
        }
    }

    private bool Has(JobTraits trait) => _service.Reader.Read(_record, job => job.Has(trait));

    private static T Value<T>(object? value)
        where T : struct =>
        value is T typed ? typed : throw Failure.InvalidArgument(nameof(value), $"The property takes a {typeof(T).Name}, not {value?.GetType().Name ?? "null"}.");

    private static BitsException Unknown(BackgroundCopyJobPropertyId id) =>
        Failure.Bits(HResults.BG_E_UNKNOWN_PROPERTY_ID, $"{(int)id} is not the number of a property that can be read and set here.");
}
