using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>What clients do inside a call of the emulator's, and what they find when they come back.</summary>
public sealed class ReentryTests : IDisposable
{
    private const uint TransferredAndError = BitsConstants.BG_NOTIFY_JOB_TRANSFERRED | BitsConstants.BG_NOTIFY_JOB_ERROR;

    private readonly ComBench _bench = new();
    private readonly ComClientCallback _callback = new();

    public void Dispose() => _bench.Dispose();

    /// <summary>The one that is called stays alive until it returns, and is then given back; the other is told of what comes after.</summary>
    [Fact]
    [Trait("Rule", "CB-14")]
    [Trait("Rule", "CB-16")]
    public void Callback_RegistersAnotherInsideItsCall_IsGivenBackWhenItReturns()
    {
        ComClientCallback second = new();
        nint pointer = PointerTo(_callback);
        int before = Count(pointer);
        int inside = 0;
        _callback.Answer = (_, job) =>
        {
            job.SetNotifyInterface(second);
            inside = Count(pointer);
            job.AddFile("https://cdn.example/gone-too.zip", @"C:\Downloads\gone-too.zip");
            job.Resume();
            return 0;
        };
        IBackgroundCopyJob job = Begin("https://cdn.example/gone.zip");

        _bench.Advance(60);

        _callback.Calls.Should().ContainSingle().Which.Should().StartWith("JobError");
        second.Calls.Should().ContainSingle().Which.Should().StartWith("JobError");
        inside.Should().BeGreaterThanOrEqualTo(before);
        Count(pointer).Should().Be(before);
        job.GetNotifyInterface(out object? read);
        read.Should().BeSameAs(second);
        Marshal.Release(pointer);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Callback_MakesAndEndsOtherJobs_MayDoSo()
    {
        IBackgroundCopyJob? made = null;
        _callback.Answer = (_, job) =>
        {
            made = _bench.CreateDownload();
            made.Resume();
            _bench.Manager.Jobs().Should().HaveCount(2);
            return job.Cancel();
        };
        Begin("https://cdn.example/gone.zip");

        _bench.Advance(60);

        made!.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED);
        _bench.Manager.Jobs().Should().ContainSingle().Which.Id().Should().Be(made!.Id());
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void SetNotifyInterface_TheSameObjectAgain_HoldsItOnce()
    {
        nint pointer = PointerTo(_callback);
        int before = Count(pointer);
        IBackgroundCopyJob job = _bench.CreateDownload();
        job.SetNotifyInterface(_callback);
        int once = Count(pointer);

        for (int i = 0; i < 100; i++)
        {
            job.SetNotifyInterface(_callback);
        }

        Count(pointer).Should().Be(once);
        job.Cancel();
        Count(pointer).Should().Be(before);
        Marshal.Release(pointer);
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    [Trait("Rule", "LIFE-7")]
    public void EnumJobs_JobsEndMeanwhile_StillLeadsToThem()
    {
        IBackgroundCopyJob one = _bench.CreateDownload();
        _bench.CreateDownload();
        _bench.Manager.EnumJobs(0, out IEnumBackgroundCopyJobs jobs);
        IBackgroundCopyJob?[] next = new IBackgroundCopyJob?[3];
        one.Cancel();

        jobs.Next(3, next, out uint fetched).Should().Be(1);

        fetched.Should().Be(2);
        next[2].Should().BeNull();
        next[0]!.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_CANCELLED);
        next[1]!.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED);
        _bench.Manager.Invoking(it => it.GetJob(one.Id(), out _)).Should().Throw<COMException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
        _bench.Manager.Jobs().Should().ContainSingle();
    }

    /// <summary>Nobody holds the job for a while but the service; whoever asks again gets the same object.</summary>
    [Fact]
    [Trait("Rule", "COM-5")]
    public void Job_ReleasedAndAskedForAgain_IsTheSameObject()
    {
        nint manager = _bench.Simulation.Manager.ToPointer();
        IBackgroundCopyManager second = _bench.Simulation.Manager.ToCom();
        Guid id = _bench.Simulation.Manager.CreateJob("job").Id;
        nint first = Ask(manager, id);
        Marshal.Release(first).Should().Be(0);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        nint again = Ask(manager, id);

        again.Should().Be(first);
        second.GetJob(id, out IBackgroundCopyJob job);
        job.DisplayName().Should().Be("job");
        Marshal.Release(again);
        Marshal.Release(manager);
    }

    private static unsafe nint Ask(nint manager, Guid id)
    {
        nint job = 0;
        Marshal.ThrowExceptionForHR(((delegate* unmanaged[MemberFunction]<nint, Guid*, nint*, int>)ComPointer.SlotsOf(manager)[4])(manager, &id, &job));
        return job;
    }

    private IBackgroundCopyJob Begin(string url)
    {
        IBackgroundCopyJob job = _bench.CreateDownload(url);
        job.SetNotifyFlags(TransferredAndError);
        job.SetNotifyInterface(_callback);
        job.Resume();
        return job;
    }

    private static unsafe nint PointerTo(object instance) => (nint)ComInterfaceMarshaller<object>.ConvertToUnmanaged(instance);

    private static int Count(nint pointer)
    {
        Marshal.AddRef(pointer);
        return Marshal.Release(pointer);
    }
}
