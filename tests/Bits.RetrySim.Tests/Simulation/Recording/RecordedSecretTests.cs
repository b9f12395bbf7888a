namespace Bits.RetrySim.Tests;

/// <summary>What may be secret reaches no recording.</summary>
public sealed class RecordedSecretTests
{
    private const string Secret = "hunter2";

    [Fact]
    [Trait("Rule", "PROP-22")]
    public void Recording_OfSecrets_HoldsNone()
    {
        using RecordedScene scene = new();
        BackgroundCopyJob job = scene.Manager.CreateJob("update");
        job.AddFile($"https://ann:{Secret}@cdn.example:8443/a/b.bin?token={Secret}#{Secret}", $@"C:\users\{Secret}\b.bin");
        job.AddFile($"https://cdn.example:8443/a/b.bin?other={Secret}", $@"C:\users\{Secret}\c.bin");
        job.Http.CustomHeaders = $"Authorization: Bearer {Secret}\r\nX-Key: {Secret}";
        job.Credentials.Add(BackgroundCopyAuthScheme.Basic, BackgroundCopyAuthTarget.Server, Secret, Secret);
        job.Proxy.Set(BackgroundCopyProxyUsage.Override, $"http://ann:{Secret}@proxy.example:3128");
        job.NotifyCommand.Set(@"C:\windows\notify.exe", $"notify.exe {Secret}");
        job.Description = Secret;
        scene.Jobs.Add(job);
        job.Resume();
        scene.Wait(1);
        scene.Network.Current.Accept(10);
        scene.Network.Current.Complete();
        scene.Wait(1);
        scene.Network.Current.FailHttp(403);
        scene.Wait(1);

        string scenario = scene.Write();

        scenario.Should().NotContain(Secret).And.NotContain("ann").And.NotContain("users").And.NotContain("?")
            .And.Contain("https://cdn.example:8443/a/b.bin").And.Contain("https://cdn.example:8443/1-2/a/b.bin");
        RecordedScene.Lines(RecordedScene.Replay(scenario)).Should().Equal(RecordedScene.Lines(scene.Manager.EventLog.Events));
    }

    [Fact]
    public void Recording_OfRemoteNamesOfAllKinds_CanBeRead()
    {
        using RecordedScene scene = new();
        scene.Fetch("http://[2001:db8::1]:8080/x%20y/%C3%A4.bin", BackgroundCopyJobPriority.Foreground);
        scene.Fetch("http://b\u00FCcher.example/a", BackgroundCopyJobPriority.Foreground);
        scene.Fetch(@"\\server\share\a.bin", BackgroundCopyJobPriority.Foreground);
        scene.Fetch("https://cdn.example", BackgroundCopyJobPriority.Foreground);
        scene.Wait(1);
        foreach (ManualAttempt attempt in scene.Network.Running)
        {
            attempt.Accept(1);
            attempt.Complete();
        }

        RecordedScene.Lines(RecordedScene.Replay(scene.Write())).Should().Equal(RecordedScene.Lines(scene.Manager.EventLog.Events));
    }
}
