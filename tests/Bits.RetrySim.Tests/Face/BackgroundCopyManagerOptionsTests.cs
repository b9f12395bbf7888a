using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

public sealed class BackgroundCopyManagerOptionsTests
{
    [Fact]
    public void Constructor_NothingSet_HasTheDocumentedDefaults()
    {
        BackgroundCopyManagerOptions options = new();

        options.TimeProvider.Should().BeSameAs(TimeProvider.System);
        options.Transport.Should().BeNull();
        options.Policy.Should().Be(new GroupPolicy());
        options.DefaultOwner.Should().Be(new BackgroundCopyUser("user"));
        options.Dispatch.Should().BeNull();
        options.RethrowCallbackExceptions.Should().BeFalse();
        options.RecordEvents.Should().BeFalse();
        options.MaximumEntriesPerInstant.Should().Be(100_000);
        options.MinimumRetryDelay.Should().Be(TimeSpan.FromMinutes(10));
        options.NoProgressTimeout.Should().Be(TimeSpan.FromDays(14));
        options.LoggerFactory.Should().BeNull();
        options.MeterFactory.Should().BeNull();
        options.JobIds.Should().BeNull();
    }

    [Fact]
    public void EffectiveDispatch_SystemTime_IsTheThreadPool() =>
        new BackgroundCopyManagerOptions().EffectiveDispatch.Should().Be(CallbackDispatch.ThreadPool);

    [Fact]
    public void EffectiveDispatch_OtherTime_IsInline() =>
        new BackgroundCopyManagerOptions { TimeProvider = new FakeTimeProvider() }.EffectiveDispatch.Should().Be(CallbackDispatch.Inline);

    [Theory]
    [InlineData(CallbackDispatch.Inline)]
    [InlineData(CallbackDispatch.ThreadPool)]
    public void EffectiveDispatch_Set_IsWhatWasSet(CallbackDispatch dispatch)
    {
        new BackgroundCopyManagerOptions { Dispatch = dispatch }.EffectiveDispatch.Should().Be(dispatch);
        new BackgroundCopyManagerOptions { Dispatch = dispatch, TimeProvider = new FakeTimeProvider() }
            .EffectiveDispatch.Should().Be(dispatch);
    }

    [Fact]
    [Trait("Rule", "RETRY-2")]
    [Trait("Rule", "RETRY-8")]
    public void NewJob_ManagerWithOtherSettings_StartsWithThem()
    {
        using BitsSimulation bits = new(options =>
        {
            options.MinimumRetryDelay = TimeSpan.FromSeconds(59.5);
            options.NoProgressTimeout = TimeSpan.FromDays(3);
        });
        bits.Manager.ApplyPolicy(new GroupPolicy { MaxJobsPerUser = 5 });

        BackgroundCopyJob job = bits.Manager.CreateJob("a");

        job.MinimumRetryDelay.Should().Be(TimeSpan.FromMinutes(1));
        job.NoProgressTimeout.Should().Be(TimeSpan.FromDays(3));
    }

    [Fact]
    [Trait("Rule", "RETRY-3")]
    public void NewJob_ManagerWithADelayBelowTheFloor_StartsWithTheFloor()
    {
        using BitsSimulation bits = new(options => options.MinimumRetryDelay = TimeSpan.Zero);

        bits.Manager.CreateJob("a").MinimumRetryDelay.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void CountJobs_JobsOfTwoUsers_AreCountedByState()
    {
        using BitsSimulation bits = new();
        bits.Manager.CreateJob("a");
        bits.Manager.CreateJob("b", BackgroundCopyJobType.Download, new BackgroundCopyUser("other"));
        bits.Manager.CreateJob("c").Cancel();

        bits.Manager.CountJobs().Should().HaveCount(7).And.Contain(BackgroundCopyJobState.Suspended, 2).And.Contain(BackgroundCopyJobState.Error, 0);

        bits.Dispose();
        bits.Manager.Invoking(manager => manager.CountJobs()).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void Validate_NoTransport_IsRefusedAsByAManager() =>
        new BackgroundCopyManagerOptions().Invoking(options => options.Validate()).Should().Throw<ArgumentException>()
            .WithMessage("Transport must be set*").Which.HResult.Should().Be(HResults.E_INVALIDARG);

    [Fact]
    public void Validate_TransportSet_Passes()
    {
        BackgroundCopyManagerOptions options = new() { Transport = new NoTransport(), Dispatch = CallbackDispatch.Inline };

        Action act = () => options.Validate("options");

        act.Should().NotThrow();
    }

    [Fact]
    public void Validate_EverythingWrong_TellsAllAtOnce()
    {
        BackgroundCopyManagerOptions options = new()
        {
            TimeProvider = null!,
            Policy = null!,
            Readings = null!,
            Classification = null!,
            DefaultOwner = null!,
            Dispatch = (CallbackDispatch)2,
            MaximumEntriesPerInstant = 0,
        };

        Action act = () => options.Validate("options");

        ArgumentException exception = act.Should().Throw<ArgumentException>().WithParameterName("options").Which;
        exception.HResult.Should().Be(HResults.E_INVALIDARG);
        exception.Message.Should().ContainAll(
            "TimeProvider must not be null.",
            "Transport must be set",
            "Policy must not be null.",
            "Readings must not be null.",
            "Classification must not be null.",
            "DefaultOwner must not be null.",
            "Dispatch is 2, which is no value of CallbackDispatch.",
            "MaximumEntriesPerInstant is 0 and must be 1 or more.");
    }

    [Fact]
    public void Validate_MistakesInPolicyAndReadings_TellsBoth()
    {
        BackgroundCopyManagerOptions options = new() { Transport = new NoTransport(), Policy = new() { MaxFilesPerJob = 0 } };
        options.Readings.TimeSlice = TimeSpan.Zero;

        Action act = () => options.Validate("options");

        act.Should().Throw<ArgumentException>().WithMessage("MaxFilesPerJob is 0*TimeSlice is 00:00:00*");
    }

    private sealed class NoTransport : Transport
    {
        internal override TransferLine Connect(ITransferHost host, TimeProvider provider, long origin) => throw new NotSupportedException();
    }
}
