using System.Text.Json;
using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>Downloads that are interrupted, and what is done with them while they are.</summary>
public sealed class StoredDownloadTests : StoredDownloadScene
{
    [Fact]
    public async Task Download_Interrupted_GoesOnWithTheSameCommandWhereItStopped()
    {
        (string url, ToolRun first) = await InterruptAsync();

        first.Should().BeEquivalentTo(new { ExitCode = 130, Output = "" });
        long here = Here();
        first.Error.Should().MatchRegex($@"Suspended at {TimeText.Bytes(here)} of 2 MB: bits-retrysim resume [0-9a-f]{{8}} -o {_directory.Path} goes on");
        _directory.Files.Should().HaveCount(2).And.Contain("f.bin.bits").And.ContainMatch("BIT*.tmp");

        ToolRun second = ToolRun.Of("download", url, "-o", _directory.Path);

        second.Should().BeEquivalentTo(new { ExitCode = 0, Output = _directory.NameOf("f.bin") + "\n" });
        TheFileIsThereAndNothingElse();
        _server.Requests.Last(static request => request.Method == "GET").Range.Should().Be($"bytes={here}-{Size - 1}");
    }

    [Fact]
    public async Task Download_Json_TellsThatItIsKept()
    {
        (_, ToolRun run) = await InterruptAsync("--json");

        JsonElement end = JsonDocument.Parse(run.Output).RootElement;
        (end.GetProperty("state").GetString(), end.GetProperty("isKept").GetBoolean(), end.GetProperty("bytes").GetInt64()).Should().Be(("Suspended", true, Here()));
    }

    [Fact]
    public async Task Download_Record_IsWrittenHoweverItEnds_AndCanBePlayed()
    {
        string record = _directory.NameOf("incident.json");
        (string url, ToolRun interrupted) = await InterruptAsync("--record", record);
        interrupted.Error.Should().Contain("Wrote the scenario to");
        ToolRun.OutputOf("simulate", record).Should().Contain("Suspended");

        ToolRun.Of("download", url, "-o", _directory.Path, "--record", record).ExitCode.Should().Be(0);
        ToolRun.OutputOf("simulate", record).Should().Contain("Acknowledged").And.NotContain(_directory.Path);
        (await File.ReadAllTextAsync(record)).Should().Contain("/f.bin").And.NotContain(_directory.Path);

        ToolRun.Of("download", _server.UrlOf("/none"), "-o", _directory.Path, "--record", record).ExitCode.Should().Be(1);
        ToolRun.Of("simulate", record).Output.Should().Contain("404");
    }

    [Fact]
    public void Download_RecordThatCannotBe_IsRefused()
    {
        ToolRun.Of("download", _server.UrlOf("/f"), "-o", _directory.Path, "--record", "-", "--json").Should().BeEquivalentTo(new { ExitCode = 2, Output = "" });
        ToolRun.Of("download", _server.UrlOf("/f"), "-o", _directory.Path, "--record", _directory.NameOf("f")).Error.Should().Contain("name another file for --record");
        ToolRun.Of("download", _server.UrlOf("/f"), "-o", _directory.Path, "--record", _directory.NameOf("f.bits")).ExitCode.Should().Be(2);
    }

    [Fact]
    public async Task Resume_GoesOnAndClearsUp()
    {
        await InterruptAsync();

        ToolRun.Of("resume", IdOfTheOne(), "-o", _directory.Path).Should().BeEquivalentTo(new { ExitCode = 0, Output = _directory.NameOf("f.bin") + "\n" });

        TheFileIsThereAndNothingElse();
    }

    [Fact]
    public async Task List_TellsStateAndBytes_AndChangesNothing()
    {
        await InterruptAsync();
        byte[] before = await File.ReadAllBytesAsync(_directory.NameOf("f.bin.bits"));

        string[] lines = ToolRun.LinesOf("list", "-o", _directory.Path);

        lines[0].Should().MatchRegex("^ ID +State +Here +Of +Name$");
        lines[2].Should().MatchRegex($@"^ [0-9a-f]{{8}}  Suspended  +{TimeText.Bytes(Here())}  2 MB  f\.bin$");
        (await File.ReadAllBytesAsync(_directory.NameOf("f.bin.bits"))).Should().Equal(before);
    }

    [Fact]
    public async Task Status_TellsAllOfIt()
    {
        (string url, _) = await InterruptAsync("--delay", "60", "--timeout", "6h");

        ToolRun.OutputOf("status", IdOfTheOne(), "-o", _directory.Path).Should()
            .Contain(_directory.NameOf("f.bin")).And.Contain("Suspended").And.Contain($"{TimeText.Bytes(Here())} of 2 MB").And.Contain("1 min").And.Contain("after 6 h without progress").And.Contain(url);
        JsonElement job = JsonDocument.Parse(ToolRun.OutputOf("status", IdOfTheOne(), "-o", _directory.Path, "--json")).RootElement;
        (job.GetProperty("retryDelay").GetInt64(), job.GetProperty("noProgressTimeout").GetInt64(), job.GetProperty("files")[0].GetProperty("bytes").GetInt64()).Should().Be((60, 21_600, Here()));
    }

    [Fact]
    public async Task Cancel_RemovesWhatCameAndTheStore()
    {
        await InterruptAsync();

        ToolRun.Of("cancel", IdOfTheOne(), "-o", _directory.Path).Should().BeEquivalentTo(new { ExitCode = 0, Output = "" });

        _directory.Files.Should().BeEmpty();
        ToolRun.Of("list", "-o", _directory.Path).Should().BeEquivalentTo(new { ExitCode = 0, Output = "", Error = "There are no downloads.\n" });
    }

    [Fact]
    public async Task Complete_PutsWholeFilesInPlaceAndGivesUpTheRest()
    {
        string whole = _server.Serve("/whole", ServedFile.Of(1_000));

        (_, ToolRun interrupted) = await InterruptAsync([whole], "--store", _directory.NameOf("jobs.db"));
        string id = ToolRun.LinesOf("list", "--store", _directory.NameOf("jobs.db"))[2].Trim()[..8];
        interrupted.Error.Should().Contain($"bits-retrysim resume {id} --store {_directory.NameOf("jobs.db")} goes on");

        ToolRun.Of("complete", id, "--store", _directory.NameOf("jobs.db")).Should().BeEquivalentTo(new { ExitCode = 0, Output = _directory.NameOf("whole") + "\n" });
        _directory.Files.Should().Equal("jobs.db", "whole");
    }

    [Fact]
    public async Task Suspend_AJobThatWasAtWork_KeepsItThatWay()
    {
        (string url, _) = await InterruptAsync();

        ToolRun run = ToolRun.Of("suspend", IdOfTheOne(), "-o", _directory.Path);

        run.Should().BeEquivalentTo(new { ExitCode = 0, Output = "" });
        run.Error.Should().StartWith("Suspended at ");
        ToolRun.OutputOf("list", "-o", _directory.Path).Should().Contain("Suspended");
        ToolRun.Of("download", url, "-o", _directory.Path).ExitCode.Should().Be(0);
    }

    [Fact]
    public async Task Download_AnotherFileToTheSamePlace_IsToldWhoIsThere()
    {
        await InterruptAsync();
        string other = _server.Serve("/other/f.bin", _file);

        ToolRun.ErrorOf(2, "download", other, "-o", _directory.Path).Should().Contain($"another download goes to {_directory.NameOf("f.bin")}, job {IdOfTheOne()}: ");

        _directory.Files.Should().HaveCount(2);
    }

    [Fact]
    public async Task Download_FailsHalfWay_KeepsWhatCame()
    {
        (string url, _) = await InterruptAsync();
        _server.Serve("/f.bin", _file, Enumerable.Repeat<ServerFault?>(new ServerFault.Status(404), 4).ToArray());

        ToolRun failed = ToolRun.Of("download", url, "-o", _directory.Path);

        failed.Should().BeEquivalentTo(new { ExitCode = 1, Output = "" });
        failed.Error.Should().Contain("HTTP status 404").And.Contain($"What has come is kept, {TimeText.Bytes(Here())} of 2 MB: bits-retrysim resume ");
        ToolRun.OutputOf("status", IdOfTheOne(), "-o", _directory.Path).Should().Contain("HTTP status 404").And.Contain("/f.bin");
        _server.Serve("/f.bin", _file);
        ToolRun.Of("download", url, "-o", _directory.Path).ExitCode.Should().Be(0);
        TheFileIsThereAndNothingElse();
    }

    [Fact]
    public void Resume_TransferredJob_IsCompleted()
    {
        string store = _directory.NameOf("jobs.db");
        Guid id = KeepTransferred(store, static _ => { });

        ToolRun.Of("resume", id.ToString("N"), "--store", store).Should().BeEquivalentTo(new { ExitCode = 0, Output = _directory.NameOf("f.bin") + "\n" });

        _directory.Files.Should().Equal("f.bin", "jobs.db");
    }

    [Fact]
    public void Resume_JobOfAnotherProgram_IsNotCancelledForAnError()
    {
        string store = _directory.NameOf("jobs.db");
        Guid id = Keep(store, _server.UrlOf("/none"), static _ => { });

        ToolRun run = ToolRun.Of("resume", id.ToString("N"), "--store", store);

        run.Should().BeEquivalentTo(new { ExitCode = 1, Output = "" });
        run.Error.Should().Contain($"bits-retrysim resume {id.ToString("N")[..8]} --store {store} goes on");
        ToolRun.OutputOf("status", id.ToString("N"), "--store", store).Should().Contain("Error").And.Contain("HTTP status 404");
    }

    [Fact]
    public void Resume_JobWithoutFiles_IsRefusedInALine()
    {
        string store = _directory.NameOf("jobs.db");
        Guid id = Keep(store, null, static _ => { });

        ToolRun.ErrorOf(2, "resume", id.ToString("N"), "--store", store).Should().Contain("Resume");
    }

    [Fact]
    public async Task Status_OfOneThatWaited_StillHasItsError()
    {
        string store = _directory.NameOf("jobs.db");
        string url = _server.Serve("/f.bin", _file, Enumerable.Repeat<ServerFault?>(new ServerFault.Status(503), 9).ToArray());
        Guid id = Keep(store, url, static _ => { });
        using (SqliteJobStore jobs = new(store))
        using (BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new HttpTransport(), Files = new DiskFiles(), Store = jobs }))
        {
            BackgroundCopyJob job = manager.GetJob(id);
            job.Resume();
            await job.WaitForStateAsync(BackgroundCopyJobState.TransientError).Within();
        }

        ToolRun.OutputOf("status", id.ToString("N"), "--store", store).Should().Contain("Queued").And.Contain("HTTP status 503");
    }

    [Fact]
    public void Download_OverItsOwnStore_IsRefused()
    {
        string[] urls = [_server.Serve("/f.bin", _file), _server.Serve("/f.bin.bits", _file)];

        ToolRun.ErrorOf(2, "download", urls[0], urls[1], "-o", _directory.Path).Should().Contain("f.bin.bits would go where the job itself is kept");

        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task Store_OnUnix_IsTheOwnersAlone()
    {
        await InterruptAsync();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_directory.NameOf("f.bin.bits")).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Store_OfAnother_IsToldAndLeftAlone()
    {
        (string url, _) = await InterruptAsync();
        using SqliteJobStore other = new(_directory.NameOf("f.bin.bits"));

        ToolRun.ErrorOf(2, "download", url, "-o", _directory.Path).Should().Contain("another store has it");
        ToolRun list = ToolRun.Of("list", "-o", _directory.Path);
        list.ExitCode.Should().Be(2);
        list.Error.Should().StartWith("bits-retrysim: ").And.Contain("f.bin.bits").And.Contain("another store has it");
    }

    [Fact]
    public void List_FileThatIsNoStore_IsToldBesideTheOthers()
    {
        File.WriteAllText(_directory.NameOf("song.bits"), new string('x', 5_000));

        ToolRun list = ToolRun.Of("list", "-o", _directory.Path);

        (list.ExitCode, list.Output).Should().Be((2, ""));
        list.Error.Should().Contain("song.bits").And.Contain("no database");
        File.ReadAllText(_directory.NameOf("song.bits")).Should().HaveLength(5_000);
    }

    [Theory]
    [InlineData("there is no file 'jobs.db'", "list", "--store", "jobs.db")]
    [InlineData("there is no directory 'none'", "list", "-o", "none")]
    [InlineData("--store takes the name of a file", "list", "--store", "")]
    [InlineData("there is no job 'f00' here, and no store", "status", "f00")]
    [InlineData("there is no job '-' here", "cancel", "-")]
    public void BadInput_IsRefusedInALine(string expected, params string[] arguments)
    {
        string[] places = arguments.Contains("--store") || arguments.Contains("-o") ? [] : ["-o", _directory.Path];

        ToolRun.ErrorOf(2, [.. arguments, .. places]).Should().Contain(expected);
    }

    [Fact]
    public async Task Id_OfSeveral_IsToldToBeLonger()
    {
        string store = _directory.NameOf("jobs.db");
        using (SqliteJobStore jobs = new(store))
        using (BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions { Transport = new ManualTransport(), Store = jobs, JobIds = number => new Guid(1, 0, (short)number, new byte[8]) }))
        {
            manager.CreateJob("1");
            manager.CreateJob("2");
        }

        await InterruptAsync();
        ToolRun.ErrorOf(2, "cancel", "00000001", "--store", store).Should().Contain("00000001-0000-0001-0000-000000000000 or 00000001-0000-0002-0000-000000000000; say more of the id");
        ToolRun.Of("cancel", "00000001-0000-0002", "--store", store).ExitCode.Should().Be(0);
        ToolRun.LinesOf("list", "--store", store)[2].Should().Contain("(no file)");
    }
}
