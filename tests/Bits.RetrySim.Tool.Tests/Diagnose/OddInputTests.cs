using System.Globalization;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Inputs that are old, broken, large or made to do harm: each is read, or refused in one sentence.</summary>
public sealed class OddInputTests
{
    private const string JobId = "a1c0ffee-0000-4000-8000-000000000077";

    /// <summary>What lies between is longer than the inactivity policy, and the listing shows that the policy was not applied.</summary>
    [Theory]
    [InlineData("Queued")]
    [InlineData("Connecting")]
    [InlineData("Transferring")]
    [InlineData("Suspended")]
    [InlineData("Error")]
    [InlineData("TransientError")]
    [InlineData("Transferred")]
    [InlineData("Acknowledged")]
    [InlineData("Cancelled")]
    [Trait("Rule", "POLICY-1")]
    public void Listing_OfAJobOlderThanTheInactivityPolicy_IsTold(string state) =>
        Sample.DiagnoseText(PropertyList(state, "2025-03-01 08:00:00", "2025-07-01 08:00:00")).Should().StartWith("1 job\n  old: ").And.NotContain("  doubt ");

    [Fact]
    [Trait("Rule", "POLICY-1")]
    public void Listing_OfASuspendedJob_IsCancelledByTheDefaultPolicy() =>
        Sample.DiagnoseText(PropertyList("Suspended", "2025-03-01 08:00:00", "2025-07-01 08:00:00")).Should().Contain("  cancelled   2025-09-29 08:00:00 by the inactivity policy");

    /// <summary>No policy is that long: something happened meanwhile that is not known.</summary>
    [Fact]
    public void Listing_OfAJobOlderThanAnyPolicy_IsDoubted() =>
        Sample.DiagnoseText(PropertyList("Suspended", "2021-03-01 08:00:00", "2025-07-01 08:00:00")).Should()
            .Contain("  doubt       By the rules the job could not have come to what was seen of it at 2025-07-01 08:00:00");

    [Theory]
    [InlineData(4, "complete.")]
    [InlineData(2, "suspended;")]
    [Trait("Rule", "POLICY-1")]
    public void Log_WithAGapLongerThanTheInactivityPolicy_IsTold(int last, string headline)
    {
        string log = Event(3, "2025-01-05T08:00:00Z") + Event(last, "2025-07-05T08:00:00Z");
        using TemporaryFile file = new(log);
        using TemporaryFile scenario = new("");

        Sample.DiagnoseText(log).Should().StartWith($"1 job\n  old: {headline}");
        ToolRun.Of("diagnose", file.Path, "--replay", scenario.Path).ExitCode.Should().BeOneOf(0, 2);
    }

    [Theory]
    [InlineData("""{"EventID":"\ud800"}""")]
    [InlineData("""{"\udc00":1,"EventID":59}""")]
    [InlineData("""[{"JobState":"\ud800"}]""")]
    public void Json_WithHalfACharacter_CannotBeRead(string text) => Refused(text).Should().Contain("JSON objects that could not be read, or broke off: 1; this reads");

    [Fact]
    public void Json_WithHalfACharacterInOneObject_LosesThatOneOnly() =>
        Sample.DiagnoseText(Sample.Text("events.ndjson") + """{"EventID":"\ud800"}""").Should().Contain("Slow but steady").And.Contain("broke off: 1.");

    /// <summary>Dates that mean "never", or lie so late that what BITS does next has no date.</summary>
    [Theory]
    [InlineData("9999-12-31T23:59:59-12:00")]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9990-12-31T23:59:59Z")]
    public void Event_AtTheEndOfTheCalendar_IsPassedBy(string at) =>
        Sample.DiagnoseText(Event(3, "2025-01-05T08:00:00Z") + Event(61, at)).Should().Contain("Passed by: events of which number or time could not be read, 1.");

    [Fact]
    public void Listing_AtTheEndOfTheCalendar_HasNoDates() =>
        Sample.DiagnoseText(PropertyList("TransientError", "9999-12-31 23:59:58", "9999-12-31 23:59:59")).Should().Contain("The input has no dates that could be read.");

    [Fact]
    public void Listing_OfMoreBytesThanThereAre_IsReplayed()
    {
        using TemporaryFile file = new(Sample.Text("german.txt").Replace("BYTES: 1048576", "BYTES: 9223372036854775807", StringComparison.Ordinal));
        using TemporaryFile scenario = new("");

        ToolRun run = ToolRun.Of("diagnose", file.Path, "--replay", scenario.Path);

        run.ExitCode.Should().Be(0, run.Error);
        run.Output.Should().Contain("Nordwind").And.NotContain("9223372036");
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--svg", "x.svg")]
    public void Diagnose_FileWithoutAName_IsAWrongCommandLine(params string[] options) =>
        ToolRun.ErrorOf(2, ["diagnose", "", .. options]).Should().Contain("FILE takes the name of a file, or - for the standard input");

    /// <summary>Each of them took minutes with a reader that looks again and again at what it has seen.</summary>
    public static TheoryData<string> Hostile => new()
    {
        new string('\t', 200_000),
        new string('\n', 200_000) + "x",
        new string(' ', 200_000) + "\nx",
        "JobState : Error\n" + string.Concat(Enumerable.Repeat("  x\n", 225_000)),
        "GUID: {" + JobId + "} DISPLAY: 'a" + new string(' ', 60_000) + "b\nSTATE: ERROR\n",
        "{" + JobId + "} 'a" + new string(' ', 3_000) + "b\n",
        "{" + JobId + "} 'a" + string.Concat(Enumerable.Repeat(" STATE", 20_000)) + "\n",
        string.Concat(Enumerable.Repeat("<Event>", 150_000)),
        "GUID: {" + JobId + "} DISPLAY: 'a'\nSTATE: ERROR\nJOB FILES:\n  " + new string('a', 300_000) + "\n",
        string.Concat(Enumerable.Repeat("1/1/", 50_000)) + new string(' ', 100_000) + "\nJobState : Error\n",
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Hostile))]
    public async Task Diagnose_HostileText_ComesToAnEnd(string text)
    {
        using TemporaryFile file = new(text);

        ToolRun run = await Task.Run(() => ToolRun.Of("diagnose", file.Path));

        run.ExitCode.Should().BeOneOf(0, 2);
        (run.Output + run.Error).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("14/3/2025 11:33:08 μμ")]
    [InlineData("14/03/2025 9:05:00 CH")]
    [InlineData("14/03/2025 12:05:00 م")]
    public void Read_WordThatIsNeitherAmNorPm_IsNoTime(string text)
    {
        DateReader reader = new(text);

        reader.Read(text).Should().BeNull();
        reader.Doubts.Should().ContainSingle().Which.Should().Contain("neither AM nor PM");
    }

    [Theory]
    [InlineData("14.03.2025 11:33:08 UTC", 11, false)]
    [InlineData("14.03.2025 23:33:08 Uhr", 23, true)]
    [InlineData("3/14/2025 11:33:08 PM x", 23, true)]
    public void Read_WordThatLeavesNoDoubt_IsATime(string text, int hour, bool isLocal)
    {
        (DateTimeOffset at, bool local) = new DateReader(text).Read(text)!.Value;

        (at.Hour, local).Should().Be((hour, isLocal));
    }

    /// <summary>Created in winter at UTC+1, failed in summer at UTC+2.</summary>
    [Fact]
    public void ListingAndLog_AcrossSummerTime_HaveTheZoneOfEachDate()
    {
        string log = Event(3, "2025-03-29T09:00:00Z") + Event(1, "2025-03-29T09:00:00Z") + Failure("2025-03-30T09:00:10Z");

        Sample.DiagnoseText(log + Failure("2025-03-30T09:10:10Z")).Should().Contain("Error at");
        Both(PropertyList("TransientError", "2025-03-29 10:00:00", "2025-03-30 11:10:10", 2), log + Failure("2025-03-30T09:10:10Z")).Should()
            .Contain("the next try is due at 2025-03-30 09:20:10 UTC").And.NotContain("10:10:10 UTC");
    }

    /// <summary>The log does not know the later failures, so it does not contradict them.</summary>
    [Fact]
    public void ListingAndLog_ThatEndsBefore_AreJudgedByTheListing() =>
        Both(PropertyList("TransientError", "2025-03-29 10:00:00", "2025-03-29 16:30:00", 4), Event(3, "2025-03-29T09:00:00Z") + Failure("2025-03-29T09:00:10Z")).Should()
            .Contain("  error count 4, fits\n")
            .And.Contain("The log ends at 2025-03-29 09:00:10 UTC, before the job came to what the listing shows")
            .And.Contain("the next try is due about 2025-03-29 16:40:00.")
            .And.NotContain("by the log it is");

    [Theory]
    [InlineData(@"NT AUTHORITY\SYSTEM", "https://system.example/system/local.bin", "https://system.example/system/local.bin")]
    [InlineData(@"NT AUTHORITY\LOCAL SERVICE", "https://cdn.example/local service", "https://cdn.example/local service")]
    [InlineData(@"PC01\alex", "https://alex.example/home/alex/a.bin", "https://alex.example/home/<user>/a.bin")]
    [InlineData(@"PC01\jo", "https://jo.example/~jo/jo.bin", "https://jo.example/~<user>/jo.bin")]
    public void Privacy_Url_MasksUsersAndNobodyElse(string owner, string address, string shown) =>
        new Privacy(showsAll: false, [new ObservedJob(null, "job", null, null) { Owner = owner }]).Url(address).Should().Be(shown);

    [Fact]
    public void Privacy_Text_LeavesSecretsOfAddressesOut() =>
        new Privacy(showsAll: false, []).Text("get https://kim:secret@cdn.example/a?token=4711 now").Should()
            .NotContain("kim").And.NotContain("secret").And.NotContain("4711").And.Contain("cdn.example/a");

    [Fact]
    public void Diagnose_JobThatIsNotThere_NamesNoUser()
    {
        using TemporaryFile file = new(Sample.Text("german.txt").Replace("Nordwind Aktualisierung", "update of berta", StringComparison.Ordinal));

        ToolRun.ErrorOf(2, "diagnose", file.Path, "--job", "nobody").Should().Contain("'update of <user>'").And.NotContain("berta");
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{ not json")]
    [InlineData("[12:00] my download is stuck")]
    [InlineData("Dear support, the log holds an <Event and then it ends")]
    public void Diagnose_InputThatTellsOfNothing_IsRefused(string text) => Refused(text).Should().Contain("this reads bitsadmin /list /verbose");

    private static string Refused(string text)
    {
        using TemporaryFile file = new(text);
        return ToolRun.ErrorOf(2, "diagnose", file.Path);
    }

    private static string Both(string listing, string log) => Sample.Of([System.Text.Encoding.UTF8.GetBytes(listing), System.Text.Encoding.UTF8.GetBytes(log)]).Output;

    private static string PropertyList(string state, string created, string modified, int count = 1) => string.Create(
        CultureInfo.InvariantCulture,
        $"JobId : {JobId}\nDisplayName : old\nJobState : {state}\nRetryInterval : 600\nRetryTimeout : 1209600\nTransientErrorCount : {count}\n"
        + $"InternalErrorCode : -2147012889\nCreationTime : {created}\nModificationTime : {modified}\nFileList : {{https://files.example/pack.cab}}\n");

    private static string Failure(string at) => Event(61, at, """<Data Name="url">https://files.example/pack.cab</Data><Data Name="hr">2147954407</Data><Data Name="bytesTransferred">0</Data>""");

    private static string Event(int number, string at, string data = "") => string.Create(
        CultureInfo.InvariantCulture,
        $$"""<Event><System><Provider Name="Microsoft-Windows-Bits-Client"/><EventID>{{number}}</EventID><TimeCreated SystemTime="{{at}}"/></System><EventData><Data Name="jobTitle">old</Data><Data Name="jobId">{{{JobId}}}</Data>{{data}}</EventData></Event>""") + "\n";
}
