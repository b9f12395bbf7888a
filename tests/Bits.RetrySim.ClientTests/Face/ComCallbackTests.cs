using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using IBackgroundCopyCallback = Bits.RetrySim.Interop.IBackgroundCopyCallback;

namespace BitsClients;

/// <summary>Clients' callbacks through COM.</summary>
public sealed partial class ComCallbackTests : IDisposable
{
    private const uint All = BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR | BitsConstants.BG_NOTIFY_FILE_TRANSFERRED;

    private readonly ComBench _bench = new();
    private readonly ComClientCallback _callback = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "CB-1")]
    public void JobTransferred_And_FileTransferred_AreTold()
    {
        IBackgroundCopyJob job = Subscribe();
        _callback.Answer = static (call, job) => call == "JobTransferred" ? job.Complete() : 0;

        job.Resume();
        _bench.Advance(60);

        _callback.Calls.Should().Equal($"FileTransferred {ComBench.Local}", "JobTransferred");
        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
    }

    [Fact]
    [Trait("Rule", "RETRY-10")]
    public void JobError_AfterTheNoProgressTimeout_IsToldWithItsError()
    {
        _bench.Simulation.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        IBackgroundCopyJob job = Subscribe();
        job.SetMinimumRetryDelay(60);
        job.SetNoProgressTimeout(3600);

        job.Resume();
        _bench.Advance(3599);
        _callback.Calls.Should().BeEmpty();
        _bench.Advance(1);

        _callback.Calls.Should().Equal("JobError 0x801901F7 BG_ERROR_CONTEXT_REMOTE_FILE");
    }

    [Fact]
    [Trait("Rule", "CB-4")]
    public void JobError_AnsweredWithAnythingButSOk_IsToldAgain()
    {
        int[] answers = [HResults.E_FAIL, 1, 0];
        int told = 0;
        _callback.Answer = (_, _) => answers[told++];
        IBackgroundCopyJob job = Subscribe("https://cdn.example/gone.zip");

        job.Resume();
        _bench.Advance(5_000);

        _callback.Calls.Should().HaveCount(3);
    }

    /// <summary>A failed assertion inside a callback fails the test, with its stack.</summary>
    [Fact]
    [Trait("Decision", "D-24")]
    public void Callback_ObjectOfThisProcessThrows_ReachesWhoeverMovesTheClock()
    {
        _callback.Answer = static (_, _) => throw new InvalidTimeZoneException("mine");
        IBackgroundCopyJob job = Subscribe("https://cdn.example/gone.zip");
        job.Resume();

        _bench.Invoking(it => it.Advance(0)).Should().Throw<InvalidTimeZoneException>().Which.StackTrace.Should().Contain(nameof(ComClientCallback.JobError));
    }

    [Fact]
    [Trait("Rule", "CB-18")]
    public void GetNotifyInterface_IsTheVeryObject()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.GetNotifyInterface(out object? none);
        none.Should().BeNull();

        job.SetNotifyInterface(_callback);

        job.GetNotifyInterface(out object? read);
        read.Should().BeSameAs(_callback);
        job.SetNotifyInterface(null);
        job.GetNotifyInterface(out read);
        read.Should().BeNull();
    }

    [Fact]
    public void SetNotifyInterface_NoCallback_IsRefusedAndChangesNothing()
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.SetNotifyInterface(_callback);

        job.Invoking(it => it.SetNotifyInterface(new NoCallback())).Should().Throw<InvalidCastException>().Which.HResult.Should().Be(unchecked((int)0x80004002));

        job.GetNotifyInterface(out object? read);
        read.Should().BeSameAs(_callback);
        _bench.Simulation.Manager.LastComFailure().Should().Contain("[GeneratedComClass]");
    }

    /// <summary>A client of an older interface hears of no files, and of all else.</summary>
    [Fact]
    [Trait("Rule", "COM-9")]
    public void Callback_OfBits1_HearsOfJobsAlone()
    {
        OldCallback callback = new();
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.SetNotifyInterface(callback);
        job.SetNotifyFlags(All);

        job.Resume();
        _bench.Advance(60);

        callback.Transferred.Should().Be(1);
    }

    [Fact]
    [Trait("Rule", "COM-9")]
    public void Callback_NewerThanTheVersion_HearsWhatTheVersionTells()
    {
        using ComBench bench = new(BitsVersion.V2_5);
        IBackgroundCopyJob job = bench.CreateDownload();
        job.SetNotifyInterface(_callback);
        job.SetNotifyFlags(All);

        job.Resume();
        bench.Advance(60);

        _callback.Calls.Should().Equal("JobTransferred");
    }

    public static TheoryData<string> Ends => ["another", "Complete", "Cancel", "restart", "Dispose"];

    /// <summary>The job's reference to the client's object is given back at once, not when memory is cleaned up.</summary>
    [Theory]
    [Trait("Rule", "CB-14")]
    [MemberData(nameof(Ends))]
    public void Callback_JobLetsGo_HasNoReferenceLeft(string how)
    {
        IBackgroundCopyJob job = _bench.CreateDownload();
        nint pointer = PointerTo(_callback);
        int before = Count(pointer);
        job.SetNotifyInterface(_callback);
        Count(pointer).Should().BeGreaterThan(before);

        switch (how)
        {
            case "another":
                job.SetNotifyInterface(new ComClientCallback());
                break;
            case "Complete":
                job.Complete();
                break;
            case "Cancel":
                job.Cancel();
                break;
            case "restart":
                _bench.Simulation.Manager.RestartService();
                break;
            default:
                _bench.Simulation.Dispose();
                break;
        }

        Count(pointer).Should().Be(before);
        job.GetNotifyInterface(out object? left);
        (left is null).Should().Be(how != "another");
        Marshal.Release(pointer);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_EndsTheJobInsideACall_IsKeptUntilItReturns()
    {
        nint pointer = PointerTo(_callback);
        int before = Count(pointer);
        int inside = 0;
        _callback.Answer = (_, job) =>
        {
            int result = job.Cancel();
            inside = Count(pointer);
            return result;
        };
        IBackgroundCopyJob job = Subscribe("https://cdn.example/gone.zip");
        job.Resume();

        _bench.Advance(0);

        inside.Should().BeGreaterThanOrEqualTo(before);
        Count(pointer).Should().Be(before);
        Marshal.Release(pointer);
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void ServerCertificate_IsJudgedByTheClient()
    {
        Judge judge = new();
        IBackgroundCopyJob job = _bench.CreateDownload();
        ((IBackgroundCopyJobHttpOptions3)job).SetServerCertificateValidationInterface(judge);

        job.Resume();
        _bench.Advance(0);

        judge.Seen.Should().BePositive();
        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR);
        job.GetError(out IBackgroundCopyError? error);
        error!.GetError(out BG_ERROR_CONTEXT context, out int code);
        (context, code).Should().Be((BG_ERROR_CONTEXT.BG_ERROR_CONTEXT_SERVER_CERTIFICATE_CALLBACK, HResults.E_FAIL));
        ((IBackgroundCopyJobHttpOptions3)job).Invoking(it => it.SetServerCertificateValidationInterface(_callback)).Should().Throw<InvalidCastException>();
        judge.Answer = 0;
        _bench.Advance(600);
        ComBench.StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
    }

    private IBackgroundCopyJob Subscribe(string url = ComBench.Url)
    {
        IBackgroundCopyJob job = _bench.CreateDownload(url);
        job.SetNotifyFlags(All);
        job.SetNotifyInterface(_callback);
        return job;
    }

    private static unsafe nint PointerTo(object instance) => (nint)ComInterfaceMarshaller<object>.ConvertToUnmanaged(instance);

    private static int Count(nint pointer)
    {
        Marshal.AddRef(pointer);
        return Marshal.Release(pointer);
    }

    [GeneratedComClass]
    internal sealed partial class OldCallback : IBackgroundCopyCallback
    {
        internal int Transferred { get; private set; }

        public int JobTransferred(IBackgroundCopyJob job)
        {
            Transferred++;
            return 0;
        }

        public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error) => 0;

        public int JobModification(IBackgroundCopyJob job, uint reserved) => 0;
    }

    [GeneratedComClass]
    internal sealed partial class Judge : Bits.RetrySim.Interop.IBackgroundCopyServerCertificateValidationCallback
    {
        internal int Seen { get; private set; }

        internal int Answer { get; set; } = HResults.E_FAIL;

        public int ValidateServerCertificate(
            IBackgroundCopyJob job, IBackgroundCopyFile file, uint certificateLength, byte[] certificate, uint encodingType, uint storeLength, byte[] store)
        {
            Seen = certificate.Length;
            return Answer;
        }
    }

    /// <summary>Has no interface of COM.</summary>
    private sealed class NoCallback;
}
