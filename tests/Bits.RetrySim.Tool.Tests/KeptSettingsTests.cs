using System.Security.Cryptography;

namespace Bits.RetrySim.Tool.Tests;

/// <summary>What goes with a download that was interrupted: the hash it has to have, the limit of its rate, and the names of its files.</summary>
public sealed class KeptSettingsTests : StoredDownloadScene
{
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Resume_WithAHash_ChecksItBeforeTheFileAppears(bool isRight, int expected)
    {
        await InterruptAsync("--sha256", Convert.ToHexString(SHA256.HashData(isRight ? _file.Content : [])));

        ToolRun.Of("resume", IdOfTheOne(), "-o", _directory.Path).ExitCode.Should().Be(expected);

        _directory.Files.Contains("f.bin").Should().Be(isRight);
    }

    /// <summary>2 MB at 1 MB/s, of which few are here.</summary>
    [Fact]
    public async Task Resume_WithALimitOfTheRate_KeepsToIt()
    {
        await InterruptAsync("--limit-rate", "1M");
        double left = 2_000_000 - Here();
        long before = TimeProvider.System.GetTimestamp();

        ToolRun.Of("resume", IdOfTheOne(), "-o", _directory.Path).ExitCode.Should().Be(0);

        TimeProvider.System.GetElapsedTime(before).Should().BeGreaterThan(TimeSpan.FromSeconds(0.8 * left / 1_000_000));
    }

    [Fact]
    public async Task Download_LaterFileThatAnotherDownloadHasBegun_IsTold()
    {
        string shared = _server.Serve("/shared", _file);
        await InterruptAsync([shared]);
        string other = _server.Serve("/other", _file);

        ToolRun.ErrorOf(2, "download", other, shared, "-o", _directory.Path).Should().Contain($"another download goes to {_directory.NameOf("shared")}");

        _directory.Files.Should().NotContain(name => name.StartsWith("other", StringComparison.Ordinal) || name.EndsWith(TargetLocks.Extension, StringComparison.Ordinal));
    }

    /// <summary>Whichever of its files it is, and wherever either of the two has its store.</summary>
    [Theory]
    [InlineData("shared")]
    [InlineData("first")]
    public void Download_FileThatAnotherCommandFetches_IsTold(string taken)
    {
        string first = _server.Serve("/first", _file);
        string shared = _server.Serve("/shared", _file);
        using (TargetLocks.Take([_directory.NameOf(taken)]))
        {
            ToolRun.ErrorOf(2, "download", first, shared, "-o", _directory.Path).Should().Contain("another command is fetching");
            ToolRun.ErrorOf(2, "download", first, shared, "-o", _directory.Path, "--store", _directory.NameOf("jobs.db")).Should().Contain("another command is fetching");
        }

        ToolRun.Of("download", first, shared, "-o", _directory.Path).ExitCode.Should().Be(0);

        _directory.Files.Should().Equal("first", "jobs.db", "shared");
    }

    /// <summary>What was begun without a hash, or with another one, is looked at for the one that is given now.</summary>
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Download_AgainWithAHash_ChecksIt(bool isRight, int expected)
    {
        (string url, _) = await InterruptAsync("--sha256", new string('0', 64));

        ToolRun.Of("download", url, "-o", _directory.Path, "--sha256", Convert.ToHexString(SHA256.HashData(isRight ? _file.Content : []))).ExitCode.Should().Be(expected);

        _directory.Files.Contains("f.bin").Should().Be(isRight);
    }

    [Fact]
    public void Download_AHashForAFileThatIsHere_ComesTooLate()
    {
        string store = _directory.NameOf("jobs.db");
        KeepTransferred(store, static _ => { });

        ToolRun.ErrorOf(2, "download", _server.UrlOf("/f.bin"), "-o", _directory.Path, "--store", store, "--sha256", new string('0', 64)).Should().Contain("has arrived");
    }
}
