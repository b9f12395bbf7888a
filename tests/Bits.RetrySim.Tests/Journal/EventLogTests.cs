using System.Globalization;

namespace Bits.RetrySim.Tests;

public sealed class EventLogTests
{
    [Fact]
    public void WriteTo_OneEventOfEachKind_HasFixedColumns()
    {
        EventLog log = new(isEnabled: true);
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Call, Detail: "Resume"));
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Transition, BackgroundCopyJobState.Suspended, BackgroundCopyJobState.Queued));
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Attempt, Attempt: 1, Detail: "http://example.com/a.bin"));
        log.Add(new(
            TimeSpan.Zero,
            3,
            JobEventKind.Transition,
            BackgroundCopyJobState.Connecting,
            BackgroundCopyJobState.TransientError,
            HResults.HttpStatus(503),
            1,
            "RemoteFile"));
        log.Add(new(TimeSpan.FromMinutes(9), 0, JobEventKind.Environment, Detail: "NetworkAvailable = False"));
        log.Add(new(
            TimeSpan.FromMinutes(10),
            3,
            JobEventKind.Transition,
            BackgroundCopyJobState.TransientError,
            BackgroundCopyJobState.Queued,
            HResults.HttpStatus(503),
            2,
            "retry"));
        log.Add(new(new TimeSpan(14, 0, 0, 0).Add(TimeSpan.FromTicks(1)), 12345, JobEventKind.Notification, HResult: HResults.E_FAIL, Detail: "JobError"));
        log.Add(new(
            TimeSpan.FromDays(90),
            3,
            JobEventKind.Transition,
            BackgroundCopyJobState.TransientError,
            BackgroundCopyJobState.TransientError,
            HResults.BG_E_NETWORK_DISCONNECTED,
            12961));

        Text(log).Should().Be(string.Join('\n', [
            "+000000.00:00:00.0000000  job 0003  CALL                                                                       Resume",
            "+000000.00:00:00.0000000  job 0003  TRANSITION    Suspended -> Queued",
            "+000000.00:00:00.0000000  job 0003  ATTEMPT                                         attempt 1                  http://example.com/a.bin",
            "+000000.00:00:00.0000000  job 0003  TRANSITION    Connecting -> TransientError      attempt 1      0x801901F7  RemoteFile",
            "+000000.00:09:00.0000000  machine   ENVIRONMENT                                                                NetworkAvailable = False",
            "+000000.00:10:00.0000000  job 0003  TRANSITION    TransientError -> Queued          attempt 2      0x801901F7  retry",
            "+000014.00:00:00.0000001  job 12345  NOTIFICATION                                                   0x80004005  JobError",
            "+000090.00:00:00.0000000  job 0003  TRANSITION    TransientError -> TransientError  attempt 12961  0x80200010",
            ""]));
    }

    [Fact]
    public void ToString_JobCreated_ShowsTheFirstState() =>
        new JobEvent(TimeSpan.Zero, 1, JobEventKind.Transition, To: BackgroundCopyJobState.Suspended).ToString()
            .Should().Be("+000000.00:00:00.0000000  job 0001  TRANSITION     -> Suspended");

    [Fact]
    public void ToString_DetailWithLineEnds_StaysOnOneLine() =>
        new JobEvent(TimeSpan.Zero, 1, JobEventKind.Call, Detail: "DisplayName = a\r\nb\t").ToString()
            .Should().EndWith("DisplayName = a\\u000D\\u000Ab\\u0009").And.NotContain("\n");

    [Fact]
    public void WriteTo_OtherCultureAndOtherLineEnds_WritesTheSameBytes()
    {
        EventLog log = new(isEnabled: true);
        log.Add(new(TimeSpan.FromMilliseconds(1.5), 1, JobEventKind.Attempt, HResult: -1, Attempt: 1));
        string expected = Text(log);
        CultureInfo culture = CultureInfo.CurrentCulture;
        CultureInfo strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NumberDecimalSeparator = ",";
        strange.NumberFormat.NegativeSign = "~";
        strange.DateTimeFormat.TimeSeparator = "-";

        CultureInfo.CurrentCulture = strange;
        string actual = Text(log, "\r\n");
        CultureInfo.CurrentCulture = culture;

        actual.Should().Be(expected).And.EndWith("\n").And.NotContain("\r");
    }

    [Fact]
    public void WriteTo_Null_ThrowsInvalidArgument()
    {
        Action act = () => new EventLog(isEnabled: true).WriteTo(null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("writer").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Add_NotEnabled_RecordsNothing()
    {
        EventLog log = new(isEnabled: false);

        log.Add(new(TimeSpan.Zero, 1, JobEventKind.Call));

        log.IsEnabled.Should().BeFalse();
        log.Events.Should().BeEmpty();
        Text(log).Should().BeEmpty();
    }

    [Fact]
    public void Events_ReadBeforeAnotherIsAdded_DoesNotGrow()
    {
        EventLog log = new(isEnabled: true);
        log.Add(new(TimeSpan.Zero, 1, JobEventKind.Call));
        IReadOnlyList<JobEvent> before = log.Events;

        log.Add(new(TimeSpan.Zero, 2, JobEventKind.Call));

        before.Should().ContainSingle().Which.Job.Should().Be(1);
        log.Events.Select(entry => entry.Job).Should().Equal(1, 2);
    }

    [Fact]
    public void Add_ManyThreads_KeepsEveryEvent()
    {
        EventLog log = new(isEnabled: true);

        Parallel.For(1, 1001, number =>
        {
            log.Add(new(TimeSpan.Zero, number, JobEventKind.Call));
            log.Events.Should().NotBeEmpty();
        });

        log.Events.Select(entry => entry.Job).Order().Should().Equal(Enumerable.Range(1, 1000));
    }

    private static string Text(EventLog log, string newLine = "\n")
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = newLine };
        log.WriteTo(writer);
        return writer.ToString();
    }
}
