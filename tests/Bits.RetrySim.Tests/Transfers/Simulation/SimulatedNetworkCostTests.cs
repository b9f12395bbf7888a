namespace Bits.RetrySim.Tests;

public class SimulatedNetworkCostTests
{
    private const int Attempts = 500;

    public enum Failing
    {
        HttpStatus,
        Outage,
        NumberedRequests,
        UnscriptedHost,
        UnscriptedPath,
        ConnectTimeout,
        NoLength,
        Drop,
        TimedStallThenDrop,
    }

    [Theory]
    [InlineData(Failing.HttpStatus)]
    [InlineData(Failing.Outage)]
    [InlineData(Failing.NumberedRequests)]
    [InlineData(Failing.UnscriptedHost)]
    [InlineData(Failing.UnscriptedPath)]
    [InlineData(Failing.ConnectTimeout)]
    [InlineData(Failing.NoLength)]
    [InlineData(Failing.Drop)]
    [InlineData(Failing.TimedStallThenDrop)]
    public void Start_FailingAttempts_AllocateNothing(Failing failing)
    {
        SimulatedNetwork network = new() { BitsPerSecond = 8_000 };
        SimulatedResource file = network.Host("h").Resource("/f", 10_000);
        string url = failing switch
        {
            Failing.UnscriptedHost => "http://none/f",
            Failing.UnscriptedPath => "http://h/none",
            _ => "http://h/f",
        };
        _ = failing switch
        {
            Failing.HttpStatus => file.Fails(SimulatedFault.HttpStatus(503)),
            Failing.Outage => file.Outage(TimeSpan.Zero, TimeSpan.FromDays(99_999), SimulatedFault.HttpStatus(503)),
            Failing.NumberedRequests => file.OnRequests(1, long.MaxValue, SimulatedFault.HttpStatus(503)),
            Failing.ConnectTimeout => file.Fails(SimulatedFault.ConnectTimeout),
            Failing.NoLength => file.WithoutContentLength(),
            Failing.Drop => file.DropsAt(100),
            Failing.TimedStallThenDrop => file.StallsAt(50, TimeSpan.FromSeconds(1)).DropsAt(100),
            _ => file,
        };
        BareHost host = new(network, url);

        int rounds = 0;
        long bytes = Allocated.By(() =>
        {
            rounds++;
            host.Fail(Attempts);
        });

        bytes.Should().Be(0);
        host.Failures.Should().Be(rounds * Attempts);
    }

    /// <summary>Delivers the reports of one job without allocating anything itself.</summary>
    private sealed class BareHost : ITransferHost
    {
        private readonly TransferLine _line;
        private readonly TransferHandle _handle;
        private readonly string _url;
        private long _now;
        private int _generation;
        private TransferReport _report;
        private long _instant;

        internal BareHost(SimulatedNetwork network, string url)
        {
            _line = network.Connect(this, TimeProvider.System, origin: 0);
            _handle = _line.Open();
            _url = url;
        }

        internal int Failures { get; private set; }

        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) =>
            (_instant, _report) = (instant, report);

        public void Push(TransferHandle handle, int generation, in TransferReport report) => throw new InvalidOperationException();

        public void Refresh() => throw new InvalidOperationException();

        public void Stir() => throw new InvalidOperationException();

        public void Hint(int jobNumber, string text)
        {
        }

        internal void Fail(int times)
        {
            for (int i = 0; i < times; i++)
            {
                _handle.Start(new TransferOrder(_now, ++_generation, 1, true, _url, "/f", 0, FileVersion.Unknown, TransferSettings.Default));
                while (_report is { Kind: not TransferReportKind.None } report)
                {
                    _report = default;
                    _now = _instant;
                    if (report.Kind == TransferReportKind.Failed)
                    {
                        Failures++;
                        _handle.Stop(_now);
                    }
                    else
                    {
                        _handle.Continue(_now);
                    }

                    _line.Flush(_now);
                }
            }
        }

        void ITransferHost.Remark(string text)
        {
        }

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
    }
}
