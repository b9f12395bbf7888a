namespace Bits.RetrySim.Tests;

[Trait("Rule", "POLICY-8")]
public sealed class WeeklyIntervalTests
{
    private static readonly PriorityBandwidth Inside = new(1, 2, 3);

    [Theory]
    [InlineData(1, 5, 8, 17, "Mo 08, Mo 16, Fr 16")]
    [InlineData(5, 1, 8, 17, "Fr 08, Sa 12, Su 12, Mo 16")]
    [InlineData(1, 1, 22, 6, "Mo 22, Mo 23, Tu 00, Tu 05")]
    [InlineData(6, 6, 22, 6, "Sa 22, Su 00, Su 05")]
    [InlineData(0, 0, 5, 5, "Su 00, Su 05, Su 23")]
    public void Holds_HourOfTheWeek_IsOneOfThem(int from, int to, int fromHour, int toHour, string inside)
    {
        BandwidthSchedule schedule = new((DayOfWeek)from, (DayOfWeek)to, fromHour, toHour, Inside);
        List<string> held = [];
        for (int hour = 0; hour < 7 * 24; hour++)
        {
            if (schedule.Holds((DayOfWeek)(hour / 24), hour % 24))
            {
                held.Add(FormattableString.Invariant($"{((DayOfWeek)(hour / 24)).ToString()[..2]} {hour % 24:00}"));
            }
        }

        int days = ((to - from + 7) % 7) + 1;
        int hours = fromHour < toHour ? toHour - fromHour : 24 - fromHour + toHour;
        held.Should().HaveCount(days * hours).And.Contain(inside.Split(", "));
    }

    [Fact]
    public void At_WeekWithoutAChange_NeverChanges()
    {
        GroupPolicy policy = new() { WorkSchedule = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Saturday, 0, 0, Inside) };

        WeeklyInterval.At(policy, TimeZoneInfo.Utc, Utc(3, 26, 0)).Should().Be(new WeeklyInterval(Inside, null));
        WeeklyInterval.At(new GroupPolicy(), TimeZoneInfo.Utc, Utc(3, 26, 0)).Should().Be(new WeeklyInterval(PriorityBandwidth.Unlimited, null));
    }

    [Theory]
    [InlineData(0, 0, 1, 0)]
    [InlineData(0, 30, 0, 30)]
    [InlineData(-9, -30, 10, 30)]
    public void At_ZoneOfHalfAnHour_ChangesAtTheLocalHour(int hours, int minutes, int utcHour, int utcMinute)
    {
        // Monday the 27th begins at midnight by the local clock.
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("zone", new TimeSpan(hours, minutes, 0), "zone", "zone");
        GroupPolicy policy = new() { WorkSchedule = new BandwidthSchedule(DayOfWeek.Monday, DayOfWeek.Monday, 1, 2, Inside) };
        WeeklyInterval before = WeeklyInterval.At(policy, zone, Utc(3, 26, 0));
        DateTimeOffset expected = Utc(3, 27, utcHour).AddMinutes(utcMinute);

        before.Should().Be(new WeeklyInterval(PriorityBandwidth.Unlimited, expected));
        WeeklyInterval.At(policy, zone, expected).Should().Be(new WeeklyInterval(Inside, expected.AddHours(1)));
    }

    [Fact]
    public void At_HourThatTheClockSkips_IsPassedOver()
    {
        // On Sunday 26 March 2000 two o'clock became three, at 01:00 UTC.
        TimeZoneInfo.AdjustmentRule rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 26),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 29));
        TimeZoneInfo zone = TimeZoneInfo.CreateCustomTimeZone("central", TimeSpan.FromHours(1), "central", "central", "summer", [rule]);
        GroupPolicy skipped = new() { WorkSchedule = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Sunday, 2, 3, Inside) };
        GroupPolicy shortened = new() { WorkSchedule = new BandwidthSchedule(DayOfWeek.Sunday, DayOfWeek.Sunday, 1, 4, Inside) };

        WeeklyInterval.At(skipped, zone, Utc(3, 25, 12)).ChangesAt.Should().Be(Utc(4, 2, 0));
        WeeklyInterval.At(shortened, zone, Utc(3, 26, 0)).Should().Be(new WeeklyInterval(Inside, Utc(3, 26, 2)));
    }

    [Fact]
    public void At_EndOfTheCalendar_PlansNothing()
    {
        GroupPolicy policy = new() { WorkSchedule = new BandwidthSchedule(DayOfWeek.Monday, DayOfWeek.Monday, 1, 2, Inside) };

        WeeklyInterval.At(policy, TimeZoneInfo.Utc, DateTimeOffset.MaxValue).ChangesAt.Should().BeNull();
        WeeklyInterval.At(policy, TimeZoneInfo.CreateCustomTimeZone("west", TimeSpan.FromHours(-12), "west", "west"), DateTimeOffset.MinValue).ChangesAt.Should().NotBeNull();
    }

    private static DateTimeOffset Utc(int month, int day, int hour) => new(2000, month, day, hour, 0, 0, TimeSpan.Zero);
}
