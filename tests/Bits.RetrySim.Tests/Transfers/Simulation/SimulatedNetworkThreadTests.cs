namespace Bits.RetrySim.Tests;

public class SimulatedNetworkThreadTests
{
    [Fact]
    public async Task Script_WrittenByManyThreadsWhileAttemptsRun_StaysWhole()
    {
        const int Rounds = 200;
        SimulatedNetwork network = new() { BitsPerSecond = 8_000 };
        SimulatedHost host = network.Host("h");
        SimulatedResource file = host.Resource("/f", 1_000);
        QuietHost manager = new(network);
        using Barrier barrier = new(4);
        Task[] writers =
        [
            Write(round => host.OnRequest(round + 1, SimulatedFault.HttpStatus(503))),
            Write(round => network.Host($"h{round % 7}").Latency = TimeSpan.FromTicks(round)),
            Write(round => _ = round % 2 == 0 ? file.Fails(SimulatedFault.DropAfter(round)) : file.Recovers()),
        ];

        barrier.SignalAndWait();
        for (int i = 0; i < Rounds; i++)
        {
            manager.RunAttempt();
        }

        await Task.WhenAll(writers);

        manager.Ended.Should().Be(Rounds);
        network.RequestCount.Should().Be(Rounds);
        file.RequestCount.Should().Be(Rounds);

        Task Write(Action<int> write) => Task.Factory.StartNew(
            () =>
            {
                barrier.SignalAndWait();
                for (int round = 0; round < Rounds; round++)
                {
                    write(round);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Runs one attempt after the other; refreshes asked for by the writers are done between its reports.</summary>
    private sealed class QuietHost : ITransferHost
    {
        private readonly TransferLine _line;
        private readonly TransferHandle _handle;
        private int _generation;
        private int _refreshes;
        private long _now;
        private long _instant;
        private TransferReport _report;

        internal QuietHost(SimulatedNetwork network)
        {
            _line = network.Connect(this, TimeProvider.System, origin: 0);
            _handle = _line.Open();
        }

        internal int Ended { get; private set; }

        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) =>
            (_instant, _report) = (instant, report);

        public void Push(TransferHandle handle, int generation, in TransferReport report) => throw new InvalidOperationException();

        public void Refresh() => Interlocked.Increment(ref _refreshes);

        public void Stir() => throw new InvalidOperationException();

        public void Hint(int jobNumber, string text)
        {
        }

        internal void RunAttempt()
        {
            _handle.Start(new TransferOrder(_now, ++_generation, 1, true, "http://h/f", "/f", 0, FileVersion.Unknown, TransferSettings.Default));
            while (GoOn())
            {
                // The writers have their turn.
                Thread.Yield();
            }
        }

        private bool GoOn()
        {
            if (Interlocked.Exchange(ref _refreshes, 0) > 0)
            {
                _line.Refresh(_now);
            }

            TransferReport report = _report;
            _now = _instant;
            if (report.Kind is TransferReportKind.Completed or TransferReportKind.Failed)
            {
                Ended++;
                _handle.Stop(_now);
                return false;
            }

            _handle.Continue(_now);
            _line.Flush(_now);
            return true;
        }

        void ITransferHost.Remark(string text)
        {
        }

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
    }
}
