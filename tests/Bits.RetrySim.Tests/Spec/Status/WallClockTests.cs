using Microsoft.Extensions.Time.Testing;

namespace Bits.RetrySim.Tests;

/// <summary>A job's times while bytes flow and the wall clock is set.</summary>
[Trait("Rule", "TIME-1")]
[Trait("Rule", "CLOCK-10")]
public sealed class WallClockTests
{
    [Fact]
    public void ModificationTime_SystemTimeSteppedWhileBytesFlow_IsThatOfTheNewClock()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Flowing(bits);
        bits.Clock.Advance(TimeSpan.FromSeconds(10));
        bits.Clock.StepSystemTime(TimeSpan.FromHours(1));
        job.Times.ModificationTime.Should().Be(new DateTimeOffset(2000, 1, 1, 0, 0, 10, TimeSpan.Zero), "the byte came before the step");

        bits.Clock.Advance(TimeSpan.FromSeconds(5));

        job.Times.ModificationTime.Should().Be(new DateTimeOffset(2000, 1, 1, 1, 0, 15, TimeSpan.Zero));
    }

    [Fact]
    public void ModificationTime_SleepThatDoesNotCountWhileBytesFlow_IsThatOfTheWallClock()
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Flowing(bits);
        bits.Network.ReceiveTimeout = TimeSpan.FromDays(1);
        bits.Clock.Advance(TimeSpan.FromSeconds(10));
        bits.Clock.Sleep(TimeSpan.FromHours(8), countsSleep: false);

        bits.Clock.Advance(TimeSpan.FromSeconds(5));

        job.Times.ModificationTime.Should().Be(bits.Clock.GetUtcNow());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Times_ReadTwiceAtOneInstant_AreTheSame(int hoursSlept)
    {
        using BitsSimulation bits = new();
        BackgroundCopyJob job = Flowing(bits);
        bits.Network.ReceiveTimeout = TimeSpan.FromDays(1);
        bits.Clock.Advance(TimeSpan.FromSeconds(10));
        bits.Clock.Sleep(TimeSpan.FromHours(hoursSlept), countsSleep: false);
        bits.Clock.Advance(TimeSpan.FromMilliseconds(1234.5));
        BackgroundCopyJobTimes before = job.Times;

        bits.Clock.StepSystemTime(TimeSpan.Zero);

        job.Times.Should().Be(before, "an empty step changes nothing");
    }

    [Fact]
    public void ModificationTime_AnotherProvidersClockIsAdjusted_IsThatOfTheNewClock()
    {
        FakeTimeProvider time = new();
        SimulatedNetwork network = new() { BitsPerSecond = 8_000_000 };
        network.Host("cdn.example").Resource("/a", 1_000_000_000_000);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = network });
        BackgroundCopyJob job = Resume(manager);
        time.Advance(TimeSpan.FromSeconds(10));
        time.AdjustTime(time.GetUtcNow().AddHours(1));

        time.Advance(TimeSpan.FromSeconds(5));

        job.Times.ModificationTime.Should().Be(time.GetUtcNow());
    }

    [Fact]
    public void Times_ProvidersWallClockStandsAtYearOne_CanBeRead()
    {
        YearOne time = new();
        SimulatedNetwork network = new() { BitsPerSecond = 8_000_000 };
        network.Host("cdn.example").Resource("/a", 1_000_000_000);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { TimeProvider = time, Transport = network, Policy = Limit });
        BackgroundCopyJob job = Resume(manager);
        time.Tick();
        time.Ticks = TimeSpan.TicksPerHour + 5;
        time.Tick();

        job.Times.ModificationTime.Should().Be(DateTimeOffset.MinValue);
        manager.Invoking(restarted => restarted.RestartService()).Should().NotThrow();
        job.Times.CreationTime.Should().Be(DateTimeOffset.MinValue);
    }

    [Fact]
    [Trait("Rule", "POLICY-5")]
    public void BandwidthPolicy_YearOneWestOfUtc_HoldsByTheHourOfTheLocalClock()
    {
        TimeZoneInfo west = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-5), "west", "west");
        SimulatedClock clock = new(DateTimeOffset.MinValue, west);
        using BitsSimulation bits = new(options => options.Policy = Limit, clock);
        bits.Network.Host("cdn.example").Resource("/a", 1_000_000_000);
        BackgroundCopyJob job = Resume(bits.Manager);

        // It is 19 o'clock there, on a day before the calendar; the limit of 0 holds from 20 to 21.
        clock.Advance(TimeSpan.FromMinutes(59));
        job.State.Should().Be(BackgroundCopyJobState.Transferred);
        BackgroundCopyJob second = Resume(bits.Manager);
        bits.Manager.RestartService();
        clock.Advance(TimeSpan.Zero);
        second.State.Should().Be(BackgroundCopyJobState.Transferred);
        clock.Advance(TimeSpan.FromMinutes(1));
        BackgroundCopyJob third = Resume(bits.Manager);
        clock.Advance(TimeSpan.Zero);
        third.State.Should().Be(BackgroundCopyJobState.TransientError);
        clock.Advance(TimeSpan.FromHours(1));
        third.State.Should().Be(BackgroundCopyJobState.Transferred);
    }

    private static GroupPolicy Limit => new() { MaxInternetBandwidth = new BandwidthLimit(20, 21, 0) };

    private static BackgroundCopyJob Flowing(BitsSimulation bits)
    {
        bits.Network.BitsPerSecond = 8_000_000;
        bits.Network.Host("cdn.example").Resource("/a", 1_000_000_000);
        return Resume(bits.Manager);
    }

    private static BackgroundCopyJob Resume(BackgroundCopyManager manager)
    {
        BackgroundCopyJob job = manager.CreateJob("job");
        job.AddFile("https://cdn.example/a", "/a");
        job.Resume();
        return job;
    }

    /// <summary>Its timestamps run, its wall clock does not.</summary>
    private sealed class YearOne : TimeProvider
    {
        private Action? _tick;

        internal long Ticks { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-5), "west", "west");

        public override long GetTimestamp() => Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.MinValue;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _tick = () => callback(state);
            return base.CreateTimer(static _ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        internal void Tick() => _tick!();
    }
}
