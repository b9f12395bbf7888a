using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using Bits.RetrySim;
using Bits.RetrySim.Interop;
using IBackgroundCopyCallback = Bits.RetrySim.Interop.IBackgroundCopyCallback;

namespace BitsClients;

/// <summary>COM objects of the emulator are called from any thread, and call from the thread pool where that is asked for.</summary>
public sealed partial class ThreadTests
{
    private const int Rounds = 2_000;

    /// <summary>Only tells a hang.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    [Trait("Rule", "COM-5")]
    public void Job_CalledByManyThreads_StaysOneJob()
    {
        using ComBench bench = new();
        IBackgroundCopyJob job = bench.CreateDownload();
        Guid id = job.Id();
        ConcurrentBag<string> names = [];

        Parallel.For(0, 4, thread =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                bench.Manager.GetJob(id, out IBackgroundCopyJob same);
                same.SetDisplayName($"name {thread}");
                names.Add(same.DisplayName());
                same.Files().Should().ContainSingle();
                same.Suspend();
            }
        });

        names.Distinct().Should().BeSubsetOf(["name 0", "name 1", "name 2", "name 3"]);
        names.Should().HaveCount(4 * Rounds);
        job.State().Should().Be(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED);
    }

    /// <summary>Answers that belong together are those of one moment.</summary>
    [Fact]
    [Trait("Rule", "PROP-21")]
    [Trait("Rule", "CMD-8")]
    public async Task Answers_WhileAnotherThreadSetsThem_BelongTogether()
    {
        using ComBench bench = new();
        IBackgroundCopyJob2 job = (IBackgroundCopyJob2)bench.CreateDownload();
        Set(0);
        using CancellationTokenSource isOver = new();
        using CancellationTokenSource hangs = new(Patience);
        Task other = Task.Run(() =>
        {
            for (int i = 1; !isOver.IsCancellationRequested; i = 1 - i)
            {
                Set(i);
            }
        });
        HashSet<(string?, string?, string?)> proxies = [];
        HashSet<(string, string)> commands = [];

        // Until the other thread has had its turns.
        for (int i = 0; (i < 10 * Rounds || proxies.Count < 2 || commands.Count < 2) && !other.IsCompleted && !hangs.IsCancellationRequested; i++)
        {
            job.GetProxySettings(out BG_JOB_PROXY_USAGE usage, out string? list, out string? bypass);
            proxies.Add((usage.ToString(), list, bypass));
            job.GetNotifyCmdLine(out string program, out string parameters);
            commands.Add((program, parameters));
        }

        await isOver.CancelAsync();
        await other;
        proxies.Should().BeEquivalentTo([("BG_JOB_PROXY_USAGE_PRECONFIG", null, null), ("BG_JOB_PROXY_USAGE_OVERRIDE", "proxy:1", "bypass")]);
        commands.Should().BeEquivalentTo([(@"C:\0.exe", "0.exe"), (@"C:\1.exe", "1.exe")]);

        void Set(int number)
        {
            job.SetProxySettings(
                number == 0 ? BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_PRECONFIG : BG_JOB_PROXY_USAGE.BG_JOB_PROXY_USAGE_OVERRIDE, number == 0 ? null : "proxy:1", number == 0 ? null : "bypass");
            job.SetNotifyCmdLine($@"C:\{number}.exe", $"{number}.exe");
        }
    }

    [Fact]
    [Trait("Rule", "FILE-21")]
    public async Task EnumJobs_WhileOtherThreadsMakeAndEndJobs_IsASnapshotOfJobsThatAnswer()
    {
        using ComBench bench = new();
        Task others = Task.Run(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                IBackgroundCopyJob job = bench.Create();
                job.Cancel().Should().Be(0);
            }
        });

        do
        {
            foreach (IBackgroundCopyJob job in bench.Manager.Jobs())
            {
                job.State().Should().BeOneOf(BG_JOB_STATE.BG_JOB_STATE_SUSPENDED, BG_JOB_STATE.BG_JOB_STATE_CANCELLED);
                job.DisplayName().Should().Be("job");
            }
        }
        while (!others.IsCompleted);

        await others.WaitAsync(Patience);
        bench.Manager.Jobs().Should().BeEmpty();
    }

    /// <summary>Callbacks on the pool, while another thread replaces the callback without end: each failure is told, and no reference is left.</summary>
    [Fact]
    [Trait("Rule", "CB-9")]
    [Trait("Rule", "CB-14")]
    public async Task Callbacks_OnTheThreadPool_WhileTheyAreReplaced_AreToldAndGivenBack()
    {
        const int Jobs = 50;
        ComBench bench = new(configure: static options => options.Dispatch = CallbackDispatch.ThreadPool);
        using CountdownEvent told = new(Jobs);
        Teller[] tellers = [new Teller(told), new Teller(told)];
        nint[] pointers = [PointerTo(tellers[0]), PointerTo(tellers[1])];
        int[] before = [Count(pointers[0]), Count(pointers[1])];
        IBackgroundCopyJob[] jobs = [.. Enumerable.Range(0, Jobs).Select(_ => bench.CreateDownload("https://cdn.example/gone.zip"))];
        foreach (IBackgroundCopyJob job in jobs)
        {
            job.SetNotifyFlags(BitsConstants.BG_NOTIFY_JOB_ERROR);
            job.SetNotifyInterface(tellers[0]);
            job.Resume();
        }

        Task replacing = Task.Run(() =>
        {
            for (int i = 0; !told.IsSet; i++)
            {
                jobs[i % Jobs].SetNotifyInterface(tellers[i % 2]);
                jobs[i % Jobs].GetNotifyInterface(out object? read);
                read.Should().BeOneOf(tellers);
            }
        });
        bench.Advance(60);

        told.Wait(Patience).Should().BeTrue();
        await replacing.WaitAsync(Patience);
        bench.Dispose();
        Count(pointers[0]).Should().Be(before[0]);
        Count(pointers[1]).Should().Be(before[1]);
        Array.ForEach(pointers, static pointer => Marshal.Release(pointer));
    }

    private static unsafe nint PointerTo(object instance) => (nint)ComInterfaceMarshaller<object>.ConvertToUnmanaged(instance);

    private static int Count(nint pointer)
    {
        Marshal.AddRef(pointer);
        return Marshal.Release(pointer);
    }

    /// <summary>Counts the jobs that it was told of, each once; two of them share the count.</summary>
    [GeneratedComClass]
    internal sealed partial class Teller(CountdownEvent told) : IBackgroundCopyCallback
    {
        private readonly ConcurrentDictionary<Guid, bool> _jobs = [];

        public int JobTransferred(IBackgroundCopyJob job) => HResults.E_FAIL;

        public int JobError(IBackgroundCopyJob job, IBackgroundCopyError error)
        {
            error.GetError(out _, out int code);
            code.Should().Be(HResults.BG_E_HTTP_ERROR_404);
            if (_jobs.TryAdd(job.Id(), true) && !told.IsSet)
            {
                told.Signal();
            }

            return 0;
        }

        public int JobModification(IBackgroundCopyJob job, uint reserved) => HResults.E_FAIL;
    }
}
