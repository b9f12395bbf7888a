using static Bits.RetrySim.BackgroundCopyJobState;

namespace Bits.RetrySim.Tests;

/// <summary>Names, descriptions and intervals.</summary>
public sealed class StatusPropertyTests
{
    private const int TooLong = unchecked((int)0x80200021);

    public static TheoryData<BackgroundCopyJobState> StatesThatAreNotFinal =>
        [Suspended, Queued, Connecting, Transferring, TransientError, Error, Transferred];

    [Fact]
    [Trait("Rule", "PROP-20")]
    [Trait("Rule", "LIM-1")]
    [Trait("Rule", "OQ-26")]
    public void DisplayName_LengthAndNull_AreChecked()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.Manager.CreateJob(new string('n', 256));
        job.DisplayName.Should().HaveLength(256);
        job.DisplayName = new string('m', 256);

        job.Invoking(it => it.DisplayName = new string('m', 257)).Should().Throw<BitsException>().Which.HResult.Should().Be(TooLong);
        job.Invoking(it => it.DisplayName = null!).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        job.DisplayName.Should().Be(new string('m', 256));
        bench.Manager.Invoking(it => it.CreateJob(new string('n', 257))).Should().Throw<ArgumentException>()
            .Which.HResult.Should().Be(HResults.E_INVALIDARG);
        bench.Manager.Invoking(it => it.CreateJob(null!)).Should().Throw<ArgumentException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        bench.Manager.EnumJobs().Should().ContainSingle();
    }

    [Fact]
    [Trait("Rule", "PROP-20")]
    [Trait("Rule", "LIM-2")]
    [Trait("Rule", "DEF-description")]
    public void Description_LengthAndNull_AreChecked()
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.Description.Should().BeEmpty();
        job.Description = new string('d', 1024);

        job.Invoking(it => it.Description = new string('e', 1025)).Should().Throw<BitsException>().Which.HResult.Should().Be(TooLong);
        job.Invoking(it => it.Description = null!).Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
        job.Description.Should().Be(new string('d', 1024));
    }

    [Theory]
    [MemberData(nameof(StatesThatAreNotFinal))]
    [Trait("Rule", "PROP-7")]
    [Trait("Rule", "PROP-20")]
    public void Properties_EveryStateThatIsNotFinal_CanBeSet(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.JobIn(state);
        job.DisplayName = "another";
        job.Description = "more";
        job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(1234);

        job.DisplayName.Should().Be("another");
        job.Description.Should().Be("more");
        job.MinimumNotificationInterval.TotalMilliseconds.Should().Be(1234);
        job.State.Should().Be(state);
    }

    [Theory]
    [InlineData(Acknowledged)]
    [InlineData(Cancelled)]
    [Trait("Rule", "PROP-7")]
    [Trait("Rule", "PROP-20")]
    public void Properties_FinalState_AreRefused(BackgroundCopyJobState state)
    {
        using Bench bench = new();
        BackgroundCopyJob job = bench.CreateJob();
        _ = state == Acknowledged ? job.Complete() : job.Cancel();
        foreach (Action<BackgroundCopyJob> setter in new Action<BackgroundCopyJob>[]
            {
                it => it.DisplayName = "another",
                it => it.Description = "more",
                it => it.MinimumNotificationInterval = TimeSpan.FromSeconds(1),
            })
        {
            job.Invoking(setter).Should().Throw<BitsException>().Which.HResult.Should().Be(HResults.BG_E_INVALID_STATE);
        }

        job.DisplayName.Should().Be("job");
        job.MinimumNotificationInterval.TotalMilliseconds.Should().Be(500);
    }

    [Fact]
    [Trait("Rule", "PROP-7")]
    [Trait("Rule", "DEF-minimum-notification-interval")]
    public void MinimumNotificationInterval_DefaultAndSet_SpacesModifications()
    {
        using Bench bench = new();
        RecordingCallback callback = new();
        BackgroundCopyJob job = bench.CreateJob();
        job.NotifyFlags = BackgroundCopyNotifications.JobModification;
        job.NotifyInterface = callback;
        job.MinimumNotificationInterval.TotalMilliseconds.Should().Be(500);
        bench.Pump();
        bench.GoTo(10);
        Modify(bench, job);
        callback.Calls.Select(call => call.Instant.TotalSeconds).Where(instant => instant >= 10).Should().Equal(10, 10.5, 11);
        job.MinimumNotificationInterval = TimeSpan.FromMilliseconds(250);
        bench.GoTo(20);
        Modify(bench, job);

        callback.Calls.Select(call => call.Instant.TotalSeconds).Where(instant => instant >= 20).Should().Equal(20, 20.25, 20.5, 20.75, 21);
    }

    /// <summary>Ten changes, a tenth of a second apart.</summary>
    private static void Modify(Bench bench, BackgroundCopyJob job)
    {
        double start = bench.Clock.Elapsed.TotalSeconds;
        for (int i = 0; i < 10; i++)
        {
            bench.GoTo(start + (0.1 * i));
            job.Description = $"change {i}";
            bench.Pump();
        }

        bench.GoTo(start + 9);
    }
}
