using System.Text;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Inputs with oddities.</summary>
public sealed class OwnSamplesTests
{
    /// <summary>German dates, UTF-16, an address with a user and a query, two files.</summary>
    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("latin1", false)]
    public void German_InAnyEncoding_IsReadTheSame(string encoding, bool hasMark)
    {
        Encoding written = Encoding.GetEncoding(encoding);
        byte[] input = [.. hasMark ? written.GetPreamble() : [], .. written.GetBytes(Sample.Text("german.txt"))];

        Sample.Of([input]).Output.Should()
            .StartWith("1 job\n  Nordwind Aktualisierung: waits for its retry delay; the next try is due about 2025-03-14 11:35:10.\n")
            .And.Contain("  file        https://cdn.example/n/paket.cab\n              https://cdn.example/n/liste.xml\n")
            .And.Contain("  bytes       1 MB of 21 MB\n")
            .And.Contain("Error between 2025-03-15 11:30:00 and 2025-03-15 11:34:10, if no byte comes: when the first failure without progress was is not told\n")
            .And.Contain("  error count 5, fits\n")
            .And.NotContain("berta").And.NotContain("geheim").And.NotContain("4711");
    }

    /// <summary>One more failure than the delay allows.</summary>
    [Fact]
    public void German_WithAHigherCount_DoesNotFit() =>
        Sample.DiagnoseText(Sample.Text("german.txt").Replace("ERROR COUNT: 5", "ERROR COUNT: 6", StringComparison.Ordinal)).Should()
            .Contain("  error count 6, more than the retry delay allows since the job was created");

    /// <summary>Windows line ends, five states, an inactive job, and a last job that breaks off before its error.</summary>
    [Fact]
    public void SeveralJobs_TheLastCutOff_AreToldOneByOne() =>
        Sample.Diagnose("several-jobs-cut-off.txt").Should()
            .StartWith(
                "5 jobs\n"
                + "  nobody resumed it: suspended; nothing happens until somebody resumes it.\n"
                + "  all here: has everything, and waits to be completed.\n"
                + "  third in line: waits for its turn.\n"
                + "  gone: failed for good; BITS does nothing more by itself.\n"
                + "  cut off: failed, and is tried again.\n")
            .And.Contain("  cancelled   2025-04-02 09:00:00 by the inactivity policy")
            .And.Contain("bitsadmin /complete {c0000000-0000-4000-8000-000000000002}, has to complete it.\n")
            .And.Contain("HTTP status 404: Not Found (0x80190194); fatal: BITS does not retry it\n")
            .And.Contain("retry delay 1 min, no-progress timeout not told, 14 d assumed\n")
            .And.Contain("The input does not tell the error");

    [Fact]
    public void ShortList_HasNoErrors_AndSaysHowToGetThem() =>
        Sample.Diagnose("short-list.txt").Should()
            .StartWith("2 jobs\n  Contoso Component Updater: failed, and is tried again.\n  Fabrikam payload: suspended;")
            .And.Contain("  Note: The listing has neither errors nor times nor settings; bitsadmin /list /allusers /verbose has them.\n")
            .And.Contain("  state       Transient error, since when is not told\n  bytes       13.7 MB of 14.4 MB\n");

    [Fact]
    [Trait("Rule", "RETRY-12")]
    public void GivenUp_AfterFourteenDays_SaysThatTheTimeoutWasOver() =>
        Sample.Diagnose("given-up.txt").Should()
            .StartWith("1 job\n  two weeks of 503: gave up, as no byte had come for the whole no-progress timeout.\n")
            .And.Contain("transient: BITS retried it until the no-progress timeout was over\n")
            .And.Contain("  error count 2017, fits\n");

    /// <summary>A second less, and it cannot have been the timeout.</summary>
    [Fact]
    public void GivenUp_BeforeItsTimeout_IsDoubted() =>
        Sample.DiagnoseText(Sample.Text("given-up.txt").Replace("3/15/2025 8:00:02 AM", "3/15/2025 7:59:59 AM", StringComparison.Ordinal)).Should()
            .StartWith("1 job\n  two weeks of 503: in Error; BITS does nothing more by itself.\n")
            .And.Contain("  doubt       By its settings BITS would have retried; so they were others when it failed");

    /// <summary>A code nobody knows, one that should not be retried, a wrapped value, dates of which nobody can tell day from month.</summary>
    [Fact]
    [Trait("Rule", "ERR-42")]
    public void UnknownCodes_AreJudgedByTheRuleForThem_AndItIsSaid() =>
        Sample.Diagnose("unknown-codes.txt").Should()
            .Contain("  Note: Dates like 3/4/2025 were read as day/month/year; nothing in the input says whether that is right.\n")
            .And.Contain("Error 0x89151199; this code is not known here, and by the rule for such codes fatal: BITS does not retry it\n")
            .And.Contain("https://files.example/a/very/long/path/that/does/not/fit/into/the/width/of/the/window/pack.cab\n")
            .And.Contain("refused, and yet retried: waits for its retry delay; the next try is due about 2025-04-03 14:15:09.\n")
            .And.Contain("counts as fatal here, and yet the job is in Transient error: BITS retries it.\n")
            .And.Contain("  error count 0, does not fit: 1 at least");

    /// <summary>ConvertTo-Json of Windows PowerShell: numbers for states, dates as milliseconds.</summary>
    [Fact]
    [Trait("Rule", "RETRY-14")]
    public void GetBitsTransferJson_Offline_WaitsForTheNetwork() =>
        Sample.Diagnose("get-bitstransfer.json").Should()
            .StartWith("1 job\n  offline since noon: held back, which is no failure; no retry delay runs. No network is connected;")
            .And.Contain("  state       Transient error since 2025-03-14 12:00:00 UTC\n")
            .And.Contain("  file        https://cdn.example/<user>/z.zip\n")
            .And.Contain("  error count 3: of failures before; the block is not counted\n")
            .And.Contain("Connect the computer");

    /// <summary>Export-Csv with a type line, semicolons, and one within a name.</summary>
    [Fact]
    [Trait("Rule", "POLICY-1")]
    public void GetBitsTransferCsv_Forgotten_IsCancelledByThePolicy() =>
        Sample.Diagnose("get-bitstransfer.csv").Should()
            .StartWith("1 job\n  forgotten; for months: suspended; nothing happens until somebody resumes it.\n")
            .And.Contain("  cancelled   2025-04-02 03:04:05 by the inactivity policy");

    /// <summary>A banner, no root, the newest first, an event of somebody else, two jobs, a restart of the service.</summary>
    [Fact]
    [Trait("Rule", "CLOCK-8")]
    public void RestartNewestFirst_IsToldInOrder() =>
        Sample.Diagnose("restart-newest-first.xml").Should()
            .StartWith(
                "2 jobs\n  Restarted updater: complete.\n  Second job: created, and not tried as far as the log goes.\n"
                + "  Note: Passed by: events of other sources than BITS, 1.\n")
            .And.Contain("  error count 3 by the log; the log itself has none\n")
            .And.Contain("retry delay 10 min (read from 2 of 2 gaps)")
            .And.Contain(" 10:20:30.260      10 min                0x80072EE2, before an answer\n 10:25:02.000  4 min 32 s    28 s  2 MB  complete\n")
            .And.Contain(" 2025-03-14 10:25:00.000 to 10:25:02.000 the service started; waiting and running jobs are tried then\n");

    /// <summary>A log that begins in the middle of a job and breaks off in the middle of an event.</summary>
    [Fact]
    public void HalfALog_SaysWhatItDoesNotKnow() =>
        Sample.Diagnose("half-a-log.xml").Should()
            .StartWith("1 job\n  Half a log: waits for its retry delay; the next try is due about 2025-03-14 12:04:10 UTC.\n  Note: Events that could not be read, or broke off: 1.\n")
            .And.Contain("The log begins after the job did; what was before is not known.\n")
            .And.Contain("  bytes       4 MB of 5 MB\n")
            .And.Contain("retry delay 1 min (read from 2 of 2 gaps)");

    /// <summary>A table with the values of an event as JSON in a cell.</summary>
    [Fact]
    [Trait("Rule", "ERR-20")]
    public void EventsCsv_FatalError_IsNotRetried() =>
        Sample.Diagnose("events-with-payload.csv").Should()
            .StartWith("1 job\n  Removed from the server: failed for good; BITS does nothing more by itself.\n")
            .And.Contain("The times of events have no zone and were read as UTC")
            .And.Contain("  state       Error since 2025-03-14 13:00:00 UTC\n")
            .And.Contain("No gap tells the retry delay")
            .And.EndWith(" 13:00:00.400                     HTTP 404\n");

    /// <summary>JSON objects one after the other, with the values of XML attributes apart.</summary>
    [Fact]
    [Trait("Rule", "RETRY-11")]
    public void EventsJson_BytesEachTime_BeginTheNoProgressTimeAnew() =>
        Sample.Diagnose("events.ndjson").Should()
            .StartWith("1 job\n  Slow but steady: waits for its retry delay; the next try is due about 2025-03-14 14:08:00 UTC.\n")
            .And.Contain("  bytes       4 MB of 4 GB\n")
            .And.Contain("the no-progress time runs since 2025-03-14 14:07:00 UTC\n")
            .And.Contain("retry delay 1 min (read from 3 of 3 gaps)");
}
