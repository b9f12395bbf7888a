using System.Globalization;
using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using Bits.RetrySim.Tests;

namespace BitsClients;

/// <summary>How each row of the table of states and methods is called through COM.</summary>
internal static class ComMethods
{
    private const string Remote = "https://cdn.example/2.bin";
    private const string Prefix = "https://cdn.example/";
    private const string Mirror = "https://mirror.example/";
    private const BG_CERT_STORE_LOCATION Store = BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_CURRENT_USER;

    private static readonly BackgroundCopyCaller Administrator = new(new BackgroundCopyUser("admin", BackgroundCopyUserKind.Administrator), IsElevated: true);

    internal static IReadOnlyList<ComMethod> All { get; } =
    [
        Do("Resume", "Resume", static job => job.Resume()),
        Do("Resume without files", "Resume", static job => job.Resume()),
        Do("Suspend", "Suspend", static job => job.Suspend()),
        Do("Cancel", "Cancel", static job => Check(job.Cancel())),
        Do("Complete", "Complete", static job => Check(job.Complete())),
        new("Complete, its result", "Complete", static job => $"{(BackgroundCopyResult)Check(job.Complete())}"),

        Do("AddFile", "AddFile", static job => job.AddFile(Remote, Bench.LocalName(2))),
        Do("AddFileSet", "AddFileSet", static job => job.AddFileSet(1, [new BG_FILE_INFO { RemoteName = Remote, LocalName = Bench.LocalName(2) }])),
        Do("AddFileWithRanges", "AddFileWithRanges", static job => job.AddFileWithRanges(Remote, Bench.LocalName(2), 1, [new BG_FILE_RANGE { Length = 1 }])),
        Do("SetRemoteName", "EnumFiles", static job => FileOf(job).SetRemoteName("https://mirror.example/1.bin")),
        Do("ReplaceRemotePrefix", "ReplaceRemotePrefix", static job => Check(job.ReplaceRemotePrefix(Prefix, Mirror))),
        Do("RequestFileRanges", "EnumFiles", static job => FileOf(job).RequestFileRanges(1, [new BG_FILE_RANGE { InitialOffset = 5, Length = 1 }])),
        Do("UpdateDownloadPosition", "EnumFiles", static job => FileOf(job).UpdateDownloadPosition(5)),
        Do("SetValidationState true", "EnumFiles", static job => FileOf(job).SetValidationState(true)),
        Do("SetValidationState false", "EnumFiles", static job => FileOf(job).SetValidationState(false)),
        Do("SetValidationState of a file that is here", "EnumFiles", static job => FileOf(job).SetValidationState(true)),

        Do("DisplayName", "SetDisplayName", static job => job.SetDisplayName("another")),
        Do("Description", "SetDescription", static job => job.SetDescription("another")),
        Do("Priority", "SetPriority", static job => job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_LOW)),
        Do("NotifyFlags", "SetNotifyFlags", static job => job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_MODIFICATION)),
        Do("NotifyInterface", "SetNotifyInterface", static job => job.SetNotifyInterface(new ComClientCallback())),
        Do("NotifyCommand", "SetNotifyCmdLine", static job => job.SetNotifyCmdLine(@"C:\done.exe", null)),
        Property("MinimumNotificationInterval", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MINIMUM_NOTIFICATION_INTERVAL_MS, new BITS_JOB_PROPERTY_VALUE { Dword = 700_000 }),
        Property(
            "CostFlags", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_COST_FLAGS, new BITS_JOB_PROPERTY_VALUE { Dword = (uint)BITS_JOB_TRANSFER_POLICY.BITS_JOB_TRANSFER_POLICY_STANDARD }),
        Property("NotificationClsid", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_NOTIFICATION_CLSID, default),
        Property("UseStoredCredentials", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_USE_STORED_CREDENTIALS, new BITS_JOB_PROPERTY_VALUE { Target = BG_AUTH_TARGET.BG_AUTH_TARGET_PROXY }),
        Property("OnDemandMode", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_ON_DEMAND_MODE, new BITS_JOB_PROPERTY_VALUE { Enable = 1 }),
        Property("DynamicContent", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT, new BITS_JOB_PROPERTY_VALUE { Enable = 1 }),
        Property("MaximumDownloadSize", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE, new BITS_JOB_PROPERTY_VALUE { Uint64 = 1 }),
        Property("HighPerformance", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_HIGH_PERFORMANCE, new BITS_JOB_PROPERTY_VALUE { Enable = 1 }),
        Property("HighPerformance without files", BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_HIGH_PERFORMANCE, new BITS_JOB_PROPERTY_VALUE { Enable = 1 }),

        Do("CustomHeaders", "SetCustomHeaders", static job => Http(job).SetCustomHeaders("A: 1")),
        Do("SecurityOptions", "SetSecurityFlags", static job => Http(job).SetSecurityFlags(BitsConstants.BG_HTTP_REDIRECT_POLICY_ALLOW_REPORT)),
        Do("MakeCustomHeadersWriteOnly", "MakeCustomHeadersWriteOnly", static job => Http(job).MakeCustomHeadersWriteOnly()),
        Do("HttpMethod", "SetHttpMethod", static job => Http(job).SetHttpMethod("POST")),
        Do("SetClientCertificate", "SetClientCertificateByName", static job => Http(job).SetClientCertificateByName(Store, "MY", "x")),
        Do("SetClientCertificate", "SetClientCertificateByID", SetClientCertificateById),
        Do("RemoveClientCertificate", "RemoveClientCertificate", static job => Check(Http(job).RemoveClientCertificate())),
        Do("SetServerCertificateValidationInterface", "SetServerCertificateValidationInterface", static job => Http(job).SetServerCertificateValidationInterface(null)),
        Do("Proxy", "SetProxySettings", static job => job.SetProxySettings(BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_NO_PROXY, null, null)),
        Do("SetCredentials", "SetCredentials", static job => job.SetCredentials(new BG_AUTH_CREDENTIALS
        {
            Target = BG_AUTH_TARGET.BG_AUTH_TARGET_SERVER,
            Scheme = BG_AUTH_SCHEME.BG_AUTH_SCHEME_BASIC,
            Credentials = new BG_AUTH_CREDENTIALS_UNION { Basic = new BG_BASIC_CREDENTIALS { UserName = "u", Password = "p" } },
        })),
        Do("RemoveCredentials", "RemoveCredentials", static job => Check(job.RemoveCredentials(BG_AUTH_TARGET.BG_AUTH_TARGET_SERVER, BG_AUTH_SCHEME.BG_AUTH_SCHEME_BASIC))),
        Do("PeerCaching", "SetPeerCachingFlags", static job => job.SetPeerCachingFlags(BitsConstants.BG_JOB_ENABLE_PEERCACHING_CLIENT)),
        Do("FileAclOptions", "SetFileACLFlags", static job => job.SetFileACLFlags(BitsConstants.BG_COPY_FILE_DACL)),
        Do("SetHelperToken", "SetHelperToken", static job => ((IBitsTokenOptions)job).SetHelperToken()),
        Do("ClearHelperToken", "ClearHelperToken", static job => ((IBitsTokenOptions)job).ClearHelperToken()),
        Do("HelperTokenOptions", "SetHelperTokenFlags", static job => ((IBitsTokenOptions)job).SetHelperTokenFlags(BitsConstants.BG_TOKEN_NETWORK)),
        Do("TakeOwnership", "TakeOwnership", static job => job.TakeOwnership()) with { View = static cell => cell.Bench.Manager.As(Administrator).See(cell.Job) },

        Do("MinimumRetryDelay", "SetMinimumRetryDelay", static job => job.SetMinimumRetryDelay(700)),
        Do("MinimumRetryDelay above the timeout", "SetMinimumRetryDelay", static job => job.SetMinimumRetryDelay(15 * 86_400)),
        Do("NoProgressTimeout", "SetNoProgressTimeout", static job => job.SetNoProgressTimeout(700)),
        Do("NoProgressTimeout 0", "SetNoProgressTimeout", static job => job.SetNoProgressTimeout(0)),
        Do("NoProgressTimeout 10", "SetNoProgressTimeout", static job => job.SetNoProgressTimeout(10)),
        Do("MaximumDownloadTime", "SetMaximumDownloadTime", static job => job.SetMaximumDownloadTime(700)),
        Do("MaximumDownloadTime 0", "SetMaximumDownloadTime", static job => job.SetMaximumDownloadTime(0)),
        Do("MaximumDownloadTime 20", "SetMaximumDownloadTime", static job => job.SetMaximumDownloadTime(20)),
        Do("MaximumDownloadTime 21", "SetMaximumDownloadTime", static job => job.SetMaximumDownloadTime(21)),

        Do("SetReplyFileName", "SetReplyFileName", static job => job.SetReplyFileName(Bench.LocalName(2))),
        new("GetReplyData", "GetReplyData", ReplyIn),
        new("Error", "GetError", ErrorIn),
        new("Error after a failure", "GetError", ErrorIn),
        new("State", "GetState", static job => $"{(BackgroundCopyJobState)ComBench.StateOf(job)}"),
        new("Files", "EnumFiles", static job => $"{ComFaceTests.FilesOf(job).Count(static file => NameOf(file) == "https://cdn.example/1.bin")}"),
    ];

    /// <summary>An HRESULT that a method hands over instead of throwing.</summary>
    private static int Check(int hresult)
    {
        Marshal.ThrowExceptionForHR(hresult);
        return hresult;
    }

    private static ComMethod Do(string label, string name, Action<IBackgroundCopyJob5> call) => new(label, name, job =>
    {
        call(job);
        return null;
    });

    private static ComMethod Property(string label, BITS_JOB_PROPERTY_ID id, BITS_JOB_PROPERTY_VALUE value) => Do(label, "SetProperty", job => job.SetProperty(id, value));

    private static IBackgroundCopyJobHttpOptions3 Http(IBackgroundCopyJob5 job) => (IBackgroundCopyJobHttpOptions3)job;

    private static IBackgroundCopyFile6 FileOf(IBackgroundCopyJob5 job) => (IBackgroundCopyFile6)ComFaceTests.FilesOf(job)[0];

    private static string NameOf(IBackgroundCopyFile file)
    {
        file.GetRemoteName(out string name);
        return name;
    }

    private static unsafe void SetClientCertificateById(IBackgroundCopyJob5 job)
    {
        byte* hash = stackalloc byte[20];
        Http(job).SetClientCertificateByID(Store, "MY", (nint)hash);
    }

    private static string ReplyIn(IBackgroundCopyJob5 job)
    {
        ulong length = 0;
        job.GetReplyData(out nint data, ref length);
        Marshal.FreeCoTaskMem(data);
        return length.ToString(CultureInfo.InvariantCulture);
    }

    private static string ErrorIn(IBackgroundCopyJob5 job)
    {
        int hresult = job.GetError(out IBackgroundCopyError? error);
        if (hresult == HResults.BG_E_ERROR_INFORMATION_UNAVAILABLE)
        {
            error.Should().BeNull();
            return "none";
        }

        Check(hresult);
        error!.GetError(out _, out int code);
        return (code & 0xFFFF).ToString(CultureInfo.InvariantCulture);
    }
}
