using Bits.RetrySim;
using Bits.RetrySim.Interop;
using IBackgroundCopyCallback = Bits.RetrySim.Interop.IBackgroundCopyCallback;
using IBackgroundCopyServerCertificateValidationCallback = Bits.RetrySim.Interop.IBackgroundCopyServerCertificateValidationCallback;

namespace BitsClients;

/// <summary>Callbacks of other languages are called by their slots (COM-1), and let go when nobody needs them (CB-14).</summary>
public sealed class NativeCallbackTests : IDisposable
{
    private readonly ComBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "CB-11")]
    [Trait("Rule", "CB-14")]
    public void FileRangesTransferred_IsCalledWithTheParts()
    {
        using NativeCallback callback = new(typeof(IBackgroundCopyCallback).GUID, typeof(IBackgroundCopyCallback2).GUID, typeof(Bits.RetrySim.Interop.IBackgroundCopyCallback3).GUID);
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.CreateDownload();
        job.SetProperty(BITS_JOB_PROPERTY_ID.BITS_JOB_PROPERTY_ID_ON_DEMAND_MODE, new BITS_JOB_PROPERTY_VALUE { Enable = 1 });
        ((IJobSlots)job).SetNotifyInterface(callback.Pointer).Should().Be(0);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_FILE_RANGES_TRANSFERRED);
        ((IBackgroundCopyFile6)job.Files()[0]).RequestFileRanges(2, [new BG_FILE_RANGE { InitialOffset = 100, Length = 50 }, new BG_FILE_RANGE { InitialOffset = 300, Length = 7 }]);

        job.Resume();
        _bench.Advance(60);

        string.Join(' ', callback.Calls).Should().Be("FileRangesTransferred 100+50 300+7");
        callback.References.Should().BeGreaterThan(1);
        job.Cancel();
        callback.References.Should().Be(1, "the job has let go of it");
    }

    /// <summary>An object of an older interface is told of jobs, and nothing of files.</summary>
    [Fact]
    [Trait("Rule", "COM-9")]
    public void Callback_OfBits1_HearsOfJobsAlone()
    {
        using NativeCallback callback = new(typeof(IBackgroundCopyCallback).GUID);
        IBackgroundCopyJob5 job = (IBackgroundCopyJob5)_bench.CreateDownload();
        ((IJobSlots)job).SetNotifyInterface(callback.Pointer).Should().Be(0);
        job.SetNotifyFlags(BitsConstants.BG_NOTIFY_FILE_RANGES_TRANSFERRED | BitsConstants.BG_NOTIFY_FILE_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_TRANSFERRED);

        job.Resume();
        _bench.Advance(60);

        callback.Calls.Should().Equal("JobTransferred");
        job.Cancel();
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Rule", "ERR-36")]
    public void ServerCertificate_IsJudgedByItsSlot()
    {
        using NativeCallback judge = new(typeof(IBackgroundCopyServerCertificateValidationCallback).GUID) { Answer = HResults.E_ACCESSDENIED };
        IBackgroundCopyJob job = _bench.CreateDownload();
        ((IHttpOptions3Slots)job).SetServerCertificateValidationInterface(judge.Pointer).Should().Be(0);

        job.Resume();
        _bench.Advance(0);

        judge.Calls.Should().Equal("ValidateServerCertificate CN=cdn.example 1 0");
        job.ErrorCode().Should().Be(HResults.E_ACCESSDENIED);
        judge.Answer = 0;
        _bench.Advance(600);
        job.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        job.Cancel();
        judge.References.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "COM-5")]
    public void Callback_WithoutTheInterface_IsRefusedAndNotKept()
    {
        using NativeCallback stranger = new();
        IBackgroundCopyJob job = _bench.CreateDownload();

        ((IJobSlots)job).SetNotifyInterface(stranger.Pointer).Should().Be(unchecked((int)0x80004002));
        ((IHttpOptions3Slots)job).SetServerCertificateValidationInterface(stranger.Pointer).Should().Be(unchecked((int)0x80004002));

        stranger.References.Should().Be(1);
    }

    /// <summary>Of a job that is over nothing is taken: the object is the client's alone.</summary>
    [Fact]
    [Trait("Rule", "CB-14")]
    public void Callback_JobIsOver_IsNotKept()
    {
        using NativeCallback late = new(typeof(IBackgroundCopyCallback).GUID, typeof(IBackgroundCopyServerCertificateValidationCallback).GUID);
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.Cancel();

        ((IJobSlots)job).SetNotifyInterface(late.Pointer).Should().BeNegative();
        ((IHttpOptions3Slots)job).SetServerCertificateValidationInterface(late.Pointer).Should().BeNegative();

        late.References.Should().Be(1);
    }
}
