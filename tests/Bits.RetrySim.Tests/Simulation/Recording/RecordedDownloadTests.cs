namespace Bits.RetrySim.Tests;

/// <summary>Downloads from a real server that fails in many ways, recorded, and played in virtual time.</summary>
public sealed class RecordedDownloadTests : HttpScene
{
    private readonly TransferRecorder _recorder = new();

    public RecordedDownloadTests()
    {
        Options.Recorder = _recorder;
        ManagerOptions.RecordEvents = true;
    }

    [Fact]
    [Trait("Rule", "CONS-2")]
    [Trait("Rule", "RETRY-10")]
    public async Task Recording_OfAFlakyDownload_PlaysTheSameWithinItsResolution()
    {
        ServedFile changed = ServedFile.Of(2_500_000, seed: 2);
        string url = Server.Serve(
            "/app.zip",
            ServedFile.Of(3_000_000),
            new ServerFault.Status(503),
            null,
            new ServerFault.Drop(1_000_000),
            null,
            new ServerFault.Stall(500_000),
            new ServerFault.Drop(-1),
            new ServerFault.Replace(changed),
            new ServerFault.Drop(700_000));
        BackgroundCopyJob job = Fetch(url + "?signature=secret");
        Task<BackgroundCopyJobState> end = EndAsync(job);
        await FallSilentAsync(job);
        (await end).Should().Be(BackgroundCopyJobState.Transferred);
        job.Complete();
        ReadFile().Should().Equal(changed.Content);

        Compare(Write(job));
    }

    [Fact]
    [Trait("Rule", "ERR-24")]
    public async Task Recording_OfADownloadThatFails_FailsTheSame()
    {
        string url = Server.Serve("/gone.zip", ServedFile.Of(100_000), [.. Enumerable.Repeat(new ServerFault.IgnoreRange(), 20)]);
        BackgroundCopyJob job = Fetch(url);
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);
        BackgroundCopyJob missing = Fetch(Server.UrlOf("/none.zip"), "none");
        (await EndAsync(missing)).Should().Be(BackgroundCopyJobState.Error);

        Compare(Write(job, missing));
    }

    /// <summary>What a file held, where its client wants to know, is told with it.</summary>
    [Fact]
    public async Task Recording_OfAFileOfAnotherHash_FailsTheSameUntilItIsReplaced()
    {
        ServedFile good = ServedFile.Of(100_000);
        BackgroundCopyJob job = Fetch(
            Server.Serve("/app.zip", good with { Content = ServedFile.Bytes(100_000, 5) }),
            configure: job => job.Files[0].ExpectedSha256 = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(good.Content)));
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Error);
        Server.Serve("/app.zip", good);
        job.Resume();
        (await EndAsync(job)).Should().Be(BackgroundCopyJobState.Transferred);

        Compare(Write(job));
    }

    private string Write(params BackgroundCopyJob[] jobs)
    {
        using StringWriter text = new();
        _recorder.WriteScenario(text, jobs);
        return text.ToString();
    }

    private void Compare(string scenario)
    {
        JobEvent[] seen = [.. RecordedScene.Told(Manager.EventLog.Events)];
        JobEvent[] played = [.. RecordedScene.Told(RecordedScene.Replay(scenario))];

        played.Select(ToLine).Should().Equal(seen.Select(ToLine), "it is the same incident: {0}", scenario);
        played.Zip(seen, static (one, other) => (one.Instant - other.Instant).Duration()).Max().Should().BeLessThan(_recorder.Resolution);
    }

    /// <summary>All of it but when it was.</summary>
    private static string ToLine(JobEvent entry) => $"{entry with { Instant = default }} {entry.Offset} {entry.DiscardedBytes}";
}
