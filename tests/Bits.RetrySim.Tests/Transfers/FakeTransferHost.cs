namespace Bits.RetrySim.Tests;

/// <summary>A manager that does nothing but run transfers: it delivers scheduled reports in order, and writes down what it delivered.</summary>
internal sealed class FakeTransferHost : ITransferHost
{
    private readonly List<Action> _refreshes = [];
    private long _sequence;

    internal FakeTransferHost(Transport transport)
    {
        Transport = transport;
        transport.Attach(this);
    }

    internal Transport Transport { get; }

    internal long Now { get; private set; }

    internal List<FakeJob> Jobs { get; } = [];

    internal List<(int Job, string Text)> Hints { get; } = [];

    internal int Scheduled { get; private set; }

    /// <summary>One line per delivered report: <c>10 job 1 Accepted 0/1000</c>, the instant in seconds.</summary>
    internal List<string> Log { get; } = [];

    internal FakeJob Job(string url, bool foreground = true)
    {
        FakeJob job = new(this, Transport.Open(), Jobs.Count + 1, url) { Foreground = foreground };
        Jobs.Add(job);
        return job;
    }

    /// <summary>Delivers everything due at or before an instant.</summary>
    internal void RunTo(double seconds)
    {
        long until = (long)(seconds * TimeSpan.TicksPerSecond);
        Refreshed();
        while (Jobs.Where(job => job.Report is not null && job.Instant <= until).MinBy(job => (job.Instant, Phase(job), job.Sequence)) is { } next)
        {
            Now = next.Instant;
            next.Deliver();
            Refreshed();
        }

        Now = until;
    }

    internal void Run() => RunTo(100_000_000);

    void ITransferHost.Schedule(TransferHandle handle, int generation, in ByteFlow flow, long instant, in TransferReport? report)
    {
        FakeJob job = Jobs.Single(each => each.Handle == handle);
        Scheduled++;
        if (generation != job.Generation)
        {
            return;
        }

        if (report is not null)
        {
            instant.Should().BeGreaterThanOrEqualTo(Now, "no report lies in the past");
        }

        job.Schedule(flow, instant, report, ++_sequence);
    }

    void ITransferHost.Push(TransferHandle handle, int generation, in TransferReport report)
    {
        FakeJob job = Jobs.Single(each => each.Handle == handle);
        if (generation == job.Generation)
        {
            job.Schedule(ByteFlow.Still(report.Bytes, Now), Now, report, ++_sequence);
            job.Deliver();
        }
    }

    void ITransferHost.Refresh() => _refreshes.Add(() =>
    {
        foreach (FakeJob job in Jobs.Where(job => job.IsRunning).ToArray())
        {
            job.Handle.Refresh(Now);
        }
    });

    void ITransferHost.Hint(int jobNumber, string text) => Hints.Add((jobNumber, text));

    private static int Phase(FakeJob job) => job.Report!.Value.Kind == TransferReportKind.Failed ? 3 : 1;

    private void Refreshed()
    {
        Action[] refreshes = [.. _refreshes];
        _refreshes.Clear();
        foreach (Action refresh in refreshes)
        {
            refresh();
        }
    }
}
