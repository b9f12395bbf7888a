using System.Runtime.InteropServices;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Where and when a client is asked about the certificates of servers.</summary>
public sealed class ServerCertificateThreadTests : IDisposable
{
    private const int Refused = unchecked((int)0x800B0109);

    private readonly BitsSimulation _bits = new();
    private readonly RecordingJudge _judge = new();

    public ServerCertificateThreadTests() => _bits.Network.Host("h").Resource("/f", 1_000);

    public void Dispose() => _bits.Dispose();

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Decision", "D-20")]
    public void Callback_IsNeverCalledInsideAClientsCall()
    {
        HandTime time = new();
        SimulatedNetwork network = new() { Latency = TimeSpan.FromSeconds(1) };
        network.Host("h").Resource("/f", 1);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = network, Dispatch = CallbackDispatch.Inline });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        time.Tick();
        time.Seconds = 5;
        job.Description = "the clock says that the server has answered";
        _judge.Asked.Should().BeEmpty();
        time.Tick();

        _judge.Asked.Should().ContainSingle();
        job.State.Should().Be(Transferred);
    }

    [Theory]
    [Trait("Rule", "PROP-25")]
    [Trait("Decision", "D-20")]
    [InlineData(false)]
    [InlineData(true)]
    public void Callback_OnThePool_LetsTheManagerGoOnMeanwhile(bool isRefused)
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim released = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = _bits.Network, TimeProvider = _bits.Clock, Dispatch = CallbackDispatch.ThreadPool });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        _judge.Act = (_, _) =>
        {
            entered.Set();
            released.Wait(Guard.Limit).Should().BeTrue();
            if (isRefused)
            {
                throw new COMException("no", Refused);
            }
        };
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);
        entered.Wait(Guard.Limit).Should().BeTrue();
        Advance(5);
        job.State.Should().Be(Connecting);

        released.Set();
        GoOn(job);

        (job.State, job.Error?.Code, _judge.Asked.Count).Should().Be(isRefused ? (TransientError, Refused, 1) : (Transferred, null, 1));
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Decision", "D-20")]
    public void Callback_OfAnAttemptThatFollowedAnother_WaitsForTheFirstAnswer()
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim released = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = _bits.Network, TimeProvider = _bits.Clock, Dispatch = CallbackDispatch.ThreadPool });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        int calls = 0;
        int mostAtOnce = 0;
        _judge.Act = (_, _) =>
        {
            mostAtOnce = Math.Max(mostAtOnce, Interlocked.Increment(ref calls));
            entered.Set();
            released.Wait(Guard.Limit).Should().BeTrue();
            Interlocked.Decrement(ref calls);
        };
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);
        entered.Wait(Guard.Limit).Should().BeTrue();
        job.Suspend();
        job.Resume();
        Advance(5);
        Volatile.Read(ref calls).Should().Be(1, "he is asked one thing at a time");
        released.Set();
        GoOn(job);

        (_judge.Asked.Count, mostAtOnce, job.State).Should().Be((2, 1, Transferred), "the first answer was for an attempt that was stopped");
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    [Trait("Decision", "D-36")]
    public void Dispose_WhileTheClientJudges_WaitsForHimAndForgetsHisAnswer()
    {
        using ManualResetEventSlim entered = new();
        using ManualResetEventSlim released = new();
        BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = _bits.Network, TimeProvider = _bits.Clock, Dispatch = CallbackDispatch.ThreadPool });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        bool hasReturned = false;
        _judge.Act = (_, _) =>
        {
            entered.Set();
            released.Wait(Guard.Limit).Should().BeTrue();
            Volatile.Write(ref hasReturned, true);
        };
        job.Http.SetServerCertificateValidationInterface(_judge);
        job.Resume();
        Advance(0);
        entered.Wait(Guard.Limit).Should().BeTrue();
        Thread ends = new(manager.Dispose) { Name = "end", IsBackground = true };
        ends.Start();
        released.Set();
        ends.Join(Guard.Limit).Should().BeTrue();

        Volatile.Read(ref hasReturned).Should().BeTrue();
        job.State.Should().Be(Connecting);
    }

    private void Advance(double seconds) => _bits.Clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Until the answer has come from its thread.</summary>
    private void GoOn(BackgroundCopyJob job) => SpinWait.SpinUntil(
        () =>
        {
            Advance(0);
            return job.State != Connecting;
        },
        Guard.Limit).Should().BeTrue();
}
