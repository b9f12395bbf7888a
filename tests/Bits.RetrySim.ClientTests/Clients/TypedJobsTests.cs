using Bits.RetrySim;
using Bits.RetrySim.Interop;

namespace BitsClients;

public sealed class TypedJobsTests : IDisposable
{
    private readonly ComBench _bench = new();
    private readonly TypedJobs _jobs;

    public TypedJobsTests() => _jobs = new TypedJobs(_bench.Manager);

    public void Dispose() => _bench.Dispose();

    [Fact]
    [Trait("Rule", "COM-8")]
    public void Properties_OfANewJob_AreTheDefaultsOfBits()
    {
        TypedJob job = _jobs.Add("job", "for people");

        (job.DisplayName, job.Description, job.State, job.Priority).Should().Be(("job", "for people", BG_JOB_STATE.BG_JOB_STATE_SUSPENDED, BG_JOB_PRIORITY.BG_JOB_PRIORITY_NORMAL));
        (job.MinimumRetryDelay, job.NoProgressTimeout, job.MaximumDownloadTime).Should().Be((TimeSpan.FromMinutes(10), TimeSpan.FromDays(14), TimeSpan.FromDays(90)));
        job.CreationTime.Should().Be(_bench.Simulation.Clock.GetUtcNow());
        (job.ErrorCount, job.LastError, job.PercentComplete, job.DynamicContent).Should().Be((0, null, 0, false));
    }

    [Fact]
    public void Properties_ThatAreSet_AreThoseOfTheLibrary()
    {
        TypedJob job = _jobs.Add("job");
        job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
        job.NoProgressTimeout = TimeSpan.FromDays(1);
        job.MaximumDownloadTime = TimeSpan.FromHours(1);
        job.Priority = BG_JOB_PRIORITY.BG_JOB_PRIORITY_FOREGROUND;
        job.DynamicContent = true;
        job.DisplayName = "another";
        job.AddFile(ComBench.Url, ComBench.Local);

        BackgroundCopyJob same = _bench.Simulation.Manager.GetJob(job.Id);
        (same.MinimumRetryDelay, same.NoProgressTimeout, same.MaximumDownloadTime).Should().Be((job.MinimumRetryDelay, job.NoProgressTimeout, job.MaximumDownloadTime));
        (same.Priority, same.Properties.DynamicContent, same.DisplayName).Should().Be((BackgroundCopyJobPriority.Foreground, job.DynamicContent, job.DisplayName));
        job.Files.Should().Equal(ComBench.Local);
    }

    [Fact]
    public void LastError_IsThereWhileTheJobIsInError()
    {
        _bench.Simulation.Network.BitsPerSecond = 800_000;
        _bench.Simulation.Network.Host("cdn.example").OnRequest(1, SimulatedFault.HttpStatus(503));
        TypedJob job = _jobs.Add("job");
        job.AddFile(ComBench.Url, ComBench.Local);
        job.Resume();
        _bench.Advance(1);
        (job.State, job.LastError, job.ErrorCount).Should().Be((BG_JOB_STATE.BG_JOB_STATE_TRANSIENT_ERROR, HResults.BG_E_HTTP_ERROR_503, 1));

        _bench.Advance(604);

        (job.State, job.LastError, job.ErrorCount).Should().Be((BG_JOB_STATE.BG_JOB_STATE_TRANSFERRING, null, 1));
        job.PercentComplete.Should().BeInRange(30, 60);
        _bench.Advance(60);
        job.Complete();
        job.State.Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
    }

    /// <summary>A script that shows how far it is: it looks every five seconds, through a retry, and completes the job.</summary>
    [Fact]
    public void PercentComplete_LookedAtInVirtualTime_GrowsToTheEnd()
    {
        _bench.Simulation.Network.BitsPerSecond = 400_000;
        _bench.Simulation.Network.Host("cdn.example").OnRequest(1, SimulatedFault.HttpStatus(503));
        List<int> seen = [];

        TypedJob done = _bench.Simulation.Run(async () =>
        {
            TypedJob job = _jobs.Add("job");
            job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
            job.AddFile(ComBench.Url, ComBench.Local);
            job.Resume();
            while (job.State != BG_JOB_STATE.BG_JOB_STATE_TRANSFERRED)
            {
                await Task.Delay(TimeSpan.FromSeconds(5), _bench.Simulation.Clock);
                seen.Add(job.PercentComplete);
            }

            job.Complete();
            return job;
        });

        done.State.Should().Be(BG_JOB_STATE.BG_JOB_STATE_ACKNOWLEDGED);
        seen.Should().BeInAscendingOrder().And.EndWith(100).And.Contain(static percent => percent > 0 && percent < 100);
        _bench.Simulation.Clock.Elapsed.Should().BeCloseTo(TimeSpan.FromSeconds(80), TimeSpan.FromSeconds(5));
    }

    [Fact]
    [Trait("Rule", "COM-9")]
    public void MaximumDownloadTime_OfAnOldService_IsNotSupported()
    {
        using ComBench bench = new(BitsVersion.V2_5);
        TypedJob job = new TypedJobs(bench.Manager).Add("job");

        job.Invoking(static it => it.MaximumDownloadTime = TimeSpan.Zero).Should().Throw<NotSupportedException>();
        job.Invoking(static it => it.DynamicContent).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void Jobs_AreFoundAndTakenAway()
    {
        TypedJob one = _jobs.Add("one");
        TypedJob two = _jobs.Add("two");

        _jobs.Select(static job => job.DisplayName).Should().Equal("one", "two");
        _jobs[two.Id].DisplayName.Should().Be("two");
        one.Cancel();
        _jobs.Contains(one.Id).Should().BeFalse();
        _jobs.Contains(two.Id).Should().BeTrue();
        _jobs.Clear();
        _jobs.Should().BeEmpty();
        _jobs.Invoking(it => it[two.Id]).Should().Throw<System.Runtime.InteropServices.COMException>().Which.HResult.Should().Be(HResults.BG_E_NOT_FOUND);
    }
}
