using System.Runtime.InteropServices;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Jobs, files and errors as a client of COM has them.</summary>
public sealed class ComFaceTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Download_FromCreateToComplete_IsThatOfTheLibrary()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.Resume();
        _bench.Advance(60);

        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        job.GetProgress(out BG_JOB_PROGRESS progress);
        progress.Should().Be(new BG_JOB_PROGRESS { BytesTotal = 1_000_000, BytesTransferred = 1_000_000, FilesTotal = 1, FilesTransferred = 1 });
        job.Complete().Should().Be(0);
        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
        _bench.Simulation.Files.Delivered.Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "PROG-1")]
    public void Progress_OfANewFile_IsUnknown()
    {
        IBackgroundCopyFile file = FilesOf(_bench.CreateDownload()).Single();

        file.GetProgress(out BG_FILE_PROGRESS progress);

        progress.Should().Be(new BG_FILE_PROGRESS { BytesTotal = BitsConstants.BG_SIZE_UNKNOWN });
    }

    /// <summary>A job is one object, however one comes to it, and all its interfaces are one IUnknown.</summary>
    [Fact]
    [Trait("Rule", "COM-5")]
    public void Job_HoweverOneComesToIt_IsOneObject()
    {
        IBackgroundCopyJob made = _bench.CreateDownload();
        made.GetId(out Guid id);
        _bench.Manager.GetJob(id, out IBackgroundCopyJob found);
        _bench.Manager.EnumJobs(0, out IEnumBackgroundCopyJobs all);
        IBackgroundCopyJob[] next = new IBackgroundCopyJob[1];
        all.Next(1, next, out uint fetched).Should().Be(0);

        fetched.Should().Be(1);
        UnknownOf(found).Should().Be(UnknownOf(made));
        UnknownOf(next[0]).Should().Be(UnknownOf(made));
        UnknownOf((IBackgroundCopyJob5)made).Should().Be(UnknownOf((IBackgroundCopyJobHttpOptions3)made)).And.Be(UnknownOf((IBitsTokenOptions)made));
        UnknownOf(FilesOf(made).Single()).Should().Be(UnknownOf(FilesOf(found).Single()));
    }

    [Fact]
    public void ToCom_Twice_IsTheSameObject() => _bench.Simulation.Manager.ToCom().Should().BeSameAs(_bench.Manager);

    [Theory]
    [Trait("Rule", "COM-9")]
    [InlineData(BitsVersion.V1_0, 1, 1, 0, false)]
    [InlineData(BitsVersion.V1_5, 2, 1, 0, false)]
    [InlineData(BitsVersion.V2_0, 3, 2, 0, false)]
    [InlineData(BitsVersion.V2_5, 3, 2, 1, false)]
    [InlineData(BitsVersion.V3_0, 4, 3, 1, false)]
    [InlineData(BitsVersion.V4_0, 4, 4, 1, true)]
    [InlineData(BitsVersion.V5_0, 5, 5, 1, true)]
    [InlineData(BitsVersion.V10_1, 5, 6, 1, true)]
    [InlineData(BitsVersion.V10_2, 5, 6, 2, true)]
    [InlineData(BitsVersion.V10_3, 5, 6, 3, true)]
    public void Version_HasItsInterfacesAndNoNewerOnes(BitsVersion version, int newestJob, int newestFile, int newestHttp, bool hasTokens)
    {
        using ComBench bench = new(version);
        IBackgroundCopyJob job = bench.CreateDownload();
        object file = FilesOf(job).Single();

        bool[] jobs = [job is not null, job is IBackgroundCopyJob2, job is IBackgroundCopyJob3, job is IBackgroundCopyJob4, job is IBackgroundCopyJob5];
        bool[] files = [file is IBackgroundCopyFile, file is IBackgroundCopyFile2, file is IBackgroundCopyFile3, file is IBackgroundCopyFile4, file is IBackgroundCopyFile5, file is IBackgroundCopyFile6];
        bool[] http = [job is IBackgroundCopyJobHttpOptions, job is IBackgroundCopyJobHttpOptions2, job is IBackgroundCopyJobHttpOptions3];

        jobs.Should().Equal(Enumerable.Range(1, 5).Select(number => number <= newestJob));
        files.Should().Equal(Enumerable.Range(1, 6).Select(number => number <= newestFile));
        http.Should().Equal(Enumerable.Range(1, 3).Select(number => number <= newestHttp));
        (job is IBitsTokenOptions).Should().Be(hasTokens);
    }

    [Fact]
    [Trait("Rule", "COM-5")]
    public void Cast_ToWhatTheVersionLacks_IsRefusedWithENoInterface()
    {
        using ComBench bench = new(BitsVersion.V1_0);
        IBackgroundCopyJob job = bench.Create();

        FluentActions.Invoking(() => (IBackgroundCopyJob2)job).Should().Throw<InvalidCastException>().Which.HResult.Should().Be(unchecked((int)0x80004002));
    }

    [Fact]
    [Trait("Rule", "COM-8")]
    public void Failure_ComesAsTheExceptionOfItsHResult_AndItsSentenceCanBeRead()
    {
        IBackgroundCopyJob job = _bench.Create();

        job.Invoking(it => it.Resume()).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_EMPTY);
        _bench.Simulation.Manager.LastComFailure().Should().Contain("BG_E_EMPTY");
        job.Invoking(it => it.AddFile("relative", ComBench.Local)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        job.Invoking(it => it.AddFile(null!, ComBench.Local)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        job.Invoking(it => it.SetDisplayName(null!)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        job.Invoking(it => it.SetNotifyFlags(0x80)).Should().Throw<NotImplementedException>();
        _bench.Manager.Invoking(it => it.EnumJobs(1, out _)).Should().Throw<UnauthorizedAccessException>();
        _bench.Manager.Invoking(it => it.EnumJobs(2, out _)).Should().Throw<NotImplementedException>();
        _bench.Manager.Invoking(it => it.GetJob(Guid.Empty, out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
    }

    [Fact]
    public void Failure_OfTheService_IsThatOfAServiceThatHasStopped()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        _bench.Simulation.Dispose();

        job.Invoking(it => it.Resume()).Should().Throw<COMException>().Which.HResult.Should().Be(unchecked((int)0x800706BA));
        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED, "properties keep answering");
    }

    [Fact]
    [Trait("Rule", "ERR-1")]
    [Trait("Rule", "ERR-4")]
    [Trait("Rule", "ERR-5")]
    [Trait("Rule", "ERR-6")]
    public void GetError_TellsContextCodeFileAndProtocol()
    {
        IBackgroundCopyJob job = _bench.CreateDownload("https://cdn.example/gone.zip");
        job.GetError(out IBackgroundCopyError? none).Should().Be(HResults.BG_E_ERROR_INFORMATION_UNAVAILABLE);
        none.Should().BeNull();
        job.Resume();
        _bench.Advance(0);

        job.GetError(out IBackgroundCopyError? error).Should().Be(0);

        error!.GetError(out BG_ERROR_CONTEXT context, out int code);
        (context, code).Should().Be((BG_ERROR_CONTEXT.BG_ERROR_CONTEXT_REMOTE_FILE, HResults.BG_E_HTTP_ERROR_404));
        error.GetFile(out IBackgroundCopyFile file);
        UnknownOf(file).Should().Be(UnknownOf(FilesOf(job).Single()));
        error.GetProtocol(out string protocol);
        protocol.Should().Be("http");
        error.GetErrorDescription(0x0409, out string description);
        description.Should().Be(BackgroundCopyManager.GetErrorDescription(code));
        error.Invoking(it => it.GetErrorContextDescription(0, out _)).Should().Throw<ArgumentException>();
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    public void Enumerator_IsASnapshot_AndSaysWhereItEnds()
    {
        IBackgroundCopyJob job = _bench.Create();
        foreach (string name in new[] { "a", "b", "c" })
        {
            job.AddFile($"https://cdn.example/{name}", $@"C:\{name}");
        }

        job.EnumFiles(out IEnumBackgroundCopyFiles files);
        job.AddFile("https://cdn.example/d", @"C:\d");
        files.GetCount(out uint count);
        count.Should().Be(3);
        IBackgroundCopyFile?[] two = new IBackgroundCopyFile?[2];
        files.Next(2, two, out uint fetched).Should().Be(0);
        (NameOf(two[0]!), NameOf(two[1]!), fetched).Should().Be((@"C:\a", @"C:\b", 2));
        files.Clone(out IEnumBackgroundCopyFiles copy);
        files.Next(2, two, out fetched).Should().Be(1);
        (NameOf(two[0]!), two[1], fetched).Should().Be((@"C:\c", null, 1));
        files.Next(1, two, out fetched).Should().Be(1);
        fetched.Should().Be(0);
        copy.Skip(1).Should().Be(0);
        copy.Skip(1).Should().Be(1);
        copy.Reset();
        copy.Skip(2).Should().Be(0);
        copy.Next(1, two, out fetched).Should().Be(0);
        NameOf(two[0]!).Should().Be(@"C:\c");
        job.EnumFiles(out IEnumBackgroundCopyFiles later);
        later.GetCount(out count);
        count.Should().Be(4);
    }

    [Fact]
    [Trait("Rule", "STATE-46")]
    [Trait("Rule", "COM-10")]
    public void Client_WhoseRightsAreChecked_HasJobsOfHisOwn()
    {
        BackgroundCopyUser admin = new("admin", BackgroundCopyUserKind.Administrator);
        IBackgroundCopyJob4 theirs = (IBackgroundCopyJob4)_bench.CreateDownload();
        theirs.GetId(out Guid id);
        BackgroundCopyClient client = _bench.Simulation.Manager.As(new BackgroundCopyCaller(admin, IsElevated: true));
        IBackgroundCopyManager manager = client.ToCom();
        theirs.GetOwner(out string before);

        manager.GetJob(id, out IBackgroundCopyJob job);
        job.TakeOwnership();

        theirs.GetOwner(out string owner);
        theirs.GetOwnerElevationState(out bool isElevated);
        theirs.GetOwnerIntegrityLevel(out uint level);
        owner.Should().StartWith("S-1-5-21-").And.NotBe(before);
        (isElevated, level).Should().Be((true, 0x3000u));
        manager.GetJob(id, out IBackgroundCopyJob again);
        UnknownOf(again).Should().Be(UnknownOf(job));
        UnknownOf(FilesOf(again).Single()).Should().Be(UnknownOf(FilesOf(job).Single()));
        client.LastComFailure().Should().BeNull();
        IBitsTokenOptions tokens = (IBitsTokenOptions)job;
        tokens.GetHelperTokenSid(out string? none);
        none.Should().BeNull();
        tokens.SetHelperTokenFlags(BitsConstants.BG_TOKEN_NETWORK);
        tokens.SetHelperToken();
        tokens.GetHelperTokenSid(out string? sid);
        sid.Should().Be(owner);
        tokens.GetHelperTokenFlags(out uint flags);
        flags.Should().Be(2);
        tokens.ClearHelperToken();
    }

    internal static List<IBackgroundCopyFile> FilesOf(IBackgroundCopyJob job)
    {
        job.EnumFiles(out IEnumBackgroundCopyFiles files);
        files.GetCount(out uint count);
        IBackgroundCopyFile?[] all = new IBackgroundCopyFile?[count];
        files.Next(count, all, out _);
        return [.. all.Select(static file => file!)];
    }

    internal static string NameOf(IBackgroundCopyFile file)
    {
        file.GetLocalName(out string name);
        return name;
    }

    private static unsafe nint UnknownOf(object instance)
    {
        nint unknown = (nint)System.Runtime.InteropServices.Marshalling.ComInterfaceMarshaller<object>.ConvertToUnmanaged(instance);
        Marshal.Release(unknown);
        return unknown;
    }
}
