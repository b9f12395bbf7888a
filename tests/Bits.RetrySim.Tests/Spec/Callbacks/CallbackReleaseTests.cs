namespace Bits.RetrySim.Tests;

/// <summary>When a job lets go of its client's objects (CB-14), and that it says so once for each time that one was set.</summary>
public sealed class CallbackReleaseTests
{
    private readonly ReleasedCallback _client = new();

    public static TheoryData<string, Action<BitsSimulation, BackgroundCopyJob>> Ends => new()
    {
        { "another", static (_, job) => job.NotifyInterface = new BackgroundCopyCallback() },
        { "none", static (_, job) => job.NotifyInterface = null },
        { "Cancel", static (_, job) => job.Cancel() },
        { "Complete", static (_, job) => job.Complete() },
        { "restart", static (bits, _) => bits.Manager.RestartService() },
        { "inactivity", static (bits, _) => bits.Clock.Advance(TimeSpan.FromDays(91)) },
        { "Dispose", static (bits, _) => bits.Dispose() },
    };

    [Theory]
    [Trait("Rule", "CB-14")]
    [MemberData(nameof(Ends))]
    public void NotifyInterface_JobLetsGo_ReleasesItOnce(string how, Action<BitsSimulation, BackgroundCopyJob> end)
    {
        BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob(how);
        job.NotifyInterface = _client;
        _client.Released.Should().BeEmpty();

        end(bits, job);

        _client.Released.Should().Equal(job);
        bits.Dispose();
        bits.Dispose();
        _client.Released.Should().HaveCount(1);
    }

    [Theory]
    [Trait("Rule", "PROP-25")]
    [MemberData(nameof(Ends))]
    public void ServerCertificateValidation_JobLetsGo_ReleasesItOnce(string how, Action<BitsSimulation, BackgroundCopyJob> end)
    {
        BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob(how);
        job.Http.SetServerCertificateValidationInterface(_client);

        end(bits, job);
        bits.Dispose();

        _client.Released.Should().Equal(job);
    }

    [Fact]
    [Trait("Rule", "PROP-25")]
    public void ServerCertificateValidation_SetAnew_ReleasesTheOneBefore()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.Http.SetServerCertificateValidationInterface(_client);

        job.Http.SetServerCertificateValidationInterface(null);

        _client.Released.Should().Equal(job);
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void NotifyInterface_SetTwice_IsReleasedForTheFirstTime()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        job.NotifyInterface = _client;

        job.NotifyInterface = _client;

        _client.Released.Should().Equal(job);
    }

    [Fact]
    [Trait("Rule", "CB-16")]
    public void Release_CalledBackIntoTheJob_IsNotUnderALock()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = bits.Manager.CreateJob("job");
        BackgroundCopyJobState seen = default;
        _client.OnRelease = it => seen = Task.Run(() => it.State).Within().GetAwaiter().GetResult();
        job.NotifyInterface = _client;

        job.Cancel();

        seen.Should().Be(BackgroundCopyJobState.Cancelled);
    }

    [Fact]
    [Trait("Rule", "CB-14")]
    public void Dispose_ObjectThrows_ReleasesTheOthersFirst()
    {
        BitsSimulation bits = new();
        ReleasedCallback other = new();
        bits.Manager.CreateJob("one").NotifyInterface = _client;
        bits.Manager.CreateJob("two").NotifyInterface = other;
        _client.OnRelease = static _ => throw new InvalidTimeZoneException("mine");

        FluentActions.Invoking(bits.Manager.Dispose).Should().Throw<InvalidTimeZoneException>();

        other.Releases.Should().Be(1);
        bits.Dispose();
    }
}
