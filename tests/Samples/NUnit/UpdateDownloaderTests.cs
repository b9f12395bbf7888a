using Bits.RetrySim;

namespace Samples.NUnit;

/// <summary>The same tests in each framework; only the assertions are those of NUnit.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class UpdateDownloaderTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Test]
    public void DownloadAsync_ServerIsBusyForAnHour_IsDoneAtTheNextLook()
    {
        _sample.Host.Outage(TimeSpan.Zero, TimeSpan.FromMinutes(58), SimulatedFault.HttpStatus(503));

        DownloadOutcome outcome = _sample.Bits.Run(() => _sample.DownloadAsync());

        Assert.That(outcome, Is.EqualTo(DownloadOutcome.Done));
        Assert.That(_sample.Bits.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(61)));   // tried every five minutes, done a minute after 1:00:00
        Assert.That(_sample.Log, Is.EqualTo((string[])["Warning: The server has trouble: 0x801901F7", "Information: Done after 12 failures"]));
    }

    [Test]
    public void DownloadAsync_ServerRefuses_SaysSoAndLeavesNoJobBehind()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(403));

        Assert.That(_sample.Bits.Run(() => _sample.DownloadAsync()), Is.EqualTo(DownloadOutcome.Refused));
        Assert.That(_sample.Bits.Manager.EnumJobs(), Is.Empty);
    }

    [Test]
    public void DownloadAsync_ServerIsBusyForADay_IsGivenUpAfterSixHours()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(503));

        Assert.That(_sample.Bits.Run(() => _sample.DownloadAsync()), Is.EqualTo(DownloadOutcome.GivenUp));
        Assert.That(_sample.Bits.Clock.Elapsed, Is.EqualTo(TimeSpan.FromHours(6) + TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task DownloadAsync_CallerGivesUp_LeavesNoJobBehind()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(503));
        using CancellationTokenSource source = new(TimeSpan.FromMinutes(7), _sample.Bits.Clock);
        await Task.Yield();   // also in an async test, on whatever thread it goes on

        Assert.Catch<OperationCanceledException>(() => _sample.Bits.Run(() => _sample.DownloadAsync(source.Token)));
        Assert.That(_sample.Bits.Clock.Elapsed, Is.EqualTo(TimeSpan.FromMinutes(7)));
        Assert.That(_sample.Bits.Manager.EnumJobs(), Is.Empty);
    }

    [Test]
    public void DownloadAsync_ManyRuns_LeaveTheSameLog() => Assert.That(ManyRuns.DifferentLogs(), Is.EqualTo(1));
}
