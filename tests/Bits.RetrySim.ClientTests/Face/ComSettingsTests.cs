using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Settings, files and replies of a job as a client of COM has them.</summary>
public sealed class ComSettingsTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void AddFileSet_IsAllOrNothing()
    {
        IBackgroundCopyJob job = _bench.Create();
        BG_FILE_INFO good = new() { RemoteName = ComBench.Url, LocalName = ComBench.Local };

        job.Invoking(it => it.AddFileSet(2, [good, default])).Should().Throw<ArgumentException>();
        ComFaceTests.FilesOf(job).Should().BeEmpty();
        job.AddFileSet(1, [good]);
        ComFaceTests.NameOf(ComFaceTests.FilesOf(job).Single()).Should().Be(ComBench.Local);
    }

    [Fact]
    [Trait("Rule", "COM-8")]
    public void Settings_ThatAreSet_AreRead()
    {
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.Create();
        job.SetDescription("for people");
        job.SetPriority(BG_JOB_PRIORITY.BG_JOB_PRIORITY_LOW);
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(uint.MaxValue);
        job.SetMaximumDownloadTime(7);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_FILE_TRANSFERRED);
        job.SetProxySettings(BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_OVERRIDE, "http://proxy:8080", null);
        job.SetNotifyCmdLine(@"C:\tool.exe", "tool.exe -v");
        job.SetFileACLFlags(BitsConstants.BG_COPY_FILE_ALL);
        job.SetPeerCachingFlags(BitsConstants.BG_JOB_ENABLE_PEERCACHING_CLIENT);

        job.GetDescription(out string description);
        job.GetDisplayName(out string name);
        job.GetPriority(out BG_JOB_PRIORITY priority);
        job.GetMinimumRetryDelay(out uint delay);
        job.GetNoProgressTimeout(out uint timeout);
        job.GetMaximumDownloadTime(out uint longest);
        job.GetNotifyFlags(out uint flags);
        (description, name, priority, delay, timeout, longest, flags).Should().Be(("for people", "job", BG_JOB_PRIORITY.BG_JOB_PRIORITY_LOW, 60, uint.MaxValue, 7, 16));
        job.GetProxySettings(out BG_JOB_PROXY_USAGE usage, out string? list, out string? bypass);
        usage.Should().Be(BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_OVERRIDE);
        list.Should().Be("http://proxy:8080");
        bypass.Should().BeNull();
        job.GetNotifyCmdLine(out string program, out string parameters);
        (program, parameters).Should().Be((@"C:\tool.exe", "tool.exe -v"));
        job.GetFileACLFlags(out uint acl);
        job.GetPeerCachingFlags(out uint peers);
        job.GetErrorCount(out uint errors);
        job.GetType(out BG_JOB_TYPE type);
        (acl, peers, errors, type).Should().Be((15, 1, 0, BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD));
    }

    [Fact]
    [Trait("Rule", "PROP-10")]
    public void Properties_UseTheirMembers()
    {
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.Create();
        Guid clsid = new("11111111-2222-3333-4444-555555555555");

        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_COST_FLAGS, new BITS_JOB_PROPERTY_VALUE { Dword = (uint)BITS_JOB_TRANSFER_POLICY.BITS_JOB_TRANSFER_POLICY_ALWAYS });
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_NOTIFICATION_CLSID, new BITS_JOB_PROPERTY_VALUE { ClsID = clsid });
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT, new BITS_JOB_PROPERTY_VALUE { Enable = 2 });
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE, new BITS_JOB_PROPERTY_VALUE { Uint64 = 1UL << 40 });
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_USE_STORED_CREDENTIALS, new BITS_JOB_PROPERTY_VALUE { Target = BG_AUTH_TARGET.BG_AUTH_TARGET_PROXY });

        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_COST_FLAGS).Dword.Should().Be(0x800000FF);
        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_NOTIFICATION_CLSID).ClsID.Should().Be(clsid);
        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_DYNAMIC_CONTENT).Enable.Should().Be(1);
        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE).Uint64.Should().Be(1UL << 40);
        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_USE_STORED_CREDENTIALS).Target.Should().Be(BG_AUTH_TARGET.BG_AUTH_TARGET_PROXY);
        Read(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MINIMUM_NOTIFICATION_INTERVAL_MS).Dword.Should().Be(500);
        job.Invoking(it => it.GetProperty((BITS_JOB_PROPERTY_ID)77, out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_UNKNOWN_PROPERTY_ID);
        job.Invoking(it => it.SetProperty((BITS_JOB_PROPERTY_ID)77, default)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_UNKNOWN_PROPERTY_ID);

        BITS_JOB_PROPERTY_VALUE Read(BITS_JOB_PROPERTY_ID id)
        {
            job.GetProperty(id, out BITS_JOB_PROPERTY_VALUE value);
            return value;
        }
    }

    [Fact]
    [Trait("Rule", "HTTP-7")]
    public void HttpOptions_GoWithTheRequests()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        IBackgroundCopyJobHttpOptions2 http = (IBackgroundCopyJobHttpOptions2)job;
        http.GetCustomHeaders(out string? headers).Should().Be(1);
        headers.Should().BeNull();
        http.RemoveClientCertificate().Should().Be(1);
        http.Invoking(it => it.GetClientCertificate(out _, out _, out _, out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.RPC_X_BAD_STUB_DATA);

        http.SetCustomHeaders("X-One: 1\r\n");
        http.SetClientCertificateByName(BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_LOCAL_MACHINE, "MY", "CN=me");
        http.SetSecurityFlags(BitsConstants.BG_HTTP_REDIRECT_POLICY_DISALLOW);

        http.GetCustomHeaders(out headers).Should().Be(0);
        headers.Should().Be("X-One: 1\r\n");
        http.GetClientCertificate(out BG_CERT_STORE_LOCATION location, out string store, out nint hash, out string? subject);
        (location, store, hash, subject).Should().Be((BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_LOCAL_MACHINE, "MY", 0, "CN=me"));
        http.RemoveClientCertificate().Should().Be(0);
        http.GetSecurityFlags(out uint flags);
        flags.Should().Be(0x200);
    }

    [Fact]
    [Trait("Rule", "ERR-38")]
    public unsafe void ClientCertificate_ByHash_IsRead()
    {
        IBackgroundCopyJobHttpOptions http = (IBackgroundCopyJobHttpOptions)_bench.Create();
        byte[] hash = [.. Enumerable.Range(1, 20).Select(static i => (byte)i)];
        fixed (byte* first = hash)
        {
            http.SetClientCertificateByID(BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_CURRENT_USER, "MY", (nint)first);
        }

        http.GetClientCertificate(out _, out _, out nint read, out string? subject);

        new ReadOnlySpan<byte>((void*)read, 20).ToArray().Should().Equal(hash);
        subject.Should().BeNull();
        Marshal.FreeCoTaskMem(read);
        http.Invoking(it => it.SetClientCertificateByID(BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_CURRENT_USER, "MY", 0)).Should().Throw<ArgumentException>();
    }

    [Fact]
    [Trait("Rule", "PROP-22")]
    public void Credentials_AreSetAndTakenAway_AndReadByNobody()
    {
        IBackgroundCopyJob2 job = (IBackgroundCopyJob2)_bench.Create();
        BG_AUTH_CREDENTIALS credentials = new()
        {
            Target = BG_AUTH_TARGET.BG_AUTH_TARGET_SERVER,
            Scheme = BG_AUTH_SCHEME.BG_AUTH_SCHEME_BASIC,
            Credentials = new BG_AUTH_CREDENTIALS_UNION { Basic = new BG_BASIC_CREDENTIALS { UserName = "user", Password = "secret" } },
        };
        job.RemoveCredentials(credentials.Target, credentials.Scheme).Should().Be(1);

        job.SetCredentials(credentials);

        job.RemoveCredentials(credentials.Target, credentials.Scheme).Should().Be(0);
        credentials.Credentials.Basic.Password = null;
        job.Invoking(it => it.SetCredentials(credentials)).Should().Throw<ArgumentException>();
        credentials.Target = (BG_AUTH_TARGET)9;
        job.Invoking(it => it.SetCredentials(credentials)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_AUTH_TARGET);
        _bench.Simulation.Manager.LastComFailure().Should().NotContain("secret");
        _bench.Simulation.EventLog.ToString().Should().NotContain("secret");
    }

    [Fact]
    [Trait("Rule", "FILE-11")]
    [Trait("Rule", "FILE-12")]
    public void Ranges_AreGivenAndRead()
    {
        IBackgroundCopyJob3 job = (IBackgroundCopyJob3)_bench.CreateDownload();
        job.AddFileWithRanges(ComBench.Url, @"C:\head", 2, [new BG_FILE_RANGE { Length = 10 }, new BG_FILE_RANGE { InitialOffset = 20, Length = BitsConstants.BG_LENGTH_TO_EOF }]);
        IBackgroundCopyFile2[] files = [.. ComFaceTests.FilesOf(job).Cast<IBackgroundCopyFile2>()];
        uint count = 0;

        files[0].GetFileRanges(ref count, out BG_FILE_RANGE[]? ranges).Should().Be(1);
        (count, ranges).Should().Be((0, null));
        files[1].GetFileRanges(ref count, out ranges).Should().Be(0);
        ranges.Should().Equal(new BG_FILE_RANGE { Length = 10 }, new BG_FILE_RANGE { InitialOffset = 20, Length = BitsConstants.BG_LENGTH_TO_EOF });
        job.Invoking(it => it.AddFileWithRanges(ComBench.Url, @"C:\x", 1, [new BG_FILE_RANGE { InitialOffset = ulong.MaxValue, Length = 1 }]))
            .Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_RANGE);
        job.ReplaceRemotePrefix("https://cdn.example/", "https://cdn2.example/").Should().Be(0);
        job.ReplaceRemotePrefix("https://cdn.example/", "https://cdn2.example/").Should().Be(1);
        files[0].GetRemoteName(out string name);
        name.Should().Be("https://cdn2.example/app.zip");
    }

    [Fact]
    [Trait("Rule", "FILE-24")]
    public void Ranges_OnDemand_AreAskedForAndFilled()
    {
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.CreateDownload();
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_ON_DEMAND_MODE, new BITS_JOB_PROPERTY_VALUE { Enable = 1 });
        IBackgroundCopyFile6 file = (IBackgroundCopyFile6)ComFaceTests.FilesOf(job).Single();
        ComClientCallback callback = new();
        job.SetNotifyInterface(callback);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_FILE_RANGES_TRANSFERRED);
        file.RequestFileRanges(1, [new BG_FILE_RANGE { InitialOffset = 100, Length = 50 }]);
        job.Resume();
        _bench.Advance(60);

        file.GetFilledFileRanges(out uint count, out BG_FILE_RANGE[]? filled);

        count.Should().Be(1);
        filled.Should().Equal(new BG_FILE_RANGE { InitialOffset = 100, Length = 50 });
        callback.Calls.Should().Equal("FileRangesTransferred 100+50");
    }

    [Fact]
    [Trait("Rule", "FILE-9")]
    [Trait("Rule", "COM-7")]
    public void File_TellsItsNames()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        IBackgroundCopyFile5 file = (IBackgroundCopyFile5)ComFaceTests.FilesOf(job).Single();
        job.Resume();
        _bench.Advance(60);

        file.GetTemporaryName(out string? temporary);
        temporary.Should().StartWith(@"C:\Downloads\BIT").And.EndWith(".tmp");
        file.GetValidationState(out bool isValid);
        file.IsDownloadedFromPeer(out bool isFromPeer);
        file.GetPeerDownloadStats(out ulong origin, out ulong peers);
        (isValid, isFromPeer, origin, peers).Should().Be((false, false, 1_000_000, 0));
        file.SetValidationState(true);
        file.GetValidationState(out isValid);
        isValid.Should().BeTrue();
        file.GetProperty(BITS_FILE_PROPERTY_ID.BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, out BITS_FILE_PROPERTY_VALUE headers);
        Marshal.PtrToStringUni(headers.String).Should().StartWith("HTTP/1.1 20");
        Marshal.FreeCoTaskMem(headers.String);
        file.Invoking(it => it.SetProperty(BITS_FILE_PROPERTY_ID.BITS_FILE_PROPERTY_ID_HTTP_RESPONSE_HEADERS, default)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_READ_ONLY_PROPERTY);
        file.Invoking(it => it.GetProperty((BITS_FILE_PROPERTY_ID)2, out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_UNKNOWN_PROPERTY_ID);
        job.Complete();
        file.Invoking(it => it.GetTemporaryName(out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }

    [Fact]
    public void Reply_OfAnUpload_IsRead()
    {
        IBackgroundCopyJob2 job = (IBackgroundCopyJob2)_bench.Create(BG_JOB_TYPE.BG_JOB_TYPE_UPLOAD_REPLY);
        IBackgroundCopyJob2 download = (IBackgroundCopyJob2)_bench.Create();
        ulong length = 0;

        download.Invoking(it => it.GetReplyProgress(out _)).Should().Throw<NotImplementedException>();
        download.Invoking(it => it.SetReplyFileName(@"C:\reply")).Should().Throw<NotImplementedException>();
        job.SetReplyFileName(@"C:\reply");
        job.GetReplyFileName(out string? name);
        name.Should().Be(@"C:\reply");
        job.GetReplyProgress(out BG_JOB_REPLY_PROGRESS progress);
        progress.BytesTotal.Should().Be(BitsConstants.BG_SIZE_UNKNOWN);
        job.Invoking(it => it.GetReplyData(out _, ref length)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
    }
}
