namespace Bits.RetrySim.Tests;

/// <summary>Repetitions of one event while others are told in between.</summary>
public sealed class CallbackBetweenRepetitionsTests
{
    [Fact]
    [Trait("Rule", "CB-4")]
    [Trait("Rule", "CB-10")]
    public void JobTransferred_FailedBeforeFileTransferredIsAskedFor_IsRepeatedAtItsOwnInstant()
    {
        using BitsSimulation bits = new();
        bits.Network.Host("cdn.example").Resource("/a", 5);
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.AddFile("http://cdn.example/a", "/a");
        job.MinimumRetryDelay = TimeSpan.FromSeconds(60);
        RecordingCallback callback = new();
        callback.FailNext(1, HResults.E_FAIL);
        job.NotifyInterface = callback;
        job.Resume();
        bits.Clock.Advance(TimeSpan.FromSeconds(22));

        job.NotifyFlags |= BackgroundCopyNotifications.FileTransferred;
        bits.Clock.Advance(TimeSpan.FromSeconds(58));

        callback.Calls.Select(call => (call.Kind, call.Instant.TotalSeconds)).Should().Equal(
            (BackgroundCopyNotifications.JobTransferred, 0),
            (BackgroundCopyNotifications.FileTransferred, 22),
            (BackgroundCopyNotifications.JobTransferred, 60));
    }
}
