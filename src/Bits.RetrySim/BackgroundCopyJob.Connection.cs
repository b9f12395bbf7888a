namespace Bits.RetrySim;

/// <content>What the job's requests carry, and what kind of download it is.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>Headers, method and security of its HTTP requests.</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobHttp Http => new(_service, _record);

    /// <summary>Which proxy its requests take (PROP-21).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobProxy Proxy => new(_service, _record);

    /// <summary>What it shows to servers and proxies that ask who it is (PROP-22).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobCredentials Credentials => new(_service, _record);

    /// <summary>The certificate that it shows to servers which ask for one (ERR-38).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobCertificate ClientCertificate => new(_service, _record);

    /// <summary>A second user whose rights it uses (NET-7).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobHelperToken HelperToken => new(_service, _record);

    /// <summary>The properties that BITS 5.0 and later number (section 16.1).</summary>
    /// <value>Always the same settings.</value>
    public BackgroundCopyJobProperties Properties => new(_service, this, _record);

    /// <summary>What of a share's access lists is kept on downloaded files; kept here, and without effect, as there are no access lists (METHOD-SetFileACLFlags).</summary>
    /// <value>None by default, and ignored for HTTP.</value>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG, PROP-22).</exception>
    /// <exception cref="BitsException">The job is in TRANSFERRED or in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyFileAclOptions FileAclOptions
    {
        get => _service.Reader.Read(_record, static job => job.Extras.FileAclOptions);
        set
        {
            if ((value & ~BackgroundCopyFileAclOptions.All) != 0)
            {
                throw Failure.OutOfRange(nameof(FileAclOptions), value, $"FileAclOptions 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)BackgroundCopyFileAclOptions.All:X}.");
            }

            _service.ConnectionCalls.SetFileAclOptions(_record, value);
        }
    }

    /// <summary>The job's part in peer caching; kept here, and without effect, as there are no peers (POLICY-10).</summary>
    /// <value>None by default.</value>
    /// <exception cref="ArgumentOutOfRangeException">An undefined bit (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyPeerCachingOptions PeerCaching
    {
        get => _service.Reader.Read(_record, static job => job.Extras.PeerCaching);
        set
        {
            const BackgroundCopyPeerCachingOptions All = (BackgroundCopyPeerCachingOptions)7;
            if ((value & ~All) != 0)
            {
                throw Failure.OutOfRange(nameof(PeerCaching), value, $"PeerCaching 0x{(int)value:X} has undefined bits; the defined ones are 0x{(int)All:X}.");
            }

            _service.Calls.Configure(_record, value, static (job, options) => job.MakeExtras().PeerCaching = options, JobCall.SetPeerCaching, value.ToString());
        }
    }

    /// <inheritdoc cref="BackgroundCopyJobHttp.CustomHeaders"/>
    public string? CustomHeaders
    {
        get => Http.CustomHeaders;
        set => Http.CustomHeaders = value;
    }

    /// <inheritdoc cref="BackgroundCopyJobHttp.Method"/>
    public string? HttpMethod
    {
        get => Http.Method;
        set => Http.Method = value;
    }

    /// <inheritdoc cref="BackgroundCopyJobHttp.SecurityOptions"/>
    public BackgroundCopySecurityOptions SecurityOptions
    {
        get => Http.SecurityOptions;
        set => Http.SecurityOptions = value;
    }
}
