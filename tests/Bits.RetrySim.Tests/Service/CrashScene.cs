using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>A random script in a scripted network: downloads of several files, parts of files, an upload, clients that complete, cancel, suspend or fail in their callbacks.</summary>
internal sealed class CrashScene : IDisposable
{
    private const int Jobs = 2;
    private const int End = 200;

    private readonly Random _random;
    private readonly SimulatedClock _clock = new();
    private readonly MemoryStore _store = new();
    private readonly BitsSimulation _bits;
    private readonly Dictionary<int, BackgroundCopyJob> _made = [];
    private readonly List<Guid> _known = [];
    private readonly List<CrashPoint> _points = [];
    private Guid? _inCallOf;

    internal CrashScene(int seed)
    {
        _random = new Random(seed);
        _bits = Begin(seed, _clock, _store);
    }

    public void Dispose() => _bits.Dispose();

    /// <summary>Plays the script, and says how things were at each commit.</summary>
    internal IReadOnlyList<CrashPoint> Play()
    {
        _store.BeforeCommit = () => _points.Add(new CrashPoint(_clock.Elapsed, _store.Load(), [.. _known], _inCallOf));
        for (int number = 0; number < Jobs; number++)
        {
            Make(number);
        }

        for (int at = 0; at < End; at += _random.Next(10, 80))
        {
            _clock.AdvanceTo(TimeSpan.FromSeconds(at));
            Act(_random.Next(Jobs), _random.Next(10));
        }

        _clock.AdvanceTo(TimeSpan.FromSeconds(End));
        _points.Add(new CrashPoint(_clock.Elapsed, _store.Load(), [.. _known], null));
        return _points;
    }

    /// <summary>Another process begins where one has ended. It has what was kept, and the client brings it to an end.</summary>
    internal static void Recover(int seed, CrashPoint point)
    {
        SimulatedClock clock = new();
        clock.AdvanceTo(point.At);
        MemoryStore store = new(point.Kept);
        using BitsSimulation bits = Begin(seed, clock, store);
        string because = $"of script {seed} at {point.At}";
        IReadOnlyList<BackgroundCopyJob> jobs = bits.Manager.EnumJobs();
        jobs.Select(static job => job.Id).Except(Maybe(point)).Should().BeEquivalentTo(point.Known.Except(Maybe(point)), because);
        JobSnapshot[] kept = [.. point.Kept.Select(JobFormat.Read).Where(static job => job.Data.State != Cancelled).OrderBy(static job => job.Number)];
        jobs.Select(Describe).Should().Equal(kept.Select(Expect), because);

        List<Guid> told = [];
        foreach (BackgroundCopyJob job in jobs)
        {
            job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError;
            job.NotifyInterface = new BackgroundCopyCallback { JobTransferred = transferred => Finish(transferred, told), JobError = (failed, _) => Finish(failed, told) };
            if (job.State == Suspended && job.Files.Count > 0)
            {
                job.Resume();
            }
        }

        clock.Advance(TimeSpan.FromDays(1));
        told.Should().BeEquivalentTo(jobs.Where(static job => job.Files.Count > 0).Select(static job => job.Id), because);
        store.Jobs.Count.Should().Be(bits.Manager.EnumJobs().Count, because);
    }

    /// <summary>Whatever a call that has not returned is about may be there or not.</summary>
    private static IEnumerable<Guid> Maybe(CrashPoint point) => point.InCallOf switch
    {
        null => [],
        { } id when id != Guid.Empty => [id],
        _ => point.Kept.Select(static job => job.Id).Except(point.Known),
    };

    private static string Describe(BackgroundCopyJob job) => FormattableString.Invariant(
        $"{job.Number} {job.Id} {job.State} {job.Priority} errors {job.ErrorCount} {job.Error?.Code:X} of {job.Files.Count}: {string.Join(' ', job.Files.Select(static file => file.Progress.BytesTransferred))} at {job.Progress.FilesTransferred}");

    /// <summary>What the rules make of a job that was kept (CLOCK-8, CLOCK-9).</summary>
    private static string Expect(JobSnapshot job)
    {
        BackgroundCopyJobState state = job.Data.State is Connecting or Transferring or TransientError ? Queued : job.Data.State;
        int? error = state is Transferred || job.Data.ErrorCode == 0 ? null : job.Data.ErrorCode;
        return FormattableString.Invariant(
            $"{job.Number} {job.Id} {state} {job.Data.Priority} errors {job.Data.ErrorCount} {error:X} of {job.Files.Count}: {string.Join(' ', job.Files.Select(static file => file.Bytes))} at {job.Data.FilesTransferred}");
    }

    private static void Finish(BackgroundCopyJob job, List<Guid> told)
    {
        told.Add(job.Id);
        if (job.State == Transferred)
        {
            job.Complete();
        }
        else
        {
            job.Cancel();
        }
    }

    private static BitsSimulation Begin(int seed, SimulatedClock clock, MemoryStore store)
    {
        Random random = new(seed * 7);
        SimulatedNetwork network = new() { BitsPerSecond = random.Next(2) == 0 ? null : 8_000 };
        SimulatedHost host = network.Host("h");
        for (int file = 0; file < 4; file++)
        {
            host.Resource($"/{file}", 900 * (file + 1));
        }

        network.LocalSource(@"C:\sent", 3_000);
        host.UploadTarget("/sent");
        for (int outage = random.Next(3); outage > 0; outage--)
        {
            int at = random.Next(150);
            int status = new[] { 503, 404, 408, 500 }[random.Next(4)];
            host.Outage(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + random.Next(1, 40)), SimulatedFault.HttpStatus(status));
        }

        return new BitsSimulation(
            options =>
            {
                options.Transport = network;
                options.Store = store;
            },
            clock);
    }

    private void Make(int number)
    {
        bool isUpload = _random.Next(4) == 0;
        _inCallOf = Guid.Empty;
        BackgroundCopyJob job = _bits.Manager.CreateJob($"job {number}", isUpload ? BackgroundCopyJobType.Upload : BackgroundCopyJobType.Download);
        _inCallOf = null;
        _known.Add(job.Id);
        _made.Add(number, job);
        if (isUpload)
        {
            job.AddFile("https://h/sent", @"C:\sent");
        }
        else if (_random.Next(4) == 0)
        {
            job.AddFileWithRanges($"https://h/{number}", $@"C:\{number}.part", [new BackgroundCopyFileRange(0, 100), new BackgroundCopyFileRange(500, 200)]);
        }
        else
        {
            job.AddFileSet([.. Enumerable.Range(number, _random.Next(1, 4)).Select(file => new BackgroundCopyFileInfo($"https://h/{file % 4}", $@"C:\{number}-{file}"))]);
        }

        int how = _random.Next(5);
        if (how == 4)
        {
            job.NotifyFlags = BackgroundCopyNotifications.JobTransferred | BackgroundCopyNotifications.JobError | BackgroundCopyNotifications.FileTransferred;
        }

        job.NotifyInterface = MakeCallback(how);
        job.Resume();
    }

    private BackgroundCopyCallback MakeCallback(int how)
    {
        bool hasFailed = false;
        int resumes = 2;
        void OnTransferred(BackgroundCopyJob job)
        {
            if (how == 0 && !hasFailed)
            {
                hasFailed = true;
                throw new BitsException("not now", HResults.E_FAIL);
            }

            Call(job, how switch { 1 => static about => about.Complete(), 2 => static about => about.Cancel(), 3 => static about => about.Description += "told", _ => static _ => { } });
        }

        return new BackgroundCopyCallback
        {
            JobTransferred = OnTransferred,
            JobError = (job, _) => Call(job, how switch { 1 when resumes-- > 0 => static about => about.Resume(), 2 => static about => about.Cancel(), _ => static _ => { } }),
            FileTransferred = (job, _) => Call(job, how switch { 4 => static about => about.Suspend(), _ => static _ => { } }),
        };
    }

    private void Act(int number, int what) => Call(_made[number], what switch
    {
        <= 3 => static job => job.Resume(),
        4 => static job => job.Suspend(),
        5 => static job => job.Cancel(),
        6 => static job => job.Complete(),
        7 => static job => job.Priority = BackgroundCopyJobPriority.Foreground,
        8 => static job => job.AddFile("https://h/3", @"C:\more"),
        _ => static job => job.MinimumRetryDelay = TimeSpan.FromSeconds(7),
    });

    /// <summary>A call of the client; while it runs nobody knows whether it is kept.</summary>
    private void Call(BackgroundCopyJob job, Action<BackgroundCopyJob> call)
    {
        Guid? before = _inCallOf;
        _inCallOf = job.Id;
        try
        {
            call(job);
        }
        catch (BitsException refused)
        {
            refused.HResult.Should().BeNegative("a call that does not fit the state changes nothing");
        }

        _inCallOf = before;
        if (job.State is Cancelled or Acknowledged)
        {
            _known.Remove(job.Id);
        }
    }
}
