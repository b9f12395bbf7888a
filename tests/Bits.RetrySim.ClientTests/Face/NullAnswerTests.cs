using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Null where something is required, as a client in C can give it: E_INVALIDARG, and zero wherever an answer could go (COM-8).</summary>
public sealed unsafe class NullAnswerTests : IDisposable
{
    private const int Room = 16;
    private const byte Garbage = 0xA5;

    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>Methods with several answers: the bytes of each, and the call with an address for each.</summary>
    private static readonly Dictionary<string, (int[] Sizes, Func<NullAnswerTests, nint[], int> Call)> Methods = new()
    {
        ["CreateJob"] = ([16, 8], static (test, to) =>
        {
            fixed (char* name = "job")
            {
                return ((IManagerSlots)test._bench.Manager).CreateJob(name, BG_JOB_TYPE.BG_JOB_TYPE_DOWNLOAD, (Guid*)to[0], (nint*)to[1]);
            }
        }
        ),
        ["GetError"] = ([4, 4], static (test, to) => ((IErrorSlots)test.Error()).GetError((BG_ERROR_CONTEXT*)to[0], (int*)to[1])),
        ["GetProxySettings"] = ([4, 8, 8], static (test, to) => ((IJobSlots)test.Job()).GetProxySettings((BG_JOB_PROXY_USAGE*)to[0], (char**)to[1], (char**)to[2])),
        ["GetNotifyCmdLine"] = ([8, 8], static (test, to) => ((IJob2Slots)test.Job()).GetNotifyCmdLine((char**)to[0], (char**)to[1])),
        ["GetReplyData"] = ([8, 8], static (test, to) => ((IJob2Slots)test.Job()).GetReplyData((byte**)to[0], (ulong*)to[1])),
        ["GetClientCertificate"] = ([4, 8, 8, 8], static (test, to) =>
            ((IHttpOptionsSlots)test.Job()).GetClientCertificate((BG_CERT_STORE_LOCATION*)to[0], (char**)to[1], (byte**)to[2], (char**)to[3])),
        ["GetFileRanges"] = ([4, 8], static (test, to) => ((IFile2Slots)test.Job().Files()[0]).GetFileRanges((uint*)to[0], (BG_FILE_RANGE**)to[1])),
        ["GetFilledFileRanges"] = ([4, 8], static (test, to) => ((IFile6Slots)test.Job().Files()[0]).GetFilledFileRanges((uint*)to[0], (BG_FILE_RANGE**)to[1])),
        ["GetPeerDownloadStats"] = ([8, 8], static (test, to) => ((IFile4Slots)test.Job().Files()[0]).GetPeerDownloadStats((ulong*)to[0], (ulong*)to[1])),
    };

    /// <summary>Each method with each choice of addresses that lacks one, as a mask of those that are there.</summary>
    public static TheoryData<string, int> Calls
    {
        get
        {
            TheoryData<string, int> calls = [];
            foreach ((string method, (int[] sizes, _)) in Methods)
            {
                foreach (int there in Enumerable.Range(0, (1 << sizes.Length) - 1))
                {
                    calls.Add(method, there);
                }
            }

            return calls;
        }
    }

    [Theory]
    [Trait("Rule", "COM-8")]
    [Trait("Rule", "STATE-45")]
    [MemberData(nameof(Calls))]
    public void Method_OneAnswerHasNowhereToGo_ZeroesTheOthers(string method, int there)
    {
        (int[] sizes, Func<NullAnswerTests, nint[], int> call) = Methods[method];
        byte* room = stackalloc byte[Room * 4];
        new Span<byte>(room, Room * 4).Fill(Garbage);
        nint[] addresses = [.. Enumerable.Range(0, sizes.Length).Select(i => (there & (1 << i)) != 0 ? (nint)room + (Room * i) : 0)];

        call(this, addresses).Should().Be(HResults.E_INVALIDARG);

        for (int i = 0; i < sizes.Length; i++)
        {
            int zeros = addresses[i] == 0 ? 0 : sizes[i];
            new ReadOnlySpan<byte>(room + (Room * i), Room).ToArray().Should()
                .Equal(Enumerable.Repeat((byte)0, zeros).Concat(Enumerable.Repeat(Garbage, Room - zeros)), "answer {0} has {1} bytes, and nothing is written behind it", i, sizes[i]);
        }

        if (method == "CreateJob")
        {
            _bench.Manager.Jobs().Should().BeEmpty();
        }
    }

    private static readonly Dictionary<string, Func<NullAnswerTests, int>> Missing = new()
    {
        ["EnumFiles"] = static test => ((IJobSlots)test.Job()).EnumFiles(null),
        ["GetState"] = static test => ((IJobSlots)test.Job()).GetState(null),
        ["GetOwner"] = static test => ((IJobSlots)test.Job()).GetOwner(null),
        ["AddFileSet"] = static test => ((IJobSlots)test.Job()).AddFileSet(1, null),
        ["SetCredentials"] = static test => ((IJob2Slots)test.Job()).SetCredentials(null),
        ["AddFileWithRanges"] = static test =>
        {
            fixed (char* url = ComBench.Url, local = ComBench.Local)
            {
                return ((IJob3Slots)test.Job()).AddFileWithRanges(url, local, 1, null);
            }
        },
        ["RequestFileRanges"] = static test => ((IFile6Slots)test.Job().Files()[0]).RequestFileRanges(1, null),
        ["SetClientCertificateByID"] = static test =>
        {
            fixed (char* store = "MY")
            {
                return ((IHttpOptionsSlots)test.Job()).SetClientCertificateByID(BG_CERT_STORE_LOCATION.BG_CERT_STORE_LOCATION_CURRENT_USER, store, null);
            }
        },
        ["GetErrorDescription"] = static test => ((IErrorSlots)test.Error()).GetErrorDescription(0x0409, null),
        ["GetJob"] = static test => ((IManagerSlots)test._bench.Manager).GetJob(null, null),
        ["Next"] = static test => ((IEnumJobsSlots)test.All()).Next(1, null, null),
        ["Next of two without a count"] = static test =>
        {
            nint* room = stackalloc nint[2];
            return ((IEnumJobsSlots)test.All()).Next(2, room, null);
        },
        ["Next of more than can be"] = static test =>
        {
            nint room = 0;
            uint fetched = 0;
            return ((IEnumJobsSlots)test.All()).Next(uint.MaxValue, &room, &fetched);
        },
    };

    public static TheoryData<string> MissingArguments => [.. Missing.Keys];

    [Theory]
    [Trait("Rule", "COM-8")]
    [MemberData(nameof(MissingArguments))]
    public void Method_WithoutWhatItNeeds_IsRefusedAndSaysWhy(string method)
    {
        Missing[method](this).Should().Be(HResults.E_INVALIDARG);

        _bench.Simulation.Manager.LastComFailure().Should().Contain("0x80070057");
        _bench.Manager.Jobs().Where(static job => job.Files().Count != 1).Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "COM-8")]
    public void GetJob_WithoutAnId_ZeroesTheJob()
    {
        nint job = 77;

        ((IManagerSlots)_bench.Manager).GetJob(null, &job).Should().Be(HResults.E_INVALIDARG);

        job.Should().Be(0);
    }

    [Fact]
    [Trait("Rule", "COM-8")]
    public void CreateInstance_WithoutAnInterfaceId_ZeroesTheInstance()
    {
        ComManagerFactory factory = new(_bench.Simulation.Manager, BitsVersion.V10_3);
        nint instance = 77;

        factory.CreateInstance(0, null, &instance).Should().Be(HResults.E_INVALIDARG);

        instance.Should().Be(0);
        Guid manager = typeof(IBackgroundCopyManager).GUID;
        factory.CreateInstance(0, &manager, null).Should().Be(HResults.E_INVALIDARG);
    }

    /// <summary>One needs no count for one.</summary>
    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Next_OfOneWithoutACount_GivesIt()
    {
        Job();
        nint job = 0;

        ((IEnumJobsSlots)All()).Next(1, &job, null).Should().Be(0);

        job.Should().NotBe(0);
        Marshal.Release(job);
    }

    private IBackgroundCopyJob Job() => _bench.CreateDownload();

    private IEnumBackgroundCopyJobs All()
    {
        _bench.Manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        return jobs;
    }

    private IBackgroundCopyError Error()
    {
        IBackgroundCopyJob job = _bench.CreateDownload("https://cdn.example/gone.zip");
        job.Resume();
        _bench.Advance(0);
        job.GetError(out IBackgroundCopyError? error);
        return error!;
    }
}
