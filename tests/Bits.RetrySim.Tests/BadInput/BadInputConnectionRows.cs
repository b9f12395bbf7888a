using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>What a job's requests carry, and what simulated servers and proxies ask for.</summary>
internal static class BadInputConnectionRows
{
    private const string Proxy = "BackgroundCopyJobProxy.Set(BackgroundCopyProxyUsage usage, String list, String bypassList)";
    private const string Add = "BackgroundCopyJobCredentials.Add(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target, String userName, String password)";
    private const string Remove = "BackgroundCopyJobCredentials.Remove(BackgroundCopyAuthScheme scheme, BackgroundCopyAuthTarget target)";
    private const string Get = "BackgroundCopyJobProperties.Get(BackgroundCopyJobPropertyId id)";
    private const string Set = "BackgroundCopyJobProperties.Set(BackgroundCopyJobPropertyId id, Object value)";
    private const string HostDemand = "SimulatedHost.RequiresCredentials(BackgroundCopyAuthScheme scheme, String userName, String password)";
    private const string ProxyDemand = "SimulatedProxy.RequiresCredentials(BackgroundCopyAuthScheme scheme, String userName, String password)";
    private const string Redirects = "SimulatedResource.RedirectsTo(String target, Int32 status)";
    private const string HostCertificate = "SimulatedHost.WithServerCertificate(String subjectName, Byte[] rawData, Byte[] chainData)";
    private const string ByName = "BackgroundCopyJobCertificate.SetByName(BackgroundCopyCertificateStoreLocation location, String storeName, String subjectName)";
    private const string ById = "BackgroundCopyJobCertificate.SetById(BackgroundCopyCertificateStoreLocation location, String storeName, Byte[] hash)";
    private const string SetToken = "BackgroundCopyJobHelperToken.Set(BackgroundCopyUser user)";
    private const BackgroundCopyAuthScheme Basic = BackgroundCopyAuthScheme.Basic;
    private const BackgroundCopyAuthTarget Server = BackgroundCopyAuthTarget.Server;

    private static readonly (string Member, Func<BackgroundCopyJob, string?> Read, Action<BackgroundCopyJob, string?> Write)[] Headers =
    [
        ("BackgroundCopyJob.CustomHeaders=", job => job.CustomHeaders, (job, text) => job.CustomHeaders = text),
        ("BackgroundCopyJobHttp.CustomHeaders=", job => job.Http.CustomHeaders, (job, text) => job.Http.CustomHeaders = text),
    ];

    private static readonly (string Member, Action<BackgroundCopyJob, string?> Write)[] Methods =
    [
        ("BackgroundCopyJob.HttpMethod=", (job, text) => job.HttpMethod = text),
        ("BackgroundCopyJobHttp.Method=", (job, text) => job.Http.Method = text),
    ];

    private static readonly (string Member, Action<BackgroundCopyJob, int> Write)[] Options =
    [
        ("BackgroundCopyJob.SecurityOptions=", (job, bits) => job.SecurityOptions = (BackgroundCopySecurityOptions)bits),
        ("BackgroundCopyJobHttp.SecurityOptions=", (job, bits) => job.Http.SecurityOptions = (BackgroundCopySecurityOptions)bits),
    ];

    internal static IEnumerable<BadInputRow> All =>
    [
        .. Headers.SelectMany(row => new[]
        {
            Coded(row.Member, "too long", HResults.BG_E_STRING_TOO_LONG, world => row.Write(world.Job, "X: " + new string('v', 16_381)), "CustomHeaders", "16384", "16383"),
            Invalid(row.Member, "no colon", world => row.Write(world.Job, "A: 1\r\nB"), "CustomHeaders", "Line 2 of 2"),
            Invalid(row.Member, "no name", world => row.Write(world.Job, ": 1"), "CustomHeaders", "Line 1 of 1"),
            Invalid(row.Member, "control character", world => row.Write(world.Job, "A: \u0007"), "CustomHeaders", "control"),
        }),
        .. Methods.SelectMany(row => new[]
        {
            Invalid(row.Member, "empty", world => row.Write(world.Empty, ""), "Method", "token"),
            Invalid(row.Member, "blank", world => row.Write(world.Empty, "P ST"), "Method", "token"),
            Invalid(row.Member, "too long", world => row.Write(world.Empty, new string('P', 65)), "Method", "64"),
            Coded(row.Member, "after Resume", HResults.BG_E_INVALID_STATE, world => row.Write(world.Job, "POST"), "first Resume"),
        }),
        .. Options.SelectMany(row => new[]
        {
            NotImplemented(row.Member, "undefined bit", world => row.Write(world.Job, 0x1000), "1000", "B1F"),
            NotImplemented(row.Member, "two policies", world => row.Write(world.Job, 0x300), "300"),
        }),
        NotImplemented(Proxy, "usage 4", world => world.Job.Proxy.Set((BackgroundCopyProxyUsage)4), "usage", "4", "0", "3"),
        Invalid(Proxy, "override without list", world => world.Job.Proxy.Set(BackgroundCopyProxyUsage.Override), "list"),
        Invalid(Proxy, "list without override", world => world.Job.Proxy.Set(BackgroundCopyProxyUsage.NoProxy, "p:1"), "list"),
        Invalid(Proxy, "bypass list without override", world => world.Job.Proxy.Set(BackgroundCopyProxyUsage.Preconfig, null, "h"), "bypassList"),
        Coded(Proxy, "list too long", HResults.BG_E_PROXY_LIST_TOO_LARGE, world => world.Job.Proxy.Set(BackgroundCopyProxyUsage.Override, new string('p', 4_001)), "4001", "4000"),
        Coded(Proxy, "bypass list too long", HResults.BG_E_PROXY_BYPASS_LIST_TOO_LARGE, world => world.Job.Proxy.Set(BackgroundCopyProxyUsage.Override, "p", new string('b', 4_001)), "4001", "4000"),
        Coded(Add, "scheme 6", HResults.BG_E_INVALID_AUTH_SCHEME, world => world.Job.Credentials.Add((BackgroundCopyAuthScheme)6, Server, "u", "p"), "6", "1", "5"),
        Coded(Add, "target 3", HResults.BG_E_INVALID_AUTH_TARGET, world => world.Job.Credentials.Add(Basic, (BackgroundCopyAuthTarget)3, "u", "p"), "3", "1", "2"),
        Null(Add, "userName", world => world.Job.Credentials.Add(Basic, Server, null, "p")),
        Null(Add, "password", world => world.Job.Credentials.Add(BackgroundCopyAuthScheme.Ntlm, Server, "u", null)),
        Coded(Add, "name too long", HResults.BG_E_USERNAME_TOO_LARGE, world => world.Job.Credentials.Add(Basic, Server, new string('u', 301), "p"), "301", "300"),
        Coded(Add, "password too long", HResults.BG_E_PASSWORD_TOO_LARGE, world => world.Job.Credentials.Add(Basic, Server, "u", new string('p', 65_537)), "65537", "65536"),
        Coded(Remove, "scheme 0", HResults.BG_E_INVALID_AUTH_SCHEME, world => world.Job.Credentials.Remove(0, Server), "0"),
        Coded(Remove, "target 0", HResults.BG_E_INVALID_AUTH_TARGET, world => world.Job.Credentials.Remove(Basic, 0), "0"),
        Coded(Get, "number 6", HResults.BG_E_UNKNOWN_PROPERTY_ID, world => world.Job.Properties.Get((BackgroundCopyJobPropertyId)6), "6"),
        Coded(Set, "number 8", HResults.BG_E_UNKNOWN_PROPERTY_ID, world => world.Job.Properties.Set((BackgroundCopyJobPropertyId)8, true), "8"),
        Invalid(Set, "another type", world => world.Job.Properties.Set(BackgroundCopyJobPropertyId.DynamicContent, 1), "value", "Boolean", "Int32"),
        Invalid(Set, "null", world => world.Job.Properties.Set(BackgroundCopyJobPropertyId.CostFlags, null!), "value", "UInt32", "null"),
        Coded("BackgroundCopyJobProperties.DynamicContent=", "after Resume", HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, world => world.Job.Properties.DynamicContent = true, "first Resume"),
        Coded("BackgroundCopyJobProperties.OnDemandMode=", "after Resume", HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, world => world.Job.Properties.OnDemandMode = true, "first Resume"),
        Coded("BackgroundCopyJobProperties.OnDemandMode=", "dynamic content", HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, world => world.Empty.Properties.OnDemandMode = true, "dynamic content")
            with { Arrange = world => world.Empty.Properties.DynamicContent = true },
        Coded("BackgroundCopyJobProperties.OnDemandMode=", "a file of a share", HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, world => world.Empty.Properties.OnDemandMode = true, "web server", "share")
            with { Arrange = world => world.Empty.AddFile(@"\\server\share\f", @"C:\f") },
        Coded("BackgroundCopyJobProperties.OnDemandMode=", "a file with ranges", HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, world => world.Empty.Properties.OnDemandMode = true, "ranges of its own")
            with { Arrange = world => world.Empty.AddFileWithRanges("http://s/f", @"C:\f", [new(0, 1)]) },
        Coded("BackgroundCopyJobProperties.OnDemandMode=", "a method of its own", HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, world => world.Empty.Properties.OnDemandMode = true, "method")
            with { Arrange = world => world.Empty.HttpMethod = "POST" },
        Coded("BackgroundCopyJobProperties.DynamicContent=", "on-demand mode", HResults.BG_E_RANDOM_ACCESS_NOT_SUPPORTED, world => world.Empty.Properties.DynamicContent = true, "On-demand mode")
            with { Arrange = world => world.Empty.Properties.OnDemandMode = true },
        Coded("BackgroundCopyJob.HttpMethod=", "on-demand mode", HResults.BG_E_NOT_SUPPORTED_WITH_CUSTOM_HTTP_METHOD, world => world.Empty.HttpMethod = "POST", "on-demand mode")
            with { Arrange = world => world.Empty.Properties.OnDemandMode = true },
        Coded("BackgroundCopyJobProperties.HighPerformance=", "after AddFile", HResults.BG_E_READ_ONLY_PROPERTY_AFTER_ADDFILE, world => world.Job.Properties.HighPerformance = true, "first file"),
        Coded("BackgroundCopyJobProperties.MaximumDownloadSize=", "0", HResults.BG_E_MAX_DOWNLOAD_SIZE_INVALID_VALUE, world => world.Empty.Properties.MaximumDownloadSize = 0, "0", "1"),
        Range("BackgroundCopyJobProperties.MaximumDownloadSize=", "too large", world => world.Empty.Properties.MaximumDownloadSize = ulong.MaxValue, "MaximumDownloadSize", "9223372036854775807"),
        Coded("BackgroundCopyJobProperties.MaximumDownloadSize=", "after Resume", HResults.BG_E_READ_ONLY_PROPERTY_AFTER_RESUME, world => world.Job.Properties.MaximumDownloadSize = 1, "first Resume"),
        Range(HostDemand, "scheme 0", world => Host(world).RequiresCredentials(0, "u", "p"), "scheme", "0"),
        Null(HostDemand, "userName", world => Host(world).RequiresCredentials(Basic, null, null)),
        Null(HostDemand, "password", world => Host(world).RequiresCredentials(BackgroundCopyAuthScheme.Ntlm, "u", null)),
        Range(ProxyDemand, "scheme 6", world => Network(world).Proxies.Add("p").RequiresCredentials((BackgroundCopyAuthScheme)6, "u", "p"), "scheme", "6"),
        Range("SimulatedHost.WithCertificate(SimulatedCertificateFlaws flaws)", "undefined bit", world => Host(world).WithCertificate((SimulatedCertificateFlaws)0x40), "flaws", "40", "3F"),
        Null(HostCertificate, "subjectName", world => Host(world).WithServerCertificate(null!)),
        Invalid(HostCertificate, "subject empty", world => Host(world).WithServerCertificate(""), "subjectName", "empty"),
        Invalid(HostCertificate, "subject of two lines", world => Host(world).WithServerCertificate("CN=h\nCN=i"), "subjectName", "control characters"),
        Invalid(HostCertificate, "no bytes", world => Host(world).WithServerCertificate("CN=h", []), "rawData", "0", "1"),
        Null("SimulatedProxies.Add(String name)", "name", world => Network(world).Proxies.Add(null!)),
        Invalid("SimulatedProxies.Add(String name)", "URL", world => Network(world).Proxies.Add("http://p/"), "name", "host"),
        Invalid("SimulatedProxies.Default=", "of another network", world => Network(world).Proxies.Default = new SimulatedNetwork().Proxies.Add("p"), "value", "another network"),
        Range("BackgroundCopyJobFileSharing.FileAclOptions=", "undefined bit", world => world.Job.FileSharing.FileAclOptions = (BackgroundCopyFileAclOptions)16, "FileAclOptions", "10", "F"),
        Range("BackgroundCopyJobFileSharing.PeerCaching=", "undefined bit", world => world.Job.FileSharing.PeerCaching = (BackgroundCopyPeerCachingOptions)8, "PeerCaching", "8", "7"),
        Range(ByName, "location 8", world => world.Job.ClientCertificate.SetByName((BackgroundCopyCertificateStoreLocation)8, "MY", "x"), "location", "8", "0", "7"),
        Null(ByName, "storeName", world => world.Job.ClientCertificate.SetByName(0, null!, "x")),
        Invalid(ByName, "store name empty", world => world.Job.ClientCertificate.SetByName(0, "", "x"), "storeName", "0", "256"),
        Invalid(ByName, "subject too long", world => world.Job.ClientCertificate.SetByName(0, "MY", new string('x', 257)), "subjectName", "257", "256"),
        Null(ById, "hash", world => world.Job.ClientCertificate.SetById(0, "MY", null!)),
        Invalid(ById, "hash too short", world => world.Job.ClientCertificate.SetById(0, "MY", new byte[19]), "hash", "19", "20"),
        Range("BackgroundCopyJobHelperToken.Options=", "undefined bit", world => world.Job.HelperToken.Options = (BackgroundCopyTokenOptions)4, "Options", "4", "3"),
        Null(SetToken, "user", world => world.Job.HelperToken.Set(null!)),
        Coded(SetToken, "user logged off", HResults.ERROR_NOT_LOGGED_ON, world => world.Job.HelperToken.Set(new BackgroundCopyUser("away")), "away", "logged off")
            with { Arrange = world => world.Environment.LogOff(new BackgroundCopyUser("away")) },
        Coded("BackgroundCopyJobProperties.UseStoredCredentials=", "server", HResults.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED, world => world.Job.Properties.UseStoredCredentials = Server, "Server", "Proxy"),
        Coded("BackgroundCopyJobProperties.UseStoredCredentials=", "null", HResults.BG_E_USE_STORED_CREDENTIALS_NOT_SUPPORTED, world => world.Job.Properties.UseStoredCredentials = null, "null", "Proxy"),
        Null("SimulatedHost.RequiresClientCertificate(String subjectNameOrHash)", "subjectNameOrHash", world => Host(world).RequiresClientCertificate(null!)),
        Invalid("SimulatedHost.RequiresClientCertificate(String subjectNameOrHash)", "empty", world => Host(world).RequiresClientCertificate(""), "subjectNameOrHash", "empty"),
        Null(Redirects, "target", world => Resource(world).RedirectsTo(null!, 302)),
        Invalid(Redirects, "share", world => Resource(world).RedirectsTo(@"\\server\share\x", 302), "target", "http"),
        Range(Redirects, "status 300", world => Resource(world).RedirectsTo("http://h/x", 300), "status", "300", "302"),
    ];

    private static SimulatedNetwork Network(BadInputWorld world) => world.Simulation.Network;

    private static SimulatedHost Host(BadInputWorld world) => Network(world).Host("h.example");

    private static SimulatedResource Resource(BadInputWorld world) => Network(world).Host(Guid.NewGuid().ToString("N")).Resource("/x", 1);
}
