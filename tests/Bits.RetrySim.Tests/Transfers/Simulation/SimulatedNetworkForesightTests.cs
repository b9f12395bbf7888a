using CsCheck;

namespace Bits.RetrySim.Tests;

// Failures that are foretold are the ones that an attempt would meet.
public class SimulatedNetworkForesightTests
{
    private static readonly string[] Urls = ["http://h/f", "http://h/none", "http://none/f", "file", "http://g/f"];

    private static readonly Gen<SimulatedFault> AnyFault = Gen.OneOf(
        Gen.Const(SimulatedFault.HttpStatus(503)),
        Gen.Const(SimulatedFault.HttpStatus(404)),
        Gen.Const(SimulatedFault.ConnectTimeout),
        Gen.Const(SimulatedFault.NoAnswer),
        Gen.Const(SimulatedFault.DropAfter(0)),
        Gen.Const(SimulatedFault.StallAfter(0)));

    private static readonly Gen<Action<SimulatedNetwork>> AnyStep = Gen.OneOf<Action<SimulatedNetwork>>(
        Gen.Select(Gen.Int[0, 2], AnyFault).Select(static (scope, fault) => Write(scope, n => n.Fails(fault), h => h.Fails(fault), r => r.Fails(fault))),
        Gen.Int[0, 2].Select(static scope => Write(scope, static n => n.Recovers(), static h => h.Recovers(), static r => r.Recovers())),
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 9], Gen.Int[0, 9], AnyFault).Select(static (scope, first, more, fault) =>
            Write(scope, n => n.OnRequests(first, first + more, fault), h => h.OnRequests(first, first + more, fault), r => r.OnRequests(first, first + more, fault))),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], Gen.Int[1, 9], AnyFault).Select(static (scope, from, length, fault) =>
        {
            (TimeSpan begin, TimeSpan end) = (TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(from + length));
            return Write(scope, n => n.Outage(begin, end, fault), h => h.Outage(begin, end, fault), r => r.Outage(begin, end, fault));
        }),
        Gen.Const<Action<SimulatedNetwork>>(static network => network.Host("h").Resource("/f").WithoutContentLength()),
        Gen.Const<Action<SimulatedNetwork>>(static network => network.Host("h").Resource("/f").WithoutRanges()),
        Gen.Int[0, 1].Select<int, Action<SimulatedNetwork>>(static seconds => network => network.Latency = TimeSpan.FromSeconds(seconds)),
        Gen.Const<Action<SimulatedNetwork>>(static network => network.Host("g")));

    private static readonly Gen<Round> AnyRound =
        Gen.Select(AnyStep.Array[0, 1], Gen.Int[0, Urls.Length - 1], Gen.Int[0, 2], Gen.Int[0, 1], Gen.Bool)
            .Select(static (steps, url, seconds, offset, foreground) => new Round(steps, Urls[url], seconds, offset, foreground));

    [Fact]
    public void FailsAtOnce_AnyScript_IsWhatStartAndStopMakeOfIt()
    {
        int foretold = 0;
        Gen.Select(AnyStep.Array[0, 3], AnyRound.Array[1, 6], Gen.Int[1, 8]).Sample((steps, rounds, repeats) =>
        {
            Recorder real = new(steps);
            Recorder other = new(steps);
            foreach (Round round in rounds)
            {
                real.Edit(round);
                other.Edit(round);
                for (int i = 0; i < repeats; i++)
                {
                    TransferOrder order = new(real.Now, i + 1, 1, round.Foreground, round.Url, "/f", round.Offset, new FileVersion(10, FileVersion.NoTimeStamp), TransferSettings.Default);
                    if (i > 0 && other.Handle.FailsAtOnce(order.Now, out int hresult))
                    {
                        foretold++;
                        real.Attempt(order).Should().Be((order.Now, TransferReportKind.Failed, hresult));
                        other.Handle.CountFailure(order.Now);
                    }
                    else
                    {
                        real.Attempt(order).Should().Be(other.Attempt(order));
                    }

                    other.Counts.Should().Equal(real.Counts);
                    other.Hints.Should().Equal(real.Hints);
                }
            }
        });

        foretold.Should().BePositive();
    }

    [Fact]
    public void FailsAtOnce_FaultThatAnswers_SaysSoAndChangesNothing()
    {
        Recorder recorder = new([static network => network.Host("h").Fails(SimulatedFault.HttpStatus(503))]);
        TransferOrder order = new(0, 1, 1, true, "http://h/f", "/f", 0, FileVersion.Unknown, TransferSettings.Default);
        recorder.Attempt(order);

        for (int i = 0; i < 3; i++)
        {
            recorder.Handle.FailsAtOnce(0, out int hresult).Should().BeTrue();
            hresult.Should().Be(HResults.BG_E_HTTP_ERROR_503);
        }

        recorder.Counts.Should().Equal(1, 1, 1);
    }

    [Fact]
    public void FailsAtOnce_WhileAnAttemptRuns_SaysNo()
    {
        Recorder recorder = new([static network => network.Fails(SimulatedFault.HttpStatus(503))]);
        recorder.Handle.Start(new TransferOrder(0, 1, 1, true, "http://h/f", "/f", 0, FileVersion.Unknown, TransferSettings.Default));

        recorder.Handle.FailsAtOnce(0, out _).Should().BeFalse();
    }

    private static Action<SimulatedNetwork> Write(
        int scope, Func<SimulatedNetwork, object> network, Func<SimulatedHost, object> host, Func<SimulatedResource, object> resource) => scope switch
        {
            0 => target => network(target),
            1 => target => host(target.Host("h")),
            _ => target => resource(target.Host("h").Resource("/f")),
        };

    private sealed record Round(Action<SimulatedNetwork>[] Steps, string Url, int Seconds, long Offset, bool Foreground);

    /// <summary>Makes attempts, each of which is over before the next one, and notes what was told first of each.</summary>
    private sealed class Recorder : ITransferHost
    {
        private readonly SimulatedNetwork _network = new();
        private (long Instant, TransferReportKind Kind, int HResult) _told;

        internal Recorder(Action<SimulatedNetwork>[] steps)
        {
            _network.Host("h").Resource("/f", 10);
            Handle = _network.Connect(this, TimeProvider.System, origin: 0).Open();
            foreach (Action<SimulatedNetwork> step in steps)
            {
                step(_network);
            }
        }

        internal TransferHandle Handle { get; }

        internal long Now { get; private set; }

        internal List<string> Hints { get; } = [];

        internal long[] Counts => [_network.RequestCount, _network.Host("h").RequestCount, _network.Host("h").Resource("/f").RequestCount];

        public void Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport report) =>
            _told = (instant, report.Kind, report.HResult);

        public void Push(TransferHandle handle, int generation, in TransferReport report) => throw new InvalidOperationException();

        public void Refresh()
        {
            // Nothing runs while the script is changed.
        }

        public void Stir() => throw new InvalidOperationException();

        public void Hint(int jobNumber, string text) => Hints.Add(text);

        internal void Edit(Round round)
        {
            Now += round.Seconds * TimeSpan.TicksPerSecond;
            foreach (Action<SimulatedNetwork> step in round.Steps)
            {
                step(_network);
            }
        }

        internal (long Instant, TransferReportKind Kind, int HResult) Attempt(in TransferOrder order)
        {
            _told = default;
            Handle.Start(order);
            Handle.Stop(order.Now);
            return _told;
        }

        void ITransferHost.Remark(string text)
        {
        }

        FileTarget? ITransferHost.TargetOf(TransferHandle handle, int generation) => null;
    }
}
