using System.Globalization;
using System.Reflection;

namespace Bits.RetrySim.Tests;

/// <summary>What objects print as, and what a failing test can show.</summary>
public sealed class TextsForPeopleTests : IDisposable
{
    private const string Url = "https://alice:hunter2@cdn.example/a?sig=hunter2";

    private readonly BitsSimulation _bits = new(start: new DateTimeOffset(2026, 3, 29, 0, 30, 0, TimeSpan.Zero));

    public void Dispose() => _bits.Dispose();

    [Fact]
    public void ToString_Job_TellsNamePercentStateAndStatus()
    {
        BackgroundCopyJob job = HalfWay();

        job.ToString().Should().Be($"Job 1 \"update\", 50 %, Transferring: {job.RetryStatus}");
    }

    [Fact]
    public void ToString_JobWithoutNameOrSize_LeavesThemOut()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("");
        job.AddFile(Url, "/a");

        job.ToString().Should().Be($"Job 1, Suspended: {job.RetryStatus}");
    }

    [Fact]
    public void ToString_File_TellsNamesAndBytesAndNoSecret()
    {
        BackgroundCopyJob job = HalfWay();
        string halfWay = job.Files[0].ToString();
        _bits.Clock.Advance(TimeSpan.FromMinutes(1));
        job.Complete();

        halfWay.Should().Be(@"https://...@cdn.example/a?... to C:\a: 30000 of 60000 bytes, 50 %");
        job.Files[0].ToString().Should().Be(@"https://...@cdn.example/a?... to C:\a: 60000 of 60000 bytes, 100 %, in its place");
        _bits.Manager.CreateJob("x").AddFile("https://cdn.example/b", "/b").ToString()
            .Should().Be("https://cdn.example/b to /b: 0 of an unknown number of bytes");
    }

    [Fact]
    public void ToString_Error_TellsWhatAndWhere()
    {
        _bits.Network.Host("cdn.example").Fails(503);
        BackgroundCopyJob job = Resumed();
        _bits.Clock.Advance(TimeSpan.Zero);

        job.Error!.ToString().Should().Be("HTTP status 503: Service Unavailable. (BG_E_HTTP_ERROR_503 0x801901F7, RemoteFile)");
    }

    [Fact]
    public void ToString_Manager_CountsJobsByState()
    {
        string none = _bits.Manager.ToString();
        HalfWay();
        _bits.Manager.CreateJob("a");
        _bits.Manager.CreateJob("b");
        string some = _bits.Manager.ToString();
        _bits.Dispose();

        none.Should().Be("+00:00:00: no jobs");
        some.Should().Be("+00:00:30: 1 Transferring, 2 Suspended");
        _bits.Manager.ToString().Should().StartWith("+00:00:30: ", "what is disposed can still be printed");
    }

    [Fact]
    public void ToString_Clock_TellsBothTimes()
    {
        _bits.Clock.Advance(TimeSpan.FromSeconds(1.5));
        _bits.Clock.StepSystemTime(TimeSpan.FromHours(1));

        _bits.Clock.ToString().Should().Be("+00:00:01.5000000, 2026-03-29T01:30:01.5Z");
    }

    [Fact]
    public void ToString_EventLog_TellsHowManyAndFromWhenToWhen()
    {
        string none = _bits.EventLog.ToString();
        HalfWay();

        none.Should().Be("no events");
        _bits.EventLog.ToString().Should().Be($"{_bits.EventLog.Events.Count} events, +00:00:00 to {_bits.EventLog.Events[^1].Instant.ToString("c").Insert(0, "+")}");
        new EventLog(0).ToString().Should().Be("keeps no events");
    }

    [Fact]
    public void ToString_Timeline_IsItsTable()
    {
        HalfWay();
        using StringWriter text = new();
        _bits.Timeline().WriteText(text);

        _bits.Timeline().ToString().Should().Be(text.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("A <title>")]
    public void ToSvg_Timeline_IsItsPicture(string? title)
    {
        HalfWay();
        using StringWriter picture = new();
        _bits.Timeline().WriteSvg(picture, title);

        _bits.Timeline().ToSvg(title).Should().Be(picture.ToString()).And.StartWith("<svg");
    }

    [Fact]
    public void WriteTo_JobUnderWay_WritesClockJobTimelineAndEvents()
    {
        BackgroundCopyJob job = HalfWay();

        string text = Written(_bits);

        text.Should().StartWith($"{_bits.Clock}\n{job}\n\n{_bits.Timeline()}\nEvents:\n{_bits.EventLog.Events[0]}\n").And.EndWith($"{_bits.EventLog.Events[^1]}\n");
        text.Should().NotContain("\r").And.NotContainAny("alice", "hunter2");
    }

    [Fact]
    public void WriteTo_DisposedOrNothingRecorded_WritesWhatThereIs()
    {
        using BitsSimulation silent = new(options => options.RecordEvents = false);
        silent.Manager.CreateJob("quiet");
        HalfWay();
        string before = Written(_bits);
        _bits.Dispose();

        Written(silent).Should().Be($"{silent.Clock}\n{silent.Manager.EnumJobs()[0]}\n");
        Written(_bits).Should().EndWith(before[before.IndexOf("Events:", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void WriteTo_LogThatForgets_LeavesTheTimelineOut()
    {
        using BitsSimulation bits = new(options => options.EventLog = new EventLog(2));
        bits.Manager.CreateJob("a").AddFile("https://cdn.example/a", "/a");
        bits.Manager.EnumJobs()[0].Cancel();

        Written(bits).Split('\n').Should().HaveCount(6).And.Contain("Events:");
    }

    [Fact]
    public void WriteTo_VeryMuch_WritesTheLastOfIt()
    {
        using BitsSimulation bits = new(options => options.Policy = new GroupPolicy { MaxJobsPerUser = 1000, MaxJobsPerMachine = 1000 });
        for (int i = 0; i < 600; i++)
        {
            bits.Manager.CreateJob("a");
        }

        Written(bits).Should().Contain("And 570 more jobs.\n").And.Contain("The last 500 of 600 events:\n");
    }

    [Fact]
    public void ToString_RecordsWithTimes_AreInvariantAndIso()
    {
        SimulationScript script = SimulationScript.Parse(
            """
            {
              "name": "n", "start": "2026-03-29T00:30:00Z", "runFor": 60,
              "network": { "hosts": { "h": { "resources": { "/a?sig=hunter2": {
                "size": 1, "lastModified": "2021-06-08T09:47:00Z", "changes": [ { "at": 5, "size": 2, "lastModified": "2022-06-08T09:47:00Z" } ] } } } } }
            }
            """);
        SimulationScriptResource resource = script.Network.Hosts[0].Resources[0];

        string[] Texts() => [script.ToString(), resource.ToString(), resource.Changes[0].ToString()];
        string[] invariant = Texts();
        string[] arabic = InCulture("ar-SA", Texts);

        arabic.Should().Equal(invariant);
        invariant[0].Should().Contain("Start = 2026-03-29T00:30:00.0000000+00:00").And.Contain("RunFor = 00:01:00");
        invariant[1].Should().Contain("LastModified = 2021-06-08T09:47:00.0000000+00:00").And.NotContain("hunter2");
        invariant[2].Should().Be("SimulationScriptFileChange { At = 00:00:05, Size = 2, LastModified = 2022-06-08T09:47:00.0000000+00:00, Tag =  }");
    }

    /// <summary>A record with a date prints it as the culture has it, unless somebody writes how.</summary>
    [Fact]
    public void Records_WithDates_SayHowTheyPrint() =>
        typeof(BitsSimulation).Assembly.GetExportedTypes()
            .Where(type => type.GetProperties().Any(property => (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType) == typeof(DateTimeOffset)))
            .Select(type => type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .OfType<MethodInfo>()
            .Where(method => method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
            .Should().BeEmpty();

    [Fact]
    public void ToString_EverythingInAnotherCulture_IsTheSame()
    {
        BackgroundCopyJob job = HalfWay();
        string[] Texts() =>
            [job.ToString(), job.Files[0].ToString(), _bits.Manager.ToString(), _bits.Clock.ToString(), _bits.EventLog.ToString(), Written(_bits), _bits.Timeline().ToSvg()];

        InCulture("fa-IR", Texts).Should().Equal(InCulture("", Texts));
    }

    private static string Written(BitsSimulation bits)
    {
        using StringWriter text = new();
        bits.WriteTo(text);
        return text.ToString();
    }

    private static T InCulture<T>(string name, Func<T> act)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
        try
        {
            return act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private BackgroundCopyJob HalfWay()
    {
        _bits.Network.BitsPerSecond = 8_000;
        _bits.Network.Host("cdn.example").Resource("/a", 60_000);
        BackgroundCopyJob job = Resumed();
        _bits.Clock.Advance(TimeSpan.FromSeconds(30));
        return job;
    }

    private BackgroundCopyJob Resumed()
    {
        BackgroundCopyJob job = _bits.Manager.CreateJob("update");
        job.AddFile(Url, @"C:\a");
        job.Resume();
        return job;
    }
}
