using System.Diagnostics;
using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>One activity for each attempt, in nobody's trace.</summary>
[Collection(ListenerCollection.Name)]
public sealed class TraceTests
{
    private readonly List<Activity> _started = [];
    private readonly List<Activity> _stopped = [];

    [Fact]
    public void Attempt_Failed_IsAnActivityFromItsStartToItsFailure()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        scene.GoTo(10);
        BackgroundCopyJob job = scene.CreateJob();
        job.Resume();
        scene.Pump();
        scene.GoTo(15);

        _started.Should().ContainSingle();
        _stopped.Should().BeEmpty();
        scene.AttemptOf(job).FailHttp(503);

        Activity activity = _stopped.Should().ContainSingle().Which;
        activity.Source.Name.Should().Be("Bits.RetrySim");
        activity.OperationName.Should().Be("bits.attempt");
        activity.Kind.Should().Be(ActivityKind.Client);
        activity.StartTimeUtc.Should().Be((scene.Clock.GetUtcNow() - TimeSpan.FromSeconds(5)).UtcDateTime);
        activity.Duration.Should().Be(TimeSpan.FromSeconds(5));
        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.StatusDescription.Should().Be(job.Error!.Description);
        Tags(activity).Should().Equal(
            "bits.job.number=1",
            "bits.attempt.number=1",
            "bits.file.number=1",
            "bits.file.offset=0",
            "bits.job.priority=Normal",
            "bits.job.state=TransientError",
            "error.type=0x801901F7",
            "bits.error.class=Transient",
            "bits.error.context=RemoteFile");
    }

    [Theory]
    [Trait("Rule", "ERR-36")]
    [InlineData(HResults.BG_E_HTTP_ERROR_404)]
    [InlineData(HResults.BG_E_NETWORK_DISCONNECTED)]
    [InlineData(HResults.E_FAIL)]
    public void Attempt_WhoseCertificateIsRefused_IsTransientWhateverTheCode(int code)
    {
        using ActivityListener listener = Listen();
        using BitsSimulation bits = new();
        bits.Network.Host("h").Resource("/f", 1);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("https://h/f", @"C:\f");
        job.Http.SetServerCertificateValidationInterface(new ScriptCertificateCallback(code));
        job.Resume();
        bits.Clock.Advance(TimeSpan.Zero);

        Tags(_stopped.Should().ContainSingle().Which).Should().Contain("bits.job.state=TransientError").And.Contain("bits.error.class=Transient");
    }

    [Fact]
    public void Attempt_ResumedTransfer_TellsTheByteItGoesOnAt()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob(files: 2);
        scene.Start(job).Arrive(Bench.FileSize);
        ManualAttempt broken = scene.AttemptOf(job);
        broken.Accept(Bench.FileSize);
        broken.Receive(300);
        broken.FailHttp(503);
        scene.GoTo(600);
        scene.AttemptOf(job).Arrive(Bench.FileSize);

        _stopped.Select(activity => (activity.GetTagItem("bits.file.number"), activity.GetTagItem("bits.file.offset"), activity.Status)).Should().Equal(
            (1, 0L, ActivityStatusCode.Error), (2, 300L, ActivityStatusCode.Unset));
        _stopped[^1].GetTagItem("bits.job.state").Should().Be("Transferred");
    }

    [Fact]
    public void Attempt_FourteenDays_AreAsManyActivitiesAtTheirInstants()
    {
        using ActivityListener listener = Listen();
        using BitsSimulation simulation = new();
        DateTime begin = simulation.Clock.GetUtcNow().UtcDateTime;
        simulation.Network.Host("cdn.example").Fails(SimulatedFault.HttpStatus(503));
        BackgroundCopyJob job = simulation.Manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\in\a");
        job.Resume();

        simulation.Clock.Advance(TimeSpan.FromDays(14));

        _stopped.Select(activity => activity.StartTimeUtc - begin).Should().Equal(Enumerable.Range(0, 2017).Select(attempt => TimeSpan.FromMinutes(10 * attempt)));
        _stopped.Should().OnlyContain(activity => activity.Duration >= TimeSpan.FromTicks(1) && activity.Duration < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Ambient_ActivityOfTheCaller_IsNeitherParentNorChanged(bool stopped, bool flowIsSuppressed)
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        using Activity request = new("request");
        request.Start();
        if (stopped)
        {
            // Ends the activity elsewhere: here it stays the ambient one, as in a task that outlives the request that began it.
            Thread end = new(request.Stop) { Name = "end" };
            end.Start();
            Guard.Join(end);
        }

        List<Activity?> seen = [];
        job.NotifyInterface = new BackgroundCopyCallback { JobError = (_, _) => seen.Add(Activity.Current) };
        AsyncFlowControl? flow = flowIsSuppressed ? ExecutionContext.SuppressFlow() : null;
        job.Resume();
        seen.Add(Activity.Current);
        scene.Pump();
        seen.Add(Activity.Current);
        scene.AttemptOf(job).FailHttp(404);
        seen.Add(Activity.Current);
        scene.Pump();
        ExecutionContext.IsFlowSuppressed().Should().Be(flowIsSuppressed);
        flow?.Undo();

        seen.Should().Equal(request, request, request, request);
        Activity activity = _stopped.Should().ContainSingle().Which;
        activity.ParentId.Should().BeNull();
        activity.TraceId.Should().NotBe(request.TraceId);
        Activity.Current.Should().BeSameAs(request);
    }

    [Fact]
    public void Attempt_OneAfterTheOther_AreTracesOfTheirOwn()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Start(job).FailHttp(503);
        scene.GoTo(600);
        scene.AttemptOf(job).FailHttp(404);

        _stopped.Should().HaveCount(2);
        _stopped.Should().OnlyContain(activity => activity.ParentId == null);
        _stopped.Select(activity => activity.TraceId).Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData(ActivityIdFormat.W3C)]
    [InlineData(ActivityIdFormat.Hierarchical)]
    public void Attempt_OfAnApplicationThatChoosesItsIds_HasSuch(ActivityIdFormat format)
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        ActivityIdFormat before = Activity.DefaultIdFormat;
        Activity.DefaultIdFormat = format;
        try
        {
            scene.JobIn(TransientError, priority: BackgroundCopyJobPriority.Foreground);
        }
        finally
        {
            Activity.DefaultIdFormat = before;
        }

        _stopped.Should().ContainSingle().Which.IdFormat.Should().Be(format);
    }

    [Fact]
    public void Attempt_OfManyJobsAtOnce_AreToldApart()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob[] jobs = [.. Enumerable.Range(0, 50).Select(_ => scene.JobIn(Connecting, priority: BackgroundCopyJobPriority.Foreground))];
        for (int i = jobs.Length - 1; i >= 0; i--)
        {
            scene.GoTo(jobs.Length - i);
            scene.AttemptOf(jobs[i]).FailHttp(404);
        }

        _stopped.Select(activity => ((int)activity.GetTagItem("bits.job.number")!, activity.Duration)).Should().Equal(
            jobs.Reverse().Select(job => (job.Number, TimeSpan.FromSeconds(jobs.Length - job.Number + 1))));
    }

    [Theory]
    [InlineData(Suspended)]
    [InlineData(Cancelled)]
    [InlineData(Queued)]
    public void Attempt_BrokenOff_EndsWithoutAnError(BackgroundCopyJobState state)
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        scene.GoTo(7);

        switch (state)
        {
            case Suspended:
                job.Suspend();
                break;
            case Cancelled:
                job.Cancel();
                break;
            default:
                scene.Environment.LogOff(job.Owner);
                break;
        }

        Activity activity = _stopped.Should().ContainSingle().Which;
        activity.Duration.Should().Be(TimeSpan.FromSeconds(7));
        activity.Status.Should().Be(ActivityStatusCode.Unset);
        activity.GetTagItem("bits.job.state").Should().Be(state.ToString());
    }

    [Fact]
    public void Attempt_ManagerThatEnds_EndsToo()
    {
        using ActivityListener listener = Listen();
        Bench scene = new();
        scene.JobIn(Transferring, priority: BackgroundCopyJobPriority.Foreground);
        scene.JobIn(TransientError, priority: BackgroundCopyJobPriority.Foreground);
        _stopped.Clear();
        scene.Clock.Advance(TimeSpan.FromSeconds(3));

        scene.Dispose();

        Activity activity = _stopped.Should().ContainSingle().Which;
        activity.GetTagItem("bits.job.state").Should().Be("Transferring");
        activity.Duration.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void Attempt_NoTimeForIt_HasNoActivity()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        job.MaximumDownloadTime = TimeSpan.Zero;

        job.Resume();
        scene.Pump();

        job.State.Should().Be(Error);
        _started.Should().BeEmpty();
        _stopped.Should().BeEmpty();
    }

    [Fact]
    public void Attempt_NoTimeForTheNextOne_IsLeftAsItEnded()
    {
        using ActivityListener listener = Listen();
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        scene.Start(job).FailHttp(503);
        job.MaximumDownloadTime = TimeSpan.Zero;

        job.Resume();
        scene.Pump();

        job.Error!.Code.Should().Be(HResults.BG_E_MAXDOWNLOAD_TIMEOUT);
        _stopped.Should().ContainSingle().Which.GetTagItem("error.type").Should().Be("0x801901F7");
    }

    [Fact]
    public void Listener_ThatGoesAndComes_EndsNoActivityOfAnotherAttempt()
    {
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        using (Listen())
        {
            scene.Start(job);
        }

        scene.AttemptOf(job).FailHttp(503);
        scene.GoTo(600);
        using ActivityListener listener = Listen();
        scene.AttemptOf(job).FailHttp(503);
        scene.GoTo(1200);
        scene.AttemptOf(job).FailHttp(503);

        _stopped.Should().ContainSingle().Which.GetTagItem("bits.attempt.number").Should().Be(3);
    }

    [Fact]
    public void Listener_ThatSamplesNothing_GetsNothing()
    {
        using ActivityListener listener = Listen(ActivitySamplingResult.None);
        using Bench scene = new();

        scene.JobIn(TransientError, priority: BackgroundCopyJobPriority.Foreground);

        _started.Should().BeEmpty();
        _stopped.Should().BeEmpty();
    }

    [Fact]
    public void Listener_ThatThrows_ReachesWhoeverMovesTheClockAndStopsNothing()
    {
        using ActivityListener listener = Listen();
        listener.ActivityStarted = activity => throw new InvalidOperationException("no room");
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        job.Resume();

        Action pump = scene.Pump;

        pump.Should().Throw<InvalidOperationException>().WithMessage("no room");
        scene.AttemptOf(job).FailHttp(404);
        _stopped.Should().ContainSingle();
        Activity.Current.Should().BeNull();
    }

    [Fact]
    public void Listener_CallingBackIntoTheJob_IsHeard()
    {
        using Bench scene = new();
        BackgroundCopyJob job = scene.CreateJob();
        using ActivityListener listener = Listen();
        listener.ActivityStarted = _ => job.Suspend();

        job.Resume();
        scene.Pump();

        job.State.Should().Be(Suspended);
        _stopped.Should().ContainSingle();
        scene.Transport.Running.Should().BeEmpty();
    }

    private static string[] Tags(Activity activity) => [.. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")];

    private ActivityListener Listen(ActivitySamplingResult sampling = ActivitySamplingResult.AllDataAndRecorded)
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "Bits.RetrySim",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => sampling,
            ActivityStarted = _started.Add,
            ActivityStopped = _stopped.Add,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
