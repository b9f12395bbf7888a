using CsCheck;

namespace Bits.RetrySim.Tests;

/// <summary>Random lives of jobs in a scripted network, killed at each instant at which something was committed.</summary>
[Trait("Runs", "Once")]
public sealed class DurableJobPropertyTests
{
    private const int Lives = 40;
    private const int End = 400;

    /// <summary>A client's action: when, in seconds, on which job, and what.</summary>
    private static readonly Gen<(int At, int Job, int What)[]> Actions = Gen.Select(Gen.Int[0, 120], Gen.Int[0, 3], Gen.Int[0, 14]).Array[5, 25];

    /// <summary>An outage: when it begins, how long, and how it shows.</summary>
    private static readonly Gen<(int At, int For, int Status)[]> Outages = Gen.Select(Gen.Int[0, 100], Gen.Int[1, 60], Gen.OneOf(503, 404, 408, 500)).Array[0, 3];

    /// <summary>What a call has done, and what happened, is in the store when the call returns or time stands still.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Stored_BetweenAnyTwoSteps_IsWhatTheServiceKnows() => Gen.Select(Actions, Outages).Sample(
        (actions, outages) =>
        {
            using World world = new(outages, isSlow: true);
            world.Run(actions, upTo: End, after: world.CheckStore);
        },
        iter: Lives,
        threads: 1);

    /// <summary>The next process goes on as the service would that has been restarted at that instant, and no job is lost or there twice.</summary>
    /// <param name="isSlow">Whether bytes take time. Those since the last checkpoint are lost by a kill, so that such a process is ended in peace.</param>
    [Theory]
    [Trait("Rule", "CLOCK-4")]
    [Trait("Rule", "CLOCK-7")]
    [Trait("Rule", "CLOCK-8")]
    [Trait("Rule", "CLOCK-9")]
    [InlineData(false)]
    [InlineData(true)]
    public void End_AtAnyCommit_AgreesWithARestartOfTheService(bool isSlow)
    {
        int kills = 0;
        Gen.Select(Actions, Outages).Sample(
            (actions, outages) =>
            {
                foreach (double instant in InstantsOfCommits(actions, outages, isSlow))
                {
                    using World restarted = new(outages, isSlow);
                    restarted.Run(actions, instant);
                    restarted.Bits.Manager.RestartService();
                    using World killed = new(outages, isSlow);
                    killed.Run(actions, instant);
                    killed.End(isKilled: !isSlow);
                    killed.Describe().Should().Be(restarted.Describe(), $"at {instant}");

                    restarted.Run(actions, End, from: instant);
                    killed.Run(actions, End, from: instant);
                    killed.Describe().Should().Be(restarted.Describe(), $"after the kill at {instant}");
                    killed.CheckStore();
                    kills++;
                }
            },
            iter: Lives,
            threads: 1);
        kills.Should().BeGreaterThan(Lives * 5);
    }

    private static SortedSet<double> InstantsOfCommits((int At, int Job, int What)[] actions, (int At, int For, int Status)[] outages, bool isSlow)
    {
        using World world = new(outages, isSlow);
        SortedSet<double> instants = [];
        world.Store.BeforeCommit = () => instants.Add(world.Bits.Clock.Elapsed.TotalSeconds);
        world.Run(actions, upTo: End);
        return instants;
    }

    private sealed class World : IDisposable
    {
        private readonly SimulatedClock _clock = new();
        private readonly SimulatedNetwork _network;
        private readonly SimulatedFiles _files = new();
        private readonly List<BitsSimulation> _processes = [];
        private readonly List<Guid> _made = [];

        internal World((int At, int For, int Status)[] outages, bool isSlow)
        {
            _network = new SimulatedNetwork { BitsPerSecond = isSlow ? 8_000 : null };
            SimulatedHost host = _network.Host("h");
            for (int file = 0; file < 4; file++)
            {
                host.Resource($"/{file}", 700 * (file + 1));
            }

            foreach ((int at, int length, int status) in outages)
            {
                host.Outage(TimeSpan.FromSeconds(at), TimeSpan.FromSeconds(at + length), SimulatedFault.HttpStatus(status));
            }

            Bits = Begin();
            for (int job = 0; job < 3; job++)
            {
                Make(job);
            }
        }

        internal BitsSimulation Bits { get; private set; }

        internal MemoryStore Store { get; } = new();

        public void Dispose() => _processes.ForEach(static process => process.Dispose());

        /// <summary>Carries out what lies between two instants, the first left out and the last taken in.</summary>
        internal void Run((int At, int Job, int What)[] actions, double upTo, double from = -1, Action? after = null)
        {
            foreach ((int at, int job, int what) in actions.Where(action => action.At > from && action.At <= upTo).OrderBy(static action => action.At))
            {
                _clock.AdvanceTo(TimeSpan.FromSeconds(at));
                after?.Invoke();
                Act(job, what);
                after?.Invoke();
            }

            _clock.AdvanceTo(TimeSpan.FromSeconds(upTo));
            _clock.Advance(TimeSpan.Zero);
            after?.Invoke();
        }

        internal void End(bool isKilled)
        {
            Store.IsDead = isKilled;
            Bits.Dispose();
            Store.IsDead = false;
            Bits = Begin();
        }

        internal string Describe() => string.Join('\n', Bits.Manager.EnumJobs().Select(Describe));

        /// <summary>But for what has come since the last checkpoint.</summary>
        internal void CheckStore()
        {
            IReadOnlyList<BackgroundCopyJob> jobs = Bits.Manager.EnumJobs();
            Store.Jobs.Keys.Should().BeEquivalentTo(jobs.Select(static job => job.Id));
            foreach (BackgroundCopyJob job in jobs)
            {
                JobSnapshot kept = Store[job];
                JobSnapshot now = job.Record.ToSnapshot();
                kept.Files.Sum(static file => file.Bytes).Should().BeLessThanOrEqualTo(now.Files.Sum(static file => file.Bytes));
                Text(kept).Should().Be(Text(now));
            }
        }

        private static string Text(JobSnapshot job) => System.Text.Encoding.UTF8.GetString(JobFormat.Write(job with
        {
            QueuePlace = 0,
            Data = job.Data.IsActive ? job.Data with { ActiveTime = 0, LastActivity = Moment.None, FirstTransient = Moment.None, HasByte = false, ModificationTime = 0 } : job.Data,
            Files = [.. job.Files.Select(file => file with { Bytes = job.Data.IsActive ? 0 : file.Bytes })],
        }).Data.Span);

        /// <summary>Instants by the clock on the wall, which goes on from one process to the next. What a running attempt has brought since it was kept is brought again.</summary>
        private string Describe(BackgroundCopyJob job)
        {
            RetryStatus status = job.RetryStatus;
            string files = string.Join(' ', job.Files.Select(static file => $"{file.RemoteName} {file.Progress.Completed}"));
            return $"{job.Id} {job.Number} {job.State} {job.Priority} {job.Description} errors {job.ErrorCount} attempts {job.Attempts} error {job.Error?.Code:X} {job.Error?.Context} "
                + $"transferred {job.Progress.FilesTransferred} next {Wall(status.NextAttemptAt)} gives up {Wall(status.GivesUpAt)} blocked {status.BlockedBy} {files}";
        }

        private DateTimeOffset? Wall(TimeSpan? instant) => instant is { } known ? _clock.GetUtcNow() + known - Bits.Manager.Elapsed : null;

        private BitsSimulation Begin()
        {
            BitsSimulation process = new(
                options =>
                {
                    options.Transport = _network;
                    options.Files = _files;
                    options.Store = Store;
                },
                _clock);
            _processes.Add(process);
            return process;
        }

        private void Make(int job)
        {
            BackgroundCopyJob made = Bits.Manager.CreateJob($"job {job}");
            made.MinimumRetryDelay = TimeSpan.FromSeconds(20);
            made.NoProgressTimeout = TimeSpan.FromSeconds(90);
            made.AddFile($"https://h/{job}", $@"C:\{job}.bin");
            _made.Add(made.Id);
        }

        private void Act(int number, int what)
        {
            if (number >= _made.Count || !Bits.Manager.TryGetJob(_made[number], out BackgroundCopyJob? job))
            {
                return;
            }

            try
            {
                switch (what)
                {
                    case <= 5:
                        job.Resume();
                        break;
                    case 6:
                        job.Suspend();
                        break;
                    case 7:
                        job.Cancel();
                        break;
                    case 8:
                        job.Complete();
                        break;
                    case 9:
                        job.Priority = BackgroundCopyJobPriority.High;
                        break;
                    case 10:
                        job.Priority = BackgroundCopyJobPriority.Foreground;
                        break;
                    case 11:
                        job.Priority = BackgroundCopyJobPriority.Normal;
                        break;
                    case 12:
                        job.AddFile("https://h/3", @"C:\more.bin");
                        break;
                    case 13:
                        job.Description += "x";
                        break;
                    default:
                        job.MinimumRetryDelay = TimeSpan.FromSeconds(7);
                        break;
                }
            }
            catch (BitsException)
            {
                // A call that does not fit the state changes nothing.
            }
        }
    }
}
