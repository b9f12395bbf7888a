using System.Globalization;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Dates as machines of all countries write them.</summary>
public sealed class DateReaderTests
{
    [Theory]
    [InlineData("3/14/2025 11:33:08 AM", "2025-03-14T11:33:08", true)]
    [InlineData("3/14/2025 11:33:08\u202FPM", "2025-03-14T23:33:08", true)]
    [InlineData("12/31/2025 12:00:00 AM", "2025-12-31T00:00:00", true)]
    [InlineData("12/31/2025 12:00 p.m.", "2025-12-31T12:00:00", true)]
    [InlineData("14.03.2025 11:33:08", "2025-03-14T11:33:08", true)]
    [InlineData("4.3.25 1:02", "2025-03-04T01:02:00", true)]
    [InlineData("14/03/2025 23:59:59", "2025-03-14T23:59:59", true)]
    [InlineData("14-03-2025 23.59.59", "2025-03-14T23:59:59", true)]
    [InlineData("2025/03/14 09:00:00", "2025-03-14T09:00:00", true)]
    [InlineData("2025. 03. 14. 9:00:00", "2025-03-14T09:00:00", true)]
    [InlineData("\u200E14/\u200E03/\u200E2025 \u200F09:00:00", "2025-03-14T09:00:00", true)]
    [InlineData("2025/3/14 上午 11:33:08", "2025-03-14T11:33:08", true)]
    [InlineData("2025/3/14 下午 01:33:08", "2025-03-14T13:33:08", true)]
    [InlineData("2025/3/14 上午12:33:08", "2025-03-14T00:33:08", true)]
    [InlineData("14/3/2025 下午 11:33:08", "2025-03-14T23:33:08", true)]
    [InlineData("2025/03/14 午前 9:33:08", "2025-03-14T09:33:08", true)]
    [InlineData("2025/03/14 午後 0:33:08", "2025-03-14T12:33:08", true)]
    [InlineData("2025-03-14 오전 9:33:08", "2025-03-14T09:33:08", true)]
    [InlineData("2025-03-14 오후 9:33:08", "2025-03-14T21:33:08", true)]
    [InlineData("2025-03-14 9:33:08 오후", "2025-03-14T21:33:08", true)]
    [InlineData("3/14/2025 PM 9:33:08", "2025-03-14T21:33:08", true)]
    [InlineData("2025-03-14T09:00:00.1234567Z", "2025-03-14T09:00:00.1234567", false)]
    [InlineData("2025-03-14T09:00:00.123456789Z", "2025-03-14T09:00:00.1234567", false)]
    [InlineData("2025-03-14 10:30:00.000+01:30", "2025-03-14T09:00:00", false)]
    [InlineData("/Date(1741942800000)/", "2025-03-14T09:00:00", false)]
    public void Read_Date_IsTheInstantMeant(string text, string expected, bool isLocal)
    {
        (DateTimeOffset At, bool IsLocal)? date = new DateReader(text).Read(text);

        date.Should().Be((DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), isLocal));
    }

    [Theory]
    [InlineData("UNKNOWN")]
    [InlineData("1/1/0001 12:00:00 AM")]
    [InlineData("1601-01-01T00:00:00Z")]
    [InlineData("/Date(-62135596800000)/")]
    [InlineData("31/31/2025 09:00:00")]
    [InlineData("30.02.2025 09:00:00")]
    [InlineData("2025-03-14 25:00:00")]
    [InlineData("version 1.2.3.4")]
    [InlineData(null)]
    public void Read_NoDate_IsNone(string? text) => new DateReader(text ?? "").Read(text).Should().BeNull();

    /// <summary>One date that can be read in one way only says how to read the others.</summary>
    [Theory]
    [InlineData("3/4/2025 9:00:00 AM", 3, true)]
    [InlineData("03/04/2025 09:00:00", 4, true)]
    [InlineData("3/4/2025 9:00:00 AM, 13/4/2025 9:00:00 AM", 4, false)]
    [InlineData("03/04/2025 09:00:00, 03/14/2025 09:00:00", 3, false)]
    [InlineData("04/04/2025 09:00:00", 4, false)]
    [InlineData("3/4/2025 上午 9:00:00..", 4, true)]
    public void Read_DayOrMonthFirst_IsDecidedByAllDatesTogether(string text, int month, bool isDoubtful)
    {
        DateReader reader = new(text);

        reader.Read(text[..19])!.Value.At.Month.Should().Be(month);
        (reader.Doubts.Any()).Should().Be(isDoubtful);
    }
}
