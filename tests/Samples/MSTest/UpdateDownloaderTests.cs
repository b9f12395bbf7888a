using Bits.RetrySim;

namespace Samples.MSTest;

/// <summary>The same tests in each framework; only the assertions are those of MSTest.</summary>
[TestClass]
public sealed class UpdateDownloaderTests : IDisposable
{
    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [TestMethod]
    public void DownloadAsync_ServerIsBusyForAnHour_IsDoneAtTheNextLook()
    {
        _sample.Host.Outage(TimeSpan.Zero, TimeSpan.FromMinutes(58), SimulatedFault.HttpStatus(503));

        DownloadOutcome outcome = _sample.Bits.Run(() => _sample.DownloadAsync());

        Assert.AreEqual(DownloadOutcome.Done, outcome);
        Assert.AreEqual(TimeSpan.FromMinutes(61), _sample.Bits.Clock.Elapsed);   // tried every five minutes, done a minute after 1:00:00
        CollectionAssert.AreEqual(new[] { "Warning: The server has trouble: 0x801901F7", "Information: Done after 12 failures" }, _sample.Log);
    }

    [TestMethod]
    public void DownloadAsync_ServerRefuses_SaysSoAndLeavesNoJobBehind()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(403));

        Assert.AreEqual(DownloadOutcome.Refused, _sample.Bits.Run(() => _sample.DownloadAsync()));
        Assert.IsEmpty(_sample.Bits.Manager.EnumJobs());
    }

    [TestMethod]
    public void DownloadAsync_ServerIsBusyForADay_IsGivenUpAfterSixHours()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(503));

        Assert.AreEqual(DownloadOutcome.GivenUp, _sample.Bits.Run(() => _sample.DownloadAsync()));
        Assert.AreEqual(TimeSpan.FromHours(6) + TimeSpan.FromSeconds(30), _sample.Bits.Clock.Elapsed);
    }

    [TestMethod]
    public async Task DownloadAsync_CallerGivesUp_LeavesNoJobBehind()
    {
        _sample.Host.Fails(SimulatedFault.HttpStatus(503));
        using CancellationTokenSource source = new(TimeSpan.FromMinutes(7), _sample.Bits.Clock);
        await Task.Yield();   // also in an async test, on whatever thread it goes on

        Assert.Throws<OperationCanceledException>(() => _sample.Bits.Run(() => _sample.DownloadAsync(source.Token)));
        Assert.AreEqual(TimeSpan.FromMinutes(7), _sample.Bits.Clock.Elapsed);
        Assert.IsEmpty(_sample.Bits.Manager.EnumJobs());
    }

    [TestMethod]
    public void DownloadAsync_ManyRuns_LeaveTheSameLog() => Assert.AreEqual(1, ManyRuns.DifferentLogs());
}
