using System.Threading.Channels;

namespace Bits.RetrySim.Tests;

/// <summary>What the runtime takes to the thread pool without its context comes back at its instant (D-48).</summary>
[Collection(nameof(PoolOfProcess))]
[Trait("Runs", "Once")]
public sealed class SimulatedClockRunPoolInstantTests
{
    /// <summary>
    /// What the runtime takes to the thread pool: whatever follows a cancelled delay, where no context is captured or tasks are combined; and what follows
    /// sources that run their continuations asynchronously.
    /// </summary>
    public static TheoryData<string> WaysToThePool => new(Ways.Keys);

    private static Dictionary<string, Func<SimulatedClock, CancellationToken, Task>> Ways { get; } = new()
    {
        ["WhenAny"] = (clock, token) => Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, clock, token), Task.Delay(TimeSpan.FromSeconds(6), clock)),
        ["WhenAll"] = (clock, token) => Task.WhenAll(Task.Delay(TimeSpan.FromDays(1), clock, token), Task.Delay(TimeSpan.FromSeconds(1), clock)),
        ["ConfigureAwait"] = async (clock, token) => await Task.Delay(TimeSpan.FromDays(1), clock, token).ConfigureAwait(false),
        ["ContinueWith"] = (clock, token) => Task.Delay(TimeSpan.FromDays(1), clock, token).ContinueWith(_ => { }, TaskScheduler.Default),
        ["WaitAsync"] = (_, token) => new TaskCompletionSource().Task.WaitAsync(token),
        ["SemaphoreSlim"] = async (clock, token) => await new SemaphoreSlim(0).WaitAsync(token).ConfigureAwait(false),
        ["Channel"] = async (clock, token) => await Channel.CreateUnbounded<int>().Reader.ReadAsync(token).AsTask().ConfigureAwait(false),
        ["PeriodicTimer"] = async (clock, token) => await new PeriodicTimer(TimeSpan.FromDays(1), clock).WaitForNextTickAsync(token).ConfigureAwait(false),
        ["Asynchronously"] = async (_, token) =>
        {
            TaskCompletionSource source = new(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = token.Register(source.SetResult);
            await source.Task.ConfigureAwait(false);
        },
        ["Chain"] = async (clock, token) =>
        {
            await Swallow(Task.Delay(TimeSpan.FromDays(1), clock, token)).ConfigureAwait(false);
            await Task.Run(() => Thread.SpinWait(100)).ConfigureAwait(false);
            await Task.Run(async () => await Task.Yield()).ConfigureAwait(false);
        },
    };

    [Theory]
    [MemberData(nameof(WaysToThePool))]
    public void Run_RuntimeGoesToThePool_GoesOnAtThatInstantEachTime(string way)
    {
        const int Runs = 300;
        for (int run = 0; run < Runs; run++)
        {
            SimulatedClock clock = new();
            TimeSpan seen = clock.Run(async () =>
            {
                // Something else is due a tick later: time that does not wait shows.
                using ITimer next = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(5) + TimeSpan.FromTicks(1), TimeSpan.FromTicks(1_000));
                using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), clock);
                await Swallow(Ways[way](clock, source.Token));
                return clock.Elapsed;
            });
            seen.Should().Be(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>What the runtime takes to the pool comes back at its instant, too, while another run has something there.</summary>
    [Theory]
    [MemberData(nameof(WaysToThePool))]
    public void Run_RuntimeGoesToThePoolBesideAnotherRun_GoesOnAtThatInstant(string way) =>
        RunBeside(way, runs: 2).Should().OnlyContain(elapsed => elapsed == TimeSpan.FromSeconds(5));

    /// <summary>
    /// Where many runs keep the pool busy without a gap, it may be seen later than that (docs/virtual-time.md), but never before, and it is not lost: in
    /// most ways nothing else would end the wait within a day.
    /// </summary>
    [Theory]
    [MemberData(nameof(WaysToThePool))]
    public void Run_RuntimeGoesToThePoolBesideManyRuns_GoesOnAtThatInstantOrAfterIt(string way) =>
        RunBeside(way, runs: 20).Should().OnlyContain(elapsed => elapsed >= TimeSpan.FromSeconds(5) && elapsed < TimeSpan.FromHours(1));

    /// <summary>As many runs at once, and when each of them went on.</summary>
    private static TimeSpan[] RunBeside(string way, int runs)
    {
        TimeSpan[] seen = new TimeSpan[runs];
        Parallel.For(0, runs, run =>
        {
            SimulatedClock clock = new();
            seen[run] = clock.Run(async () =>
            {
                using ITimer next = clock.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(5) + TimeSpan.FromTicks(1), TimeSpan.FromTicks(1_000));
                using CancellationTokenSource source = new(TimeSpan.FromSeconds(5), clock);
                await Swallow(Ways[way](clock, source.Token));
                return clock.Elapsed;
            });
        });
        return seen;
    }

    private static async Task Swallow(Task task) => await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
