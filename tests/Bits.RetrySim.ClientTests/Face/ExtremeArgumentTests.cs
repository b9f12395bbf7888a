using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Null, zero, the largest numbers, and what no header names: a client hears an HRESULT of BITS, never one of .NET, and nothing is read or written that is not there.</summary>
public sealed unsafe class ExtremeArgumentTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private static readonly Dictionary<string, Action<IBackgroundCopyJob5>> Refused = new()
    {
        ["AddFileSet of none"] = static job => job.AddFileSet(0, []),
        ["AddFile of nothing"] = static job => job.AddFile(null!, null!),
        ["AddFile of empty names"] = static job => job.AddFile("", ""),
        ["AddFile of a name without end"] = static job => job.AddFile("https://cdn.example/" + new string('x', 70_000), ComBench.Local),
        ["AddFileWithRanges of none"] = static job => job.AddFileWithRanges(ComBench.Url, @"C:\r", 0, []),
        ["AddFileWithRanges beyond"] = static job => job.AddFileWithRanges(ComBench.Url, @"C:\r", 1, [new BG_FILE_RANGE { InitialOffset = ulong.MaxValue - 1, Length = ulong.MaxValue - 1 }]),
        ["SetPriority"] = static job => job.SetPriority((BG_JOB_PRIORITY)int.MinValue),
        ["SetNotifyFlags"] = static job => job.SetNotifyFlags(uint.MaxValue),
        ["SetDisplayName"] = static job => job.SetDisplayName(new string('x', 100_000)),
        ["SetDescription"] = static job => job.SetDescription(null!),
        ["SetProxySettings"] = static job => job.SetProxySettings((BG_JOB_PROXY_USAGE)99, null, null),
        ["SetProxySettings without a list"] = static job => job.SetProxySettings(BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_OVERRIDE, null, null),
        ["SetFileACLFlags"] = static job => job.SetFileACLFlags(uint.MaxValue),
        ["SetPeerCachingFlags"] = static job => job.SetPeerCachingFlags(uint.MaxValue),
        ["ReplaceRemotePrefix"] = static job => Marshal.ThrowExceptionForHR(job.ReplaceRemotePrefix(null!, null!)),
        ["SetCredentials"] = static job => job.SetCredentials(default),
        ["RemoveCredentials"] = static job => Marshal.ThrowExceptionForHR(job.RemoveCredentials((BG_AUTH_TARGET)(-1), (BG_AUTH_SCHEME)(-1))),
        ["SetProperty cost"] = static job => job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_COST_FLAGS, new BITS_JOB_PROPERTY_VALUE { Dword = 0x7FFFFF00 }),
        ["SetProperty target"] = static job => job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_USE_STORED_CREDENTIALS, new BITS_JOB_PROPERTY_VALUE { Dword = uint.MaxValue }),
        ["SetProperty size"] = static job => job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE, new BITS_JOB_PROPERTY_VALUE { Uint64 = ulong.MaxValue - 1 }),
        ["SetProperty of none"] = static job => job.SetProperty((BITS_JOB_PROPERTY_ID)int.MinValue, default),
        ["SetClientCertificateByName"] = static job => ((IBackgroundCopyJobHttpOptions)job).SetClientCertificateByName((BG_CERT_STORE_LOCATION)99, "MY", "x"),
        ["SetClientCertificateByName of nothing"] = static job => ((IBackgroundCopyJobHttpOptions)job).SetClientCertificateByName(0, null!, null!),
        ["SetSecurityFlags"] = static job => ((IBackgroundCopyJobHttpOptions)job).SetSecurityFlags(uint.MaxValue),
        ["SetHelperTokenFlags"] = static job => ((IBitsTokenOptions)job).SetHelperTokenFlags(uint.MaxValue),
        ["UpdateDownloadPosition"] = static job => File(job).UpdateDownloadPosition(ulong.MaxValue),
        ["RequestFileRanges of none"] = static job => File(job).RequestFileRanges(0, []),
        ["SetRemoteName"] = static job => File(job).SetRemoteName(null!),
    };

    public static TheoryData<string> RefusedCalls => [.. Refused.Keys];

    [Theory]
    [Trait("Rule", "COM-8")]
    [Trait("Rule", "STATE-45")]
    [MemberData(nameof(RefusedCalls))]
    public void Call_WithWhatCannotBe_IsRefusedWithAnHResultOfBits(string call)
    {
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.CreateDownload();

        int hresult = Record.Exception(() => Refused[call](job))!.HResult;

        hresult.Should().BeNegative();
        (hresult >> 16 & 0x1FFF).Should().NotBe(0x13, "0x{0:X8} is one of .NET", hresult);
        hresult.Should().NotBe(HResults.E_FAIL);
        _bench.Simulation.Manager.LastComFailure().Should().NotBeNullOrEmpty();
        job.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED);
        job.Files().Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "COM-8")]
    public void Settings_OfTheLargestNumbers_AreKept()
    {
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.CreateDownload();
        job.SetMinimumRetryDelay(uint.MaxValue);
        job.SetNoProgressTimeout(uint.MaxValue);
        job.SetMaximumDownloadTime(uint.MaxValue);
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE, new BITS_JOB_PROPERTY_VALUE { Uint64 = ulong.MaxValue });
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MINIMUM_NOTIFICATION_INTERVAL_MS, new BITS_JOB_PROPERTY_VALUE { Dword = uint.MaxValue });

        job.GetMinimumRetryDelay(out uint delay);
        job.GetNoProgressTimeout(out uint timeout);
        job.GetMaximumDownloadTime(out uint longest);
        job.GetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MAX_DOWNLOAD_SIZE, out BITS_JOB_PROPERTY_VALUE size);
        job.GetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_MINIMUM_NOTIFICATION_INTERVAL_MS, out BITS_JOB_PROPERTY_VALUE interval);
        (delay, timeout, longest, size.Uint64, interval.Dword).Should().Be((uint.MaxValue, uint.MaxValue, uint.MaxValue, ulong.MaxValue, uint.MaxValue));
    }

    /// <summary>The count says more than there is: one file beyond what a job may have is read, and no more. What follows here cannot be read.</summary>
    [Fact]
    [Trait("Rule", "POLICY-6")]
    public void AddFileSet_OfTheLargestCount_ReadsNoMoreThanAJobMayHave()
    {
        const int Most = 200;
        FileInfoSlot[] files = new FileInfoSlot[Most + 2];
        nint job = Pointer();
        fixed (char* url = ComBench.Url, local = ComBench.Local)
        {
            Array.Fill(files, new FileInfoSlot { RemoteName = url, LocalName = local }, 0, Most + 1);
            files[^1] = new FileInfoSlot { RemoteName = (char*)16, LocalName = (char*)16 };
            fixed (FileInfoSlot* first = files)
            {
                ((delegate* unmanaged[MemberFunction]<nint, uint, FileInfoSlot*, int>)ComPointer.SlotsOf(job)[3])(job, uint.MaxValue, first).Should().Be(HResults.BG_E_TOO_MANY_FILES_IN_JOB);
            }
        }

        Marshal.Release(job);
    }

    [Fact]
    [Trait("Rule", "POLICY-7")]
    public void AddFileWithRanges_OfTheLargestCount_ReadsNoMoreThanAFileMayHave()
    {
        BG_FILE_RANGE[] ranges = new BG_FILE_RANGE[501];
        Array.Fill(ranges, new BG_FILE_RANGE { Length = 1 });
        IBackgroundCopyJob3 job = (IBackgroundCopyJob3)_bench.Create();

        job.Invoking(it => it.AddFileWithRanges(ComBench.Url, ComBench.Local, 501, ranges)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_TOO_MANY_RANGES_IN_FILE);
        job.Files().Should().BeEmpty();
    }

    /// <summary>Only what was found is written: a client that overstates the room it has is not punished.</summary>
    [Theory]
    [Trait("Rule", "FILE-21")]
    [InlineData(2u)]
    [InlineData((uint)int.MaxValue)]
    public void Next_OfTheLargestCount_GivesWhatThereIs(uint count)
    {
        nint job = Pointer();
        nint files = 0;
        Marshal.ThrowExceptionForHR(((delegate* unmanaged[MemberFunction]<nint, nint*, int>)ComPointer.SlotsOf(job)[5])(job, &files));
        nint* room = stackalloc nint[2] { 1, 77 };
        uint fetched = 9;

        ((delegate* unmanaged[MemberFunction]<nint, uint, nint*, uint*, int>)ComPointer.SlotsOf(files)[3])(files, count, room, &fetched).Should().Be(1);

        fetched.Should().Be(1);
        room[1].Should().Be(77);
        Marshal.Release(room[0]);
        Marshal.Release(files);
        Marshal.Release(job);
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Enumerator_OfZeroAndOfMore_AnswersSo()
    {
        _bench.CreateDownload();
        _bench.Manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);

        jobs.Next(0, [], out uint fetched).Should().Be(0);
        fetched.Should().Be(0);
        jobs.Skip(0).Should().Be(0);
        jobs.Skip(uint.MaxValue).Should().Be(1);
        jobs.Skip(1).Should().Be(1);
    }

    [Fact]
    public void Manager_OfWhatCannotBe_RefusesWithAnHResultOfBits()
    {
        _bench.Manager.Invoking(it => it.CreateJob(null!, BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, out _, out _)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        Action type = () => _bench.Manager.CreateJob("job", (BG_JOB_TYPE)77, out _, out _);
        (type.Should().Throw<Exception>().Which.HResult >> 16 & 0x1FFF).Should().NotBe(0x13);
        _bench.Manager.Invoking(it => it.EnumJobs(uint.MaxValue, out _)).Should().Throw<NotImplementedException>();
        Action language = () => _bench.Manager.GetErrorDescription(int.MinValue, uint.MaxValue, out _);
        (Record.Exception(language) is { } refusal ? refusal.HResult >> 16 & 0x1FFF : 0).Should().NotBe(0x13);
        _bench.Manager.Jobs().Should().BeEmpty();
    }

    private static IBackgroundCopyFile6 File(IBackgroundCopyJob job) => (IBackgroundCopyFile6)job.Files()[0];

    /// <summary>A job with one file, as a pointer.</summary>
    private nint Pointer()
    {
        BackgroundCopyJob job = _bench.Simulation.Manager.CreateJob("job");
        job.AddFile(ComBench.Url, ComBench.Local);
        return new ComSession(BitsVersion.V10_3, new ComFailures(), caller: null).PointerTo(job);
    }
}
