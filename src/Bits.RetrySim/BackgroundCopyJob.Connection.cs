namespace Bits.RetrySim;

/// <content>What the job's requests carry, and what kind of download it is.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>Headers, method and security of its HTTP requests.</summary>
    public BackgroundCopyJobHttp Http => new(_service, _record);

    /// <summary>Which proxy its requests take (PROP-21).</summary>
    public BackgroundCopyJobProxy Proxy => new(_service, _record);

    /// <summary>What it shows to servers and proxies that ask who it is (PROP-22).</summary>
    public BackgroundCopyJobCredentials Credentials => new(_service, _record);

    /// <summary>The certificate that it shows to servers which ask for one (ERR-38).</summary>
    public BackgroundCopyJobCertificate ClientCertificate => new(_service, _record);

    /// <summary>A second user whose rights it uses (NET-7).</summary>
    public BackgroundCopyJobHelperToken HelperToken => new(_service, _record);

    /// <summary>The properties that BITS 5.0 and later number (section 16.1).</summary>
    public BackgroundCopyJobProperties Properties => new(_service, this, _record);

    /// <summary>What its files keep of a share, and who may have them.</summary>
    public BackgroundCopyJobFileSharing FileSharing => new(_service, _record);

    /// <summary>What an upload is answered with; null for another type, of which BITS says E_NOTIMPL (UP-6).</summary>
    public BackgroundCopyJobReply? Reply => _record.Extras.Reply is { } reply ? new(_service, _record, reply) : null;

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
