namespace Bits.RetrySim.Tests;

[Trait("Rule", "POLICY-5")]
public sealed class DailyIntervalTests
{
    private static readonly TimeZoneInfo Plain = TimeZoneInfo.CreateCustomTimeZone("plain", TimeSpan.FromHours(-3), "plain", "plain");

    /// <summary>Put forward at 02:00 on 26 March 2000 (01:00 UTC), back at 03:00 on 29 October (01:00 UTC), from an offset of one hour.</summary>
    private static readonly TimeZoneInfo Central = Zone(60, 60, (3, 26, 2, 0), (10, 29, 3, 0));

    /// <summary>Put forward from 00:00 to 01:00 and back from 00:00 to 23:00, so that days lose their beginning and repeat their end.</summary>
    private static readonly TimeZoneInfo Midnight = Zone(-180, 60, (10, 8, 0, 0), (2, 27, 0, 0));

    /// <summary>Half an hour of summer time, and an offset of half an hour.</summary>
    private static readonly TimeZoneInfo HalfHour = Zone(630, 30, (10, 29, 2, 0), (3, 26, 2, 0));

    /// <summary>Changed one minute after midnight: that midnight comes twice.</summary>
    private static readonly TimeZoneInfo MinutePast = Zone(-210, 60, (4, 2, 0, 1), (10, 29, 0, 1));

    [Fact]
    public void At_ConstantLimit_NeverChanges()
    {
        DailyInterval interval = DailyInterval.At(new BandwidthLimit(4, 4, 100), Plain, Utc(1, 1, 12, 0));

        interval.Should().Be(new DailyInterval(100_000, null));
    }

    [Fact]
    public void At_OrdinaryDay_ChangesAtTheLocalHour()
    {
        BandwidthLimit limit = new(8, 17, 0);

        DailyInterval.At(limit, Plain, Utc(1, 1, 0, 0)).Should().Be(new DailyInterval(null, Utc(1, 1, 11, 0)));
        DailyInterval.At(limit, Plain, Utc(1, 1, 11, 0)).Should().Be(new DailyInterval(0, Utc(1, 1, 20, 0)));
        DailyInterval.At(limit, Plain, Utc(1, 1, 20, 0)).Should().Be(new DailyInterval(null, Utc(1, 2, 11, 0)));
    }

    [Fact]
    public void At_OneTickBeforeTheHour_StillHasTheOldLimit() =>
        DailyInterval.At(new BandwidthLimit(8, 17, 0), Plain, Utc(1, 1, 11, 0).AddTicks(-1))
            .Should().Be(new DailyInterval(null, Utc(1, 1, 11, 0)));

    [Fact]
    public void At_MomentWithAnOffset_IsReadAsTheSameMoment()
    {
        DateTimeOffset moment = Utc(1, 1, 12, 0).ToOffset(TimeSpan.FromHours(9));

        DailyInterval.At(new BandwidthLimit(8, 17, 0), Plain, moment).Should().Be(new DailyInterval(0, Utc(1, 1, 20, 0)));
    }

    [Fact]
    public void At_ClockPutForwardBeforeTheBoundary_BoundaryComesEarlier() =>
        DailyInterval.At(new BandwidthLimit(8, 17, 0), Central, Utc(3, 26, 0, 0))
            .Should().Be(new DailyInterval(null, Utc(3, 26, 6, 0)));

    [Fact]
    public void At_ClockPutBackBeforeTheBoundary_BoundaryComesLater() =>
        DailyInterval.At(new BandwidthLimit(8, 17, 0), Central, Utc(10, 28, 20, 0))
            .Should().Be(new DailyInterval(null, Utc(10, 29, 7, 0)));

    [Fact]
    public void At_BoundaryInTheSkippedHour_ChangesWhenTheClockIsPutForward() =>
        DailyInterval.At(new BandwidthLimit(2, 17, 0), Central, Utc(3, 26, 0, 0))
            .Should().Be(new DailyInterval(null, Utc(3, 26, 1, 0)));

    [Fact]
    public void At_WholeIntervalSkipped_WaitsForTheNextDay() =>
        DailyInterval.At(new BandwidthLimit(2, 3, 0), Central, Utc(3, 26, 0, 0))
            .Should().Be(new DailyInterval(null, Utc(3, 27, 0, 0)));

    [Fact]
    public void At_HourThatComesTwice_LastsTwoHours() =>
        DailyInterval.At(new BandwidthLimit(2, 3, 0), Central, Utc(10, 29, 0, 0))
            .Should().Be(new DailyInterval(0, Utc(10, 29, 2, 0)));

    [Fact]
    public void At_MidnightThatComesTwice_FollowsTheClock()
    {
        BandwidthLimit limit = new(0, 6, 0);

        // 00:00 for a minute, then 23:01 again, then 00:00 for good.
        DailyInterval.At(limit, MinutePast, Utc(10, 29, 2, 0)).ChangesAt.Should().Be(Utc(10, 29, 2, 30));
        DailyInterval.At(limit, MinutePast, Utc(10, 29, 2, 30)).Should().Be(new DailyInterval(0, Utc(10, 29, 2, 31)));
        DailyInterval.At(limit, MinutePast, Utc(10, 29, 2, 31)).Should().Be(new DailyInterval(null, Utc(10, 29, 3, 30)));
    }

    [Fact]
    public void At_EndOfTheCalendar_PlansNoChange() =>
        DailyInterval.At(new BandwidthLimit(8, 17, 0), Central, DateTimeOffset.MaxValue).ChangesAt.Should().BeNull();

    /// <summary>Every pair of hours, around every change of every zone, against looking at the clock minute by minute.</summary>
    [Theory]
    [InlineData("plain", 1, 1)]
    [InlineData("central", 3, 26)]
    [InlineData("central", 10, 29)]
    [InlineData("midnight", 2, 27)]
    [InlineData("midnight", 10, 8)]
    [InlineData("half hour", 3, 26)]
    [InlineData("half hour", 10, 29)]
    [InlineData("minute past", 4, 2)]
    [InlineData("minute past", 10, 29)]
    public void At_AnyHoursAroundAChange_AgreesWithReadingTheClock(string name, int month, int day)
    {
        TimeZoneInfo zone = name switch
        {
            "plain" => Plain,
            "central" => Central,
            "midnight" => Midnight,
            "half hour" => HalfHour,
            _ => MinutePast,
        };
        DateTimeOffset begin = Utc(month, day, 0, 0).AddHours(-36);
        int[] hours = [.. Enumerable.Range(0, 6 * 24 * 60).Select(minute => TimeZoneInfo.ConvertTime(begin.AddMinutes(minute), zone).Hour)];

        for (int from = 0; from < 24; from++)
        {
            for (int to = 0; to < 24; to++)
            {
                if (from != to)
                {
                    CompareWithClock(new BandwidthLimit(from, to, 0), zone, begin, hours);
                }
            }
        }
    }

    private static void CompareWithClock(BandwidthLimit limit, TimeZoneInfo zone, DateTimeOffset begin, int[] hours)
    {
        long?[] limits = [.. hours.Select(limit.BitsPerSecondAt)];
        int[] nextChange = new int[hours.Length];
        for (int minute = hours.Length - 2; minute >= 0; minute--)
        {
            nextChange[minute] = limits[minute] != limits[minute + 1] ? minute + 1 : nextChange[minute + 1];
        }

        const int ThreeDays = 3 * 24 * 60;
        for (int minute = 0; minute < ThreeDays; minute += 331)
        {
            DailyInterval interval = DailyInterval.At(limit, zone, begin.AddMinutes(minute).AddTicks(3));

            DailyInterval expected = new(limits[minute], begin.AddMinutes(nextChange[minute]));
            if (interval != expected)
            {
                // Only a failure pays for the message: the loop runs some sixty thousand times.
                interval.Should().Be(expected, "{0} applies in {1} at {2}", limit, zone.Id, begin.AddMinutes(minute));
            }
        }
    }

    private static DateTimeOffset Utc(int month, int day, int hour, int minute) => new(2000, month, day, hour, minute, 0, TimeSpan.Zero);

    private static TimeZoneInfo Zone(
        int offsetMinutes, int summerMinutes, (int Month, int Day, int Hour, int Minute) forward, (int Month, int Day, int Hour, int Minute) back)
    {
        TimeZoneInfo.AdjustmentRule rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromMinutes(summerMinutes), Transition(forward), Transition(back));
        return TimeZoneInfo.CreateCustomTimeZone(
            $"{offsetMinutes}", TimeSpan.FromMinutes(offsetMinutes), "zone", "zone", "summer", [rule]);
    }

    private static TimeZoneInfo.TransitionTime Transition((int Month, int Day, int Hour, int Minute) at) =>
        TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, at.Hour, at.Minute, 0), at.Month, at.Day);
}
