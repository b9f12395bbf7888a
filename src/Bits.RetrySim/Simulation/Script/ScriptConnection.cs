using System.Text.Json;
using static Bits.RetrySim.ScriptTypes;

namespace Bits.RetrySim;

/// <summary>What the requests of a script's jobs carry, and what its hosts and proxies ask for.</summary>
internal static class ScriptConnection
{
    /// <summary>A text that no message shows.</summary>
    private static readonly ScriptType<string> Secret = new ScriptValue<string>(
        "a text",
        static node => node.Kind == JsonTokenType.String ? node.Text : throw node.Wrong("a text", "something else", inner: null),
        static writer => writer.WriteString("type", "string"));

    private static readonly ScriptType<int> FailureCode = new ScriptValue<int>(
        HResult.Text, static node => HResult.Read(node) is var code and < 0 ? code : throw node.Wrong("the HRESULT of a failure"), HResult.WriteSchema);

    // Credentials, shown and asked for.
    private static readonly ScriptField<BackgroundCopyAuthScheme> Scheme = new("scheme", Name(Enum.GetValues<BackgroundCopyAuthScheme>()), "the scheme") { IsRequired = true };
    private static readonly ScriptField<BackgroundCopyAuthTarget> Target = new("target", Name(Enum.GetValues<BackgroundCopyAuthTarget>()), "who is to accept them") { Default = "server" };
    private static readonly ScriptField<string> UserName = new("userName", Secret, "the name; without it the user who is logged on") { Default = "none" };
    private static readonly ScriptField<string> Password = new("password", Secret, "the password") { Default = "none" };

    private static readonly ScriptObject<Action<BackgroundCopyJobCredentials>> Credential = new(
        "credential",
        "What a job shows to servers or proxies that ask who it is; it stays in memory",
        [Scheme, Target, UserName, Password],
        static values =>
        {
            (BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target) = (values.Get(Scheme), values.Get(Target, BackgroundCopyAuthTarget.Server));
            (string? name, string? password) = (values.Get(UserName), values.Get(Password));
            return credentials => credentials.Add(scheme, target, name, password);
        });

    private static readonly ScriptObject<(BackgroundCopyAuthScheme Scheme, string? UserName, string? Password)> Demand = new(
        "demand",
        "What a host or a proxy asks for; others are answered with 401 or 407",
        [Scheme, UserName, Password],
        static values => (values.Get(Scheme), values.Get(UserName), values.Get(Password)));

    // Proxies.
    private static readonly ScriptField<BackgroundCopyProxyUsage> Usage = new("usage", Name(Enum.GetValues<BackgroundCopyProxyUsage>()), "how the proxy is found") { IsRequired = true };
    private static readonly ScriptField<string> List = new("list", Text, "the proxies, with `override`") { Default = "none" };
    private static readonly ScriptField<string> BypassList = new("bypassList", Text, "hosts without a proxy, with `override`") { Default = "none" };

    private static readonly ScriptObject<Action<BackgroundCopyJobProxy>> Proxy = new(
        "proxy",
        "Which proxy a job's requests take",
        [Usage, List, BypassList],
        static values =>
        {
            (BackgroundCopyProxyUsage usage, string? list, string? bypassList) = (values.Get(Usage), values.Get(List), values.Get(BypassList));
            return proxy => proxy.Set(usage, list, bypassList);
        });

    // Jobs.
    private static readonly ScriptField<string> CustomHeaders = new("customHeaders", Secret, "header lines of its requests, as in `\"X-One: 1\\r\\nX-Two: 2\"`") { Default = "none" };
    private static readonly ScriptField<string> HttpMethod = new("httpMethod", Text, "the HTTP method of its requests; any but GET makes it a foreground job that is not retried") { Default = "GET" };
    private static readonly ScriptField<BackgroundCopySecurityOptions> SecurityOptions = new(
        "securityOptions",
        Flags(static set => set.Aggregate(BackgroundCopySecurityOptions.None, static (all, one) => all | one), Enum.GetValues<BackgroundCopySecurityOptions>()),
        "which certificates and redirects it accepts")
    { Default = "none" };

    private static readonly ScriptField<Action<BackgroundCopyJobProxy>> ProxyField = new("proxy", Proxy, "which proxy its requests take") { Default = "preconfig" };
    private static readonly ScriptField<IReadOnlyList<Action<BackgroundCopyJobCredentials>>> Credentials = new("credentials", new ScriptList<Action<BackgroundCopyJobCredentials>>(Credential), "what it shows to those who ask who it is");
    private static readonly ScriptField<bool> DynamicContent = new("dynamicContent", ScriptTypes.Boolean, "whether each request is answered with content of its own") { Default = "false" };
    private static readonly ScriptField<bool> OnDemand = new("onDemand", ScriptTypes.Boolean, "whether only what is asked for is fetched, with `requestRanges`") { Default = "false" };
    private static readonly ScriptField<long> MaximumDownloadSize = new("maximumDownloadSize", Integer(1, long.MaxValue, "a number of bytes, 1 or more"), "the most bytes of all its files") { Default = "no limit" };

    private static readonly ScriptField<BackgroundCopyFileAclOptions> FileAclOptions = new(
        "fileAclOptions",
        Flags(static set => set.Aggregate(BackgroundCopyFileAclOptions.None, static (all, one) => all | one), Enum.GetValues<BackgroundCopyFileAclOptions>()),
        "what of a share's access lists is kept; without effect")
    { Default = "none" };

    private static readonly ScriptField<BackgroundCopyPeerCachingOptions> PeerCaching = new(
        "peerCaching",
        Flags(static set => set.Aggregate(BackgroundCopyPeerCachingOptions.None, static (all, one) => all | one), Enum.GetValues<BackgroundCopyPeerCachingOptions>()),
        "its part in peer caching; without effect")
    { Default = "none" };

    private static readonly ScriptField<string> ClientCertificate = new("clientCertificate", Limited(256, "the name of a subject"), "the subject of the certificate that it shows, from the user's store MY") { Default = "none" };
    /// <summary>0: it accepts them.</summary>
    private static readonly ScriptField<int> CertificateCallback = new(
        "certificateCallback", OrWord(FailureCode, "accept", 0), "its word on the certificates of servers, asked on each https attempt: `accept`, or the HRESULT with which it refuses them")
    { Default = "it is not asked" };

    private static readonly ScriptField<bool> UseStoredCredentials = new("useStoredCredentials", True, "proxies are shown the credentials that the machine keeps");

    /// <summary>It has to be said before the first file.</summary>
    private static readonly ScriptField<bool> HighPerformance = new("highPerformance", ScriptTypes.Boolean, "whether it writes to the destination itself") { Default = "false" };

    // Hosts, files, the network.
    private static readonly ScriptField<(BackgroundCopyAuthScheme Scheme, string? UserName, string? Password)> RequiresCredentials = new("requiresCredentials", Demand, "whom it lets in") { Default = "everybody" };
    private static readonly ScriptField<SimulatedCertificateFlaws> Certificate = new(
        "certificate",
        Flags(static set => set.Aggregate(SimulatedCertificateFlaws.None, static (all, one) => all | one), Enum.GetValues<SimulatedCertificateFlaws>()),
        "what is wrong with the certificate that it shows over https")
    { Default = "none" };

    private static readonly ScriptField<string> ServerCertificate = new("serverCertificate", Checked("the name of a subject", static text => ShownCertificates.CheckSubject(text, "serverCertificate")), "the subject of the certificate that it shows over https") { Default = "`CN=` and its name" };
    private static readonly ScriptField<string> RequiresClientCertificate = new("requiresClientCertificate", Limited(256, "a subject or a hash"), "the certificate that it asks for over https, by its subject or hash") { Default = "none" };
    private static readonly ScriptField<bool> SpeaksHttp10 = new("http10", ScriptTypes.Boolean, "whether it speaks HTTP/1.0; where it then lacks ranges, requests fail with 0x80200012") { Default = "false" };
    private static readonly ScriptField<bool> StripsContentLength = new("stripsContentLength", ScriptTypes.Boolean, "whether it takes Content-Length out of http answers: 0x80200011") { Default = "false" };
    private static readonly ScriptField<bool> StripsRanges = new("stripsRanges", ScriptTypes.Boolean, "whether it takes Range out of http requests: 0x80200013 where they are needed") { Default = "false" };
    private static readonly ScriptField<bool> AcceptsStoredCredentials = new("acceptsStoredCredentials", True, "the credentials that the machine keeps are good as well");

    private static readonly ScriptField<string> Url = new("url", Checked("a URL", static text => FileNames.CheckRemoteName(text, "url")), "where it sends to") { IsRequired = true };
    private static readonly ScriptField<int> Status = new("status", Int32(301, 308, "301, 302, 303, 307 or 308"), "with which status") { Default = "302" };

    private static readonly ScriptObject<Action<SimulatedResource>> RedirectObject = new(
        "redirect",
        "Where a server sends those who ask for a file",
        [Url, Status],
        static values =>
        {
            (string url, int status) = (values.Get(Url), values.Get(Status, 302));
            return resource => resource.RedirectsTo(url, status);
        });

    private static readonly ScriptField<Action<SimulatedResource>> RedirectsTo = new("redirectsTo", RedirectObject, "where those who ask for it are sent") { Default = "nowhere" };

    private static readonly ScriptObject<Action<SimulatedNetwork>> ProxyHost = new(
        "proxyHost",
        "A proxy, by the name of its host",
        [RequiresCredentials, AcceptsStoredCredentials, StripsContentLength, StripsRanges],
        static values =>
        {
            string name = values.Node.Key;
            Action<SimulatedProxy> set = new ScriptStep<SimulatedProxy>.Builder(values)
                .Set(RequiresCredentials, static (proxy, demand) => proxy.RequiresCredentials(demand.Scheme, demand.UserName, demand.Password))
                .Set(AcceptsStoredCredentials, static (proxy, _) => proxy.AcceptsStoredCredentials())
                .Set(StripsContentLength, static (proxy, strips) => proxy.StripsContentLength(strips))
                .Set(StripsRanges, static (proxy, strips) => proxy.StripsRanges(strips))
                .Build();
            return network => set(network.Proxies.Add(name));
        });

    private static readonly ScriptField<IReadOnlyList<Action<SimulatedNetwork>>> Proxies = new(
        "proxies", new ScriptMap<Action<SimulatedNetwork>>("names of proxies, with a port if needed,", static name => RemoteAddress.CheckHost(name, nameof(name)), ProxyHost), "the proxies");

    private static readonly ScriptField<string> DefaultProxy = new(
        "defaultProxy", Checked("a name", static text => RemoteAddress.CheckHost(text, "defaultProxy")), "the proxy of jobs that name none")
    { Default = "none" };

    /// <summary>The fields of jobs and of calls.</summary>
    internal static ScriptField[] OfJob { get; } = [CustomHeaders, HttpMethod, SecurityOptions, ProxyField, Credentials, UseStoredCredentials, ClientCertificate, CertificateCallback, DynamicContent, OnDemand, MaximumDownloadSize, FileAclOptions, PeerCaching];

    /// <summary>The fields of jobs alone.</summary>
    internal static ScriptField[] OfNewJob { get; } = [HighPerformance];

    internal static ScriptField[] OfHost { get; } = [RequiresCredentials, RequiresClientCertificate, ServerCertificate, Certificate, SpeaksHttp10];

    internal static ScriptField[] OfFile { get; } = [RedirectsTo];

    internal static ScriptField[] OfNetwork { get; } = [Proxies, DefaultProxy];

    internal static ScriptStep<BackgroundCopyJob>.Builder Set(ScriptStep<BackgroundCopyJob>.Builder builder) => builder
        .Set(DynamicContent, static (job, value) => job.Properties.DynamicContent = value)
        .Set(OnDemand, static (job, value) => job.Properties.OnDemandMode = value)
        .Set(MaximumDownloadSize, static (job, value) => job.Properties.MaximumDownloadSize = (ulong)value)
        .Set(CustomHeaders, static (job, value) => job.CustomHeaders = value)
        .Set(HttpMethod, static (job, value) => job.HttpMethod = value)
        .Set(SecurityOptions, static (job, value) => job.SecurityOptions = value)
        .Set(ProxyField, static (job, set) => set(job.Proxy))
        .Set(Credentials, static (job, all) => all.ToList().ForEach(add => add(job.Credentials)))
        .Set(UseStoredCredentials, static (job, _) => job.Properties.UseStoredCredentials = BackgroundCopyAuthTarget.Proxy)
        .Set(ClientCertificate, static (job, subject) => job.ClientCertificate.SetByName(BackgroundCopyCertificateStoreLocation.CurrentUser, "MY", subject))
        .Set(CertificateCallback, static (job, code) => job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(code)))
        .Set(FileAclOptions, static (job, value) => job.FileSharing.FileAclOptions = value)
        .Set(PeerCaching, static (job, value) => job.FileSharing.PeerCaching = value);

    /// <summary>What has to be said before the files.</summary>
    internal static Action<BackgroundCopyJob> SetFirst(ScriptValues values) =>
        new ScriptStep<BackgroundCopyJob>.Builder(values).Set(HighPerformance, static (job, value) => job.Properties.HighPerformance = value).Build();

    internal static Action<SimulatedHost> Open(ScriptValues values) => Set(new ScriptStep<SimulatedHost>.Builder(values)).Build();

    internal static ScriptStep<SimulatedHost>.Builder Set(ScriptStep<SimulatedHost>.Builder builder) => builder
        .Set(RequiresCredentials, static (host, demand) => host.RequiresCredentials(demand.Scheme, demand.UserName, demand.Password))
        .Set(RequiresClientCertificate, static (host, certificate) => host.RequiresClientCertificate(certificate))
        .Set(SpeaksHttp10, static (host, isHttp10) => host.SpeaksHttp10(isHttp10))
        .Set(ServerCertificate, static (host, subject) => host.WithServerCertificate(subject))
        .Set(Certificate, static (host, flaws) => host.WithCertificate(flaws));

    internal static ScriptStep<SimulatedResource>.Builder Set(ScriptStep<SimulatedResource>.Builder builder) => builder.Set(RedirectsTo, static (resource, redirect) => redirect(resource));

    internal static Action<SimulatedResource> Redirect(ScriptValues values) => Set(new ScriptStep<SimulatedResource>.Builder(values)).Build();

    internal static Action<SimulatedNetwork> Connect(ScriptValues values) => new ScriptStep<SimulatedNetwork>.Builder(values)
        .Set(Proxies, static (network, all) => all.ToList().ForEach(add => add(network)))
        .Set(DefaultProxy, static (network, name) => network.Proxies.Default = network.Proxies.Add(name))
        .Build();
}
