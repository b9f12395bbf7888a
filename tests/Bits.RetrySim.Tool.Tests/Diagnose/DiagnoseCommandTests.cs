using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>diagnose</c>: its inputs, its options and its forms of output.</summary>
public sealed class DiagnoseCommandTests
{
    public static TheoryData<string> AllSamples => [.. typeof(Sample).Assembly.GetManifestResourceNames().Where(name => name.StartsWith("sample/", StringComparison.Ordinal)).Select(name => name["sample/".Length..])];

    [Fact]
    public void Diagnose_StandardInput_IsReadLikeAFile()
    {
        using StringWriter output = new() { NewLine = "\n" };
        Terminal terminal = new(ToolRun.Piped(output), ToolRun.Piped(output), () => new MemoryStream(Encoding.UTF8.GetBytes(Sample.Text("german.txt"))));

        CommandLine.Run(["diagnose", "-"], terminal).Should().Be(0);

        output.ToString().Should().Be(Sample.Diagnose("german.txt"));
    }

    [Theory]
    [InlineData("", "is empty; this reads bitsadmin /list /verbose")]
    [InlineData(" \r\n\t", "is empty")]
    [InlineData("Dear support,\nmy download is stuck.\n", "is nothing that is known here; this reads")]
    [InlineData("JobId      DisplayName TransferType JobState OwnerAccount\n-----  ---\n", "it looks like a table, which leaves out what matters; write it with Get-BitsTransfer -AllUsers | Format-List *")]
    [InlineData("MZ\0\u0001\u0002 and so on, for a while", "is a binary file")]
    public void Diagnose_InputThatIsNone_IsToldInOneSentence(string text, string message)
    {
        using TemporaryFile file = new(text);

        ToolRun.ErrorOf(2, "diagnose", file.Path).Should().Contain(message);
    }

    [Fact]
    public void Diagnose_Evtx_SaysHowToExportIt()
    {
        using TemporaryFile file = new("ElfFile\0 and what follows");

        ToolRun.ErrorOf(2, "diagnose", file.Path).Should()
            .Contain($"is an EVTX file, which only Windows reads; export it there: wevtutil qe \"{file.Path}\" /lf:true /f:xml /uni:true > events.xml");
    }

    [Fact]
    public void Diagnose_Directory_IsToldInOneSentence() => ToolRun.ErrorOf(2, "diagnose", Path.GetTempPath()).Should().Contain("is a directory; name the files in it.");

    [Theory]
    [InlineData("--svg", "<svg")]
    [InlineData("--replay", "//")]
    public void Diagnose_ToTheStandardOutput_PrintsNothingElse(string option, string begin)
    {
        using TemporaryFile events = new(Sample.Text("bits-client-events.xml"));

        ToolRun run = ToolRun.Of("diagnose", events.Path, option, "-");

        run.ExitCode.Should().Be(0);
        run.Output.Should().StartWith(begin).And.NotContain("1 job\n");
        ToolRun.ErrorOf(2, "diagnose", events.Path, option, "-", "--json").Should().Contain("each want the output for themselves");
    }

    [Fact]
    public void Diagnose_NoSuchFile_IsAnError() => ToolRun.ErrorOf(2, "diagnose", "no-such.txt").Should().Contain("there is no file 'no-such.txt'.");

    [Fact]
    public void Diagnose_NoFile_IsAWrongCommandLine() => ToolRun.ErrorOf(2, "diagnose").Should().Contain("See bits-retrysim diagnose --help.");

    [Theory]
    [InlineData("--jsn", "did you mean '--json'?")]
    [InlineData("--shownames", "did you mean '--show-names'?")]
    public void Diagnose_MistypedOption_IsNoFile(string option, string message) => ToolRun.ErrorOf(2, "diagnose", option, "x.txt").Should().Contain(message);

    [Fact]
    public void Diagnose_EmptyListing_TellsOfNoJob() =>
        Sample.DiagnoseText("BITSADMIN version 3.0\nBITS administration utility.\n\nListed 0 job(s).\n").Should().Be("The input tells of no job.\n");

    [Theory]
    [InlineData("--svg")]
    [InlineData("--replay")]
    public void Diagnose_OutputOverItsInput_IsRefused(string option)
    {
        using TemporaryFile file = new(Sample.Text("given-up.txt"));

        ToolRun.ErrorOf(2, "diagnose", file.Path, option, file.Path).Should().Contain("is read here, and would be overwritten; name another file to write.");

        File.ReadAllText(file.Path).Should().Be(Sample.Text("given-up.txt"));
    }

    [Fact]
    public void Diagnose_TwoOutputsInOneFile_AreRefused()
    {
        using TemporaryFile file = new(Sample.Text("given-up.txt"));

        ToolRun.ErrorOf(2, "diagnose", file.Path, "--svg", "x.out", "--replay", "x.out").Should().Contain("--svg and --replay name the same file; name two.");
    }

    [Theory]
    [InlineData("gone", 1)]
    [InlineData("C0000000-0000-4000-8000-000000000002", 1)]
    [InlineData("O", 3)]
    public void Diagnose_Job_TakesThoseWithTheIdOrTheText(string text, int count) =>
        Sample.DiagnoseText(Sample.Text("several-jobs-cut-off.txt"), "--job", text).Should().StartWith(count == 1 ? "1 job\n" : "3 jobs\n");

    [Fact]
    public void Diagnose_JobThatIsNotThere_NamesThoseThatAre()
    {
        using TemporaryFile file = new(Sample.Text("short-list.txt"));

        ToolRun.ErrorOf(2, "diagnose", file.Path, "--job", "nobody").Should()
            .Contain("no job is called 'nobody'; there are 'Contoso Component Updater', 'Fabrikam payload'.");
    }

    [Fact]
    public void Diagnose_ShowNames_ShowsOwnersAndQueries() =>
        Sample.DiagnoseText(Sample.Text("german.txt"), "--show-names").Should()
            .Contain("https://berta:geheim@cdn.example/n/paket.cab?token=4711\n").And.Contain("  owner       NORDWIND\\berta\n");

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void Diagnose_WithoutShowNames_NamesNobody(string sample)
    {
        string[] forms = [Sample.Diagnose(sample), Sample.DiagnoseText(Sample.Text(sample), "--json")];

        forms.Should().OnlyContain(form => !form.Contains("alex") && !form.Contains("berta") && !form.Contains("build01") && !form.Contains("kim/")
            && !form.Contains("lou") && !form.Contains("token") && !form.Contains('?'));
    }

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void Diagnose_InAPipe_IsPlainAscii(string sample) => Sample.Diagnose(sample).Should().MatchRegex(@"^[\n\x20-\x7E]*$").And.NotMatchRegex(@"[ \t]+\n");

    /// <summary>No line is wider than the terminal but those that hold one long word; what goes on does so under its own beginning.</summary>
    [Theory]
    [MemberData(nameof(AllSamples))]
    public void Diagnose_InATerminal_FitsInto80Columns(string sample)
    {
        string[] lines = Sample.DiagnoseInATerminal(sample).Split('\n');

        lines.Should().NotContain(line => line.Length >= 80 && line.Trim().Contains(' '));
        lines.Should().NotContain(line => line.Length > 0 && line[0] != ' ' && line.Contains(", ") && !line.EndsWith('}'), "no sentence begins again at the margin");
    }

    [Theory]
    [MemberData(nameof(AllSamples))]
    public void Diagnose_Json_IsOneObject(string sample)
    {
        using JsonDocument document = JsonDocument.Parse(Sample.DiagnoseText(Sample.Text(sample), "--json"));

        document.RootElement.GetProperty("jobs").EnumerateArray().Should().NotBeEmpty()
            .And.OnlyContain(job => job.GetProperty("headline").GetString()!.EndsWith('.'));
    }

    [Fact]
    public void Diagnose_Json_HasTheInstantsExactly()
    {
        using JsonDocument document = JsonDocument.Parse(Sample.DiagnoseText(Sample.Text("bits-client-events.xml"), "--json"));
        JsonElement job = document.RootElement.GetProperty("jobs")[0];

        job.GetProperty("state").GetString().Should().Be("TransientError");
        job.GetProperty("waitsFor").GetString().Should().Be("WaitingForRetryDelay");
        job.GetProperty("hresult").GetString().Should().Be("0x80072EE7");
        job.GetProperty("errorClass").GetString().Should().Be("Transient");
        job.GetProperty("nextAttempt").GetString().Should().Be("2025-03-14T09:05:27.01Z");
        job.GetProperty("noProgressSince").GetString().Should().Be("2025-03-14T09:03:26.464Z");
        job.GetProperty("minimumRetryDelay").GetDouble().Should().Be(60);
        job.GetProperty("noProgressTimeout").ValueKind.Should().Be(JsonValueKind.Null, "the log does not tell it");
        job.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("immediateRetry").GetBoolean()).Should().Equal(false, true, false);
        job.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("reachedServer").GetBoolean()).Should().Equal(true, true, false);
    }

    /// <summary>The picture is that of the library, with as many lanes as there are jobs of which enough is known.</summary>
    [Theory]
    [InlineData("bits-client-events.xml", 1, "Contoso Component Updater")]
    [InlineData("bitsadmin-verbose.txt", 1, "Contoso app update from 2025-03-14 11:33:58 on, if nothing changes")]
    [InlineData("bitsadmin-verbose.txt", 1, "no background work")]
    [InlineData("several-jobs-cut-off.txt", 3, "gone from 2025-03-13 09:20:01 on, if nothing changes")]
    public void Diagnose_Svg_DrawsEveryJob(string sample, int pictures, string text)
    {
        using TemporaryFile picture = new("what was there before");

        ToolRun run = Sample.Of([Encoding.UTF8.GetBytes(Sample.Text(sample))], "--svg", picture.Path);

        run.Error.Should().Be($"Wrote the picture to {picture.Path}.\n");
        XElement root = XDocument.Load(picture.Path).Root!;
        root.DescendantsAndSelf().Count(element => element.Name.LocalName == "svg" && element.Attribute("class")?.Value == "jobtimeline").Should().Be(pictures);
        root.Value.Should().Contain(text);
    }

    [Fact]
    public void Diagnose_SvgOfNothing_IsToldInOneSentence()
    {
        using TemporaryFile file = new("Listed 0 job(s).\n");
        using TemporaryFile picture = new("");

        ToolRun run = ToolRun.Of("diagnose", file.Path, "--svg", picture.Path);

        run.ExitCode.Should().Be(2);
        run.Error.Should().Be("bits-retrysim: too little is known of every job to draw anything.\n");
    }

    /// <summary>Every example of the help is a command that works, where its files are there.</summary>
    [Fact]
    public void Examples_Work()
    {
        string[] examples = [.. ToolRun.LinesOf("diagnose", "--help").SkipWhile(line => line != "Examples:").Skip(1).TakeWhile(line => line.Length > 0)];
        using TemporaryFile jobs = new(Sample.Text("merged-listing.txt") + Sample.Text("bitsadmin-verbose.txt"));
        using TemporaryFile events = new(Sample.Text("bits-client-events.xml"));
        using TemporaryFile picture = new("");
        using TemporaryFile scenario = new("");
        Dictionary<string, string> files = new() { ["jobs.txt"] = jobs.Path, ["events.xml"] = events.Path, ["history.svg"] = picture.Path, ["incident.json"] = scenario.Path };

        examples.Should().HaveCount(5);
        foreach (string example in examples)
        {
            string command = example[(example.IndexOf("bits-retrysim ", StringComparison.Ordinal) + "bits-retrysim ".Length)..].Replace("\"Contoso app update\"", "Contoso", StringComparison.Ordinal);
            using StringWriter output = new() { NewLine = "\n" };
            using StringWriter error = new() { NewLine = "\n" };
            Terminal terminal = new(ToolRun.Piped(output), ToolRun.Piped(error), () => File.OpenRead(jobs.Path));
            CommandLine.Run([.. command.Split(' ').Select(word => files.GetValueOrDefault(word, word))], terminal).Should().Be(0, error.ToString());
            output.ToString().Should().Contain("Contoso");
        }

        File.ReadAllText(picture.Path).Should().StartWith("<svg");
        ToolRun.OutputOf("simulate", scenario.Path).Should().Contain("3 attempts, 3 failed");
    }
}
