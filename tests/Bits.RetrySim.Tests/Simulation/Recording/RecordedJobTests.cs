using System.Text.Json;

namespace Bits.RetrySim.Tests;

/// <summary>What a recording tells of jobs besides the network, and what it refuses.</summary>
public sealed class RecordedJobTests
{
    [Fact]
    public void Recording_OfCallsAndSettings_TellsThemAtTheirInstants()
    {
        using RecordedScene scene = new();
        scene.Wait(5);
        BackgroundCopyJob job = scene.Fetch();
        scene.Wait(1);
        job.MinimumRetryDelay = TimeSpan.FromMinutes(1);
        job.NoProgressTimeout = TimeSpan.FromMinutes(3);
        job.MaximumDownloadTime = TimeSpan.FromHours(5);
        scene.Wait(1);
        scene.Network.Current.FailHttp(503);
        scene.Wait(61);
        scene.Network.Current.FailHttp(503);
        scene.Wait(61);
        scene.Network.Current.FailHttp(503);
        scene.Wait(61);
        job.Priority = BackgroundCopyJobPriority.High;
        job.Cancel();
        scene.Wait(1);

        string scenario = scene.Write();

        RecordedScene.Lines(RecordedScene.Replay(scenario)).Should().Equal(RecordedScene.Lines(scene.Manager.EventLog.Events));
        scenario.Should().Contain("\"createAt\": \"00:00:05\"");
    }

    [Fact]
    public void Recording_OfAServiceWithOtherDefaults_TellsWhatItGaveToNewJobs()
    {
        using RecordedScene scene = new(configure: static options => (options.MinimumRetryDelay, options.NoProgressTimeout) = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3)));
        scene.Fetch();
        for (int attempt = 0; attempt < 4; attempt++)
        {
            scene.Network.Current.FailHttp(503);
            scene.Wait(60);
        }

        RecordedScene.Lines(RecordedScene.Replay(scene.Write())).Should().Equal(RecordedScene.Lines(scene.Manager.EventLog));
        scene.Jobs[0].State.Should().Be(BackgroundCopyJobState.Error);
    }

    [Fact]
    public void Recording_OfWhatChangedAround_TellsIt()
    {
        using RecordedScene scene = new();
        scene.Fetch();
        scene.Wait(1);
        scene.Manager.Environment.Standby = true;
        scene.Wait(1);
        scene.Manager.Environment.Standby = false;
        scene.Wait(1);
        scene.Manager.Environment.CostState = BackgroundCopyCostStates.Roaming;
        scene.Wait(1);
        scene.Manager.Environment.CostState = BackgroundCopyCostStates.Unrestricted;
        scene.Wait(1);
        scene.Network.Current.Accept(5);
        scene.Wait(1);
        scene.Network.Current.Complete();
        scene.Wait(1);

        RecordedScene.Lines(RecordedScene.Replay(scene.Write())).Should().Equal(RecordedScene.Lines(scene.Manager.EventLog.Events));
    }

    /// <summary>Of a job that came back from a store the recording begins with what was here of it.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Recording_OfAJobThatWasKept_BeginsWhereItStood()
    {
        MemoryStore store = new();
        using (RecordedScene before = new(configure: options => options.Store = store))
        {
            before.Fetch();
            before.Wait(1);
            before.Network.Current.Accept(100);
            before.Network.Current.Receive(40);
            before.Wait(1);
        }

        using RecordedScene scene = new(configure: options => options.Store = store);
        scene.Jobs.AddRange(scene.Manager.EnumJobs());
        scene.Wait(1);
        scene.Network.Current.Offset.Should().Be(40);
        scene.Network.Current.Accept(100);
        scene.Wait(1);
        scene.Network.Current.Receive(10);
        scene.Wait(1);
        scene.Network.Current.Fail(HResults.ERROR_WINHTTP_TIMEOUT);
        scene.Wait(601);
        scene.Network.Current.Accept(100);
        scene.Wait(1);
        scene.Network.Current.Complete();
        scene.Wait(1);

        RecordedScene.Replay(scene.Write()).Where(entry => entry.Kind == JobEventKind.Attempt).Select(entry => entry.Offset).Should().Equal(0, 50);
    }

    [Fact]
    public void Recording_AsScenario_KeepsToTheSchema()
    {
        using RecordedScene scene = new();
        scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(100);
        scene.Wait(1);
        scene.Network.Current.Receive(50);
        scene.Wait(1);
        scene.Network.Current.Restart(80, DateTimeOffset.UnixEpoch);
        scene.Wait(1);
        scene.Network.Current.Fail(HResults.ERROR_WINHTTP_TIMEOUT);
        scene.Wait(1);
        using JsonDocument document = JsonDocument.Parse(scene.Write(), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });

        JsonSchemaCheck.Errors(SimulationScript.JsonSchema, document.RootElement.GetRawText()).Should().BeEmpty();
    }

    [Fact]
    public void WriteScenario_ManagerWithoutEvents_IsRefused()
    {
        using RecordedScene none = new(configure: static options => options.RecordEvents = false);
        none.Fetch();
        using RecordedScene few = new(configure: static options => options.EventLog = new EventLog(capacity: 2));
        few.Fetch();

        none.Invoking(static scene => scene.Write()).Should().Throw<InvalidOperationException>().WithMessage("*RecordEvents*");
        few.Invoking(static scene => scene.Write()).Should().Throw<InvalidOperationException>().WithMessage("*forgotten*");
    }

    [Fact]
    public void Connect_SecondManager_IsRefused()
    {
        using RecordedScene scene = new();

        FluentActions.Invoking(() => new RecordedScene(scene.Recorder)).Should().Throw<InvalidOperationException>().WithMessage("*one manager*");
    }

    [Fact]
    public void Connect_ScriptedNetwork_IsRefusedWhenItAnswers()
    {
        SimulatedClock clock = new();
        SimulatedNetwork network = new();
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = clock, Transport = new RecordedTransport(new TransferRecorder(), network) });
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", @"C:\a");

        FluentActions.Invoking(() =>
        {
            job.Resume();
            clock.Advance(TimeSpan.Zero);
        }).Should().Throw<InvalidOperationException>().WithMessage("*only live lines*");
    }
}
