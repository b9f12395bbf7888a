using System.Globalization;

namespace Bits.RetrySim.Tests;

public sealed class EventLogTests
{
    [Fact]
    public void WriteTo_OneEventOfEachKind_HasFixedColumns()
    {
        EventLog log = new();
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Call) { Call = JobCall.Resume });
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Transition, BackgroundCopyJobState.Suspended, BackgroundCopyJobState.Queued));
        log.Add(new(TimeSpan.Zero, 3, JobEventKind.Attempt, Attempt: 1) { File = 2, Offset = 1000 });
        log.Add(new(
            TimeSpan.Zero,
            3,
            JobEventKind.Transition,
            BackgroundCopyJobState.TransientError,
            BackgroundCopyJobState.Error,
            HResults.HttpStatus(503),
            1)
        { HasTimedOut = true });
        log.Add(new(TimeSpan.FromMinutes(9), 0, JobEventKind.Environment) { Environment = EnvironmentChange.Block(BlockConditions.Network, holds: true) });
        log.Add(new(new TimeSpan(14, 0, 0, 0).Add(TimeSpan.FromTicks(1)), 12345, JobEventKind.Notification, HResult: HResults.E_FAIL)
        {
            Notification = NotificationKind.JobError,
        });
        log.Add(new(TimeSpan.FromDays(20), 3, JobEventKind.Hint) { Hint = "no such host" });
        log.Add(new(
            TimeSpan.FromDays(90),
            3,
            JobEventKind.Transition,
            BackgroundCopyJobState.TransientError,
            BackgroundCopyJobState.TransientError,
            HResults.BG_E_NETWORK_DISCONNECTED,
            12961));

        log.Text().Should().Be(string.Join('\n', [
            "+000000.00:00:00.0000000  job 0003  CALL                                                                       Resume",
            "+000000.00:00:00.0000000  job 0003  TRANSITION    Suspended -> Queued",
            "+000000.00:00:00.0000000  job 0003  ATTEMPT                                         attempt 1                  file 2 from byte 1000",
            "+000000.00:00:00.0000000  job 0003  TRANSITION    TransientError -> Error           attempt 1      0x801901F7  no progress in time",
            "+000000.00:09:00.0000000  machine   ENVIRONMENT                                                                Network block begins",
            "+000014.00:00:00.0000001  job 12345  NOTIFICATION                                                   0x80004005  JobError",
            "+000020.00:00:00.0000000  job 0003  HINT                                                                       no such host",
            "+000090.00:00:00.0000000  job 0003  TRANSITION    TransientError -> TransientError  attempt 12961  0x80200010",
            ""]));
    }

    [Fact]
    public void ToString_DetailWithLineEnds_StaysOnOneLine() =>
        new JobEvent(TimeSpan.Zero, 1, JobEventKind.Call) { Call = JobCall.SetDescription, Argument = "a\r\nb\t" }.ToString()
            .Should().EndWith("SetDescription a\\u000D\\u000Ab\\u0009").And.NotContain("\n");

    [Fact]
    public void WriteTo_OtherCultureAndOtherLineEnds_WritesTheSameBytes()
    {
        EventLog log = new();
        log.Add(new(TimeSpan.FromMilliseconds(1.5), 1, JobEventKind.Attempt, HResult: -1, Attempt: 1) { Manager = 2, File = 1, Offset = -5 });
        log.Join();
        log.Join();
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
        Action act = () => new EventLog().WriteTo(null!);

        act.Should().Throw<ArgumentNullException>().WithParameterName("writer").Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void Add_LogThatKeepsNone_KeepsNothing()
    {
        EventLog log = new(capacity: 0);

        log.Add(Call(1));

        log.IsEnabled.Should().BeFalse();
        log.Wants.Should().BeFalse();
        log.Events.Should().BeEmpty();
        log.Text().Should().BeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    public void Add_MoreThanALogKeeps_ForgetsTheFirst(int capacity)
    {
        EventLog log = new(capacity);
        for (int number = 1; number <= 100; number++)
        {
            log.Add(Call(number));

            log.Events.Select(entry => entry.Job).Should().Equal(Enumerable.Range(Math.Max(1, number - capacity + 1), Math.Min(number, capacity)));
        }
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(5)]
    public void Events_ReadBeforeOthersAreAdded_DoNotChange(int capacity)
    {
        EventLog log = new(capacity);
        List<(IReadOnlyList<JobEvent> Events, int[] Jobs)> views = [];
        for (int number = 1; number <= 100; number++)
        {
            views.Add((log.Events, [.. log.Events.Select(entry => entry.Job)]));
            log.Add(Call(number));
        }

        views.Should().OnlyContain(view => view.Events.Select(entry => entry.Job).SequenceEqual(view.Jobs));
        views[^1].Events.Invoking(events => events[views[^1].Jobs.Length]).Should().Throw<ArgumentOutOfRangeException>("what came later is not seen");
    }

    [Fact]
    public void Events_OfALongLog_AreNotCopied()
    {
        EventLog log = new();
        for (int number = 1; number <= 10_000; number++)
        {
            log.Add(Call(number));
        }

        int count = 0;
        long bytes = Allocated.By(() => count = log.Events.Count);

        bytes.Should().BeLessThan(200);
        count.Should().Be(10_000);
    }

    [Fact]
    public void Add_ManyThreads_KeepsEveryEvent()
    {
        EventLog log = new();

        Parallel.For(1, 1001, number =>
        {
            log.Add(Call(number));
            log.Events.Should().NotBeEmpty();
        });

        log.Events.Select(entry => entry.Job).Order().Should().Equal(Enumerable.Range(1, 1000));
    }

    private static JobEvent Call(int job) => new(TimeSpan.Zero, job, JobEventKind.Call) { Call = JobCall.Resume };

    private static string Text(EventLog log, string newLine = "\n")
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = newLine };
        log.WriteTo(writer);
        return writer.ToString();
    }
}
