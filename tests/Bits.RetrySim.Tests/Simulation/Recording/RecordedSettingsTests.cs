using System.Text.Json.Nodes;

namespace Bits.RetrySim.Tests;

/// <summary>What a recording tells of a machine and of a job's settings is what the scenario plays again.</summary>
public sealed class RecordedSettingsTests
{
    /// <summary>Each is set and taken back, and what the job does about it is the same.</summary>
    [Fact]
    [Trait("Rule", "NET-2")]
    public void Recording_OfEachConditionOfTheMachine_PlaysTheSame()
    {
        using RecordedScene scene = new();
        BitsEnvironment machine = scene.Manager.Environment;
        scene.Fetch();
        scene.Wait(1);
        scene.Network.Current.Accept(100);
        Turn(value => machine.BatteryPolicyBlocks = value);
        Turn(value => machine.BatterySaver = value);
        Turn(value => machine.GameMode = value);
        Turn(value => machine.BackgroundAccessBlocked = value);
        Turn(value => machine.SystemPolicyBlocks = value);
        Turn(value => machine.NetworkAvailable = !value);
        machine.NetworkChanged();
        scene.Wait(1);
        machine.LogOn(new BackgroundCopyUser("guest"));
        scene.Wait(1);

        string scenario = scene.Write();

        string[] fields = ["batteryPolicyBlocks", "batterySaver", "gameMode", "backgroundAccessBlocked", "systemPolicyBlocks", "network", "network"];
        Parse(scenario)["environment"]!.AsArray().SelectMany(static change => change!.AsObject().Select(static field => field.Key)).Where(static name => name != "at")
            .Should().Equal(fields[..^1].SelectMany(static name => new[] { name, name }).Append(fields[^1]), "users are not told");
        RecordedScene.Replay(scenario).Where(static entry => entry.Kind == JobEventKind.Transition).Select(static entry => (entry.Instant, entry.From, entry.To))
            .Should().Equal(scene.Manager.EventLog.Events.Where(static entry => entry.Kind == JobEventKind.Transition).Select(static entry => (entry.Instant, entry.From, entry.To)));

        void Turn(Action<bool> set)
        {
            scene.Wait(1);
            set(true);
            scene.Wait(1);
            set(false);
        }
    }

    [Fact]
    [Trait("Rule", "PROP-3")]
    [Trait("Rule", "FILE-11")]
    public void Recording_OfPartsMethodAndKind_TellsThem()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob parts = scene.Manager.CreateJob("parts");
        parts.AddFileWithRanges("https://cdn.example/a.bin", @"C:\parts.bin", [new BackgroundCopyFileRange(10, 20), new BackgroundCopyFileRange(50, BackgroundCopyFileRange.ToEndOfFile)]);
        parts.Properties.MaximumDownloadSize = 1_000;
        BackgroundCopyJob made = scene.Manager.CreateJob("made");
        made.AddFile("https://cdn.example/b.bin", @"C:\made.bin");
        made.Priority = BackgroundCopyJobPriority.Foreground;
        made.Properties.DynamicContent = true;
        BackgroundCopyJob posted = scene.Manager.CreateJob("posted");
        posted.AddFile("https://cdn.example/c.bin", @"C:\posted.bin");
        posted.Priority = BackgroundCopyJobPriority.Foreground;
        posted.Http.Method = "POST";
        scene.Jobs.AddRange([parts, made, posted]);
        scene.Wait(1);

        JsonArray jobs = Parse(scene.Write())["jobs"]!.AsArray();

        jobs[0]!["files"]![0]!["ranges"]!.ToJsonString().Should().Be("""[{"offset":10,"length":20},{"offset":50}]""");
        (jobs[0]!["maximumDownloadSize"]!.GetValue<long>(), jobs[0]!["dynamicContent"], jobs[0]!["httpMethod"]).Should().Be((1_000, null, null));
        (jobs[1]!["maximumDownloadSize"], jobs[1]!["dynamicContent"]!.GetValue<bool>(), jobs[1]!["httpMethod"]).Should().Be((null, true, null));
        (jobs[2]!["dynamicContent"], jobs[2]!["httpMethod"]!.GetValue<string>()).Should().Be((null, "POST"));
        jobs[1]!["files"]![0]!["ranges"].Should().BeNull();
        RecordedScene.Replay(scene.Write()).Should().NotContain(static entry => entry.Kind == JobEventKind.Attempt, "nobody resumed them");
    }

    [Fact]
    [Trait("Rule", "UP-1")]
    public void WriteScenario_JobThatSends_IsRefused()
    {
        using RecordedScene scene = new();
        scene.Jobs.Add(scene.Manager.CreateJob("sent", BackgroundCopyJobType.Upload));

        scene.Invoking(static it => it.Write()).Should().Throw<ArgumentException>().WithMessage("*only downloads are recorded*").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    private static JsonObject Parse(string scenario) =>
        JsonNode.Parse(scenario, documentOptions: new System.Text.Json.JsonDocumentOptions { CommentHandling = System.Text.Json.JsonCommentHandling.Skip })!.AsObject();
}
