using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim.Interop;

namespace BitsClients;

/// <summary>Tests that weigh the heap, and therefore have it to themselves.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryCollection
{
    internal const string Name = "memory";
}

/// <summary>What is released through COM is gone.</summary>
[Collection(MemoryCollection.Name)]
[Trait("Runs", "Once")]
public sealed unsafe class MemoryTests : IDisposable
{
    private const int Jobs = 100_000;
    private const int ManagedJobs = 20_000;
    private const int WarmUp = 10_000;

    /// <summary>The service lets go of jobs that have ended when time goes on.</summary>
    private const int SampleEvery = 1_000;

    /// <summary>A job takes a kilobyte. The tables of weak references grow with what is there between two collections, some 50 to 130 bytes for each.</summary>
    private const long MarginOfAJob = 200;

    private const int AddFileSlot = 4;
    private const int EnumFilesSlot = 5;
    private const int CancelSlot = 8;
    private const int GetStateSlot = 14;
    private const int SetNotifyInterfaceSlot = 25;
    private const int CreateJobSlot = 3;
    private const int GetJobSlot = 4;
    private const int NextSlot = 3;

    private readonly ComBench _bench = new(configure: static options => options.RecordEvents = false);
    private readonly ComClientCallback _callback = new();
    private readonly List<WeakReference> _samples = [];

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "COM-5")]
    public void Jobs_CreatedCalledAndReleased_LeaveNothingBehind()
    {
        nint manager = _bench.Simulation.Manager.ToPointer();
        nint callback = (nint)ComInterfaceMarshaller<object>.ConvertToUnmanaged(_callback);
        int managerBefore = Count(manager);
        int callbackBefore = Count(callback);
        RunJobs(manager, callback, WarmUp);
        long before = Weigh();

        RunJobs(manager, callback, Jobs);

        long kept = Weigh() - before;
        _samples.Should().HaveCount((WarmUp + Jobs) / SampleEvery * 3);
        _samples.Count(static sample => sample.IsAlive).Should().Be(0, "neither job nor wrapper nor file is held");
        kept.Should().BeLessThan(Jobs * MarginOfAJob);
        Count(manager).Should().Be(managerBefore);
        Count(callback).Should().Be(callbackBefore);
        Marshal.Release(manager);
        Marshal.Release(callback);
    }

    /// <summary>A client of C# has objects that release when they are finalized.</summary>
    [Fact]
    public void Jobs_OfAManagedClient_AreGoneWhenItsObjectsAre()
    {
        RunManaged(WarmUp);
        long before = Weigh();

        RunManaged(ManagedJobs);

        long kept = Weigh() - before;
        _samples.Should().NotBeEmpty();
        _samples.Count(static sample => sample.IsAlive).Should().Be(0);
        kept.Should().BeLessThan(ManagedJobs * MarginOfAJob);
    }

    /// <summary>Who still has a pointer can call it: neither the end of the job nor a collection takes it away.</summary>
    [Fact]
    [Trait("Rule", "LIFE-7")]
    public void Job_ThatHasEnded_AnswersAsLongAsItIsHeld()
    {
        nint manager = _bench.Simulation.Manager.ToPointer();
        nint job = Create(manager, out _);
        Call(job, CancelSlot).Should().Be(0);
        Weigh();

        StateOf(job).Should().Be(BG_JOB_STATE.BG_JOB_STATE_CANCELLED);

        Marshal.Release(job).Should().Be(0);
        Marshal.Release(manager);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunJobs(nint manager, nint callback, int jobs)
    {
        for (int i = 0; i < jobs; i++)
        {
            nint job = Create(manager, out Guid id);
            nint file = CallEverything(manager, job, id, callback);
            if (i % SampleEvery == 0)
            {
                Sample(job);
                Sample(file);
                _samples.Add(new WeakReference(_bench.Simulation.Manager.GetJob(id)));
            }

            Check(Call(job, CancelSlot));
            LastRelease(file);
            LastRelease(job);
            GoOn(i);
        }
    }

    /// <summary>The pointer to the job's file.</summary>
    private static nint CallEverything(nint manager, nint job, Guid id, nint callback)
    {
        nint same = 0;
        nint files = 0;
        nint file = 0;
        fixed (char* url = ComBench.Url, local = ComBench.Local)
        {
            Check(((delegate* unmanaged[MemberFunction]<nint, char*, char*, int>)ComPointer.SlotsOf(job)[AddFileSlot])(job, url, local));
        }

        Check(((delegate* unmanaged[MemberFunction]<nint, nint, int>)ComPointer.SlotsOf(job)[SetNotifyInterfaceSlot])(job, callback));
        Check(((delegate* unmanaged[MemberFunction]<nint, Guid*, nint*, int>)ComPointer.SlotsOf(manager)[GetJobSlot])(manager, &id, &same));
        if (same != job)
        {
            throw new InvalidOperationException("A job is one object.");
        }

        Marshal.Release(same);
        Check(((delegate* unmanaged[MemberFunction]<nint, nint*, int>)ComPointer.SlotsOf(job)[EnumFilesSlot])(job, &files));
        Check(((delegate* unmanaged[MemberFunction]<nint, uint, nint*, uint*, int>)ComPointer.SlotsOf(files)[NextSlot])(files, 1, &file, null));
        LastRelease(files);
        StateOf(job);
        return file;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunManaged(int jobs)
    {
        for (int i = 0; i < jobs; i++)
        {
            IBackgroundCopyJob job = _bench.CreateDownload();
            job.SetNotifyInterface(_callback);
            job.Files().Should().ContainSingle();
            if (i % SampleEvery == 0)
            {
                _samples.Add(new WeakReference(job));
                _samples.Add(new WeakReference(_bench.Simulation.Manager.GetJob(job.Id())));
            }

            Check(job.Cancel());
            GoOn(i);
        }
    }

    private void GoOn(int job)
    {
        if (job % SampleEvery == SampleEvery - 1)
        {
            _bench.Advance(0);
        }
    }

    private static nint Create(nint manager, out Guid id)
    {
        Guid made;
        nint job = 0;
        fixed (char* name = "job")
        {
            Check(((delegate* unmanaged[MemberFunction]<nint, char*, int, Guid*, nint*, int>)ComPointer.SlotsOf(manager)[CreateJobSlot])(manager, name, 0, &made, &job));
        }

        id = made;
        return job;
    }

    private static BG_JOB_STATE StateOf(nint job)
    {
        BG_JOB_STATE state;
        Check(((delegate* unmanaged[MemberFunction]<nint, BG_JOB_STATE*, int>)ComPointer.SlotsOf(job)[GetStateSlot])(job, &state));
        return state;
    }

    private static int Call(nint job, int slot) => ((delegate* unmanaged[MemberFunction]<nint, int>)ComPointer.SlotsOf(job)[slot])(job);

    private static void Check(int hresult) => Marshal.ThrowExceptionForHR(hresult);

    /// <summary>The object behind a pointer.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Sample(nint pointer)
    {
        ComWrappers.TryGetObject(pointer, out object? wrapped).Should().BeTrue();
        _samples.Add(new WeakReference(wrapped));
    }

    private static void LastRelease(nint pointer)
    {
        if (Marshal.Release(pointer) is var left and not 0)
        {
            throw new InvalidOperationException($"{left} references are left.");
        }
    }

    private static int Count(nint pointer)
    {
        Marshal.AddRef(pointer);
        return Marshal.Release(pointer);
    }

    /// <summary>Bytes on the heap once everything that can be let go is.</summary>
    private static long Weigh()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
