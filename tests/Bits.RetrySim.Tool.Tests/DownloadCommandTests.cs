using System.Security.Cryptography;
using System.Text.Json;
using Bits.RetrySim.Tests;

namespace Bits.RetrySim.Tool.Tests;

/// <summary><c>download</c>, from a server on this machine.</summary>
public sealed class DownloadCommandTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ServedFile _file = ServedFile.Of(200_000);
    private FaultServer _server = null!;

    public async Task InitializeAsync() => _server = await FaultServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public void Download_File_LiesInTheDirectoryAndIsNamed()
    {
        string url = _server.Serve("/a b.bin", _file);

        (int code, string output, string error) = ToolRun.Of("download", url, "-o", _directory.Path);

        (code, output).Should().Be((0, _directory.NameOf("a b.bin") + "\n"));
        error.Should().EndWith("Transferred\n").And.NotContain(url);
        _directory.Files.Should().Equal("a b.bin");
        File.ReadAllBytes(_directory.NameOf("a b.bin")).Should().Equal(_file.Content);
    }

    [Fact]
    public void Download_OneOfTwoIsMissing_KeepsTheOtherAndFails()
    {
        string first = _server.Serve("/1", _file);

        (int code, string output, string error) = ToolRun.Of("download", first, _server.UrlOf("/2"), "-o", _directory.Path);

        (code, output).Should().Be((1, _directory.NameOf("1") + "\n"));
        error.Should().Contain("/2: HTTP status 404").And.Contain("0x80190194");
        _directory.Files.Should().Equal("1");
    }

    [Fact]
    public void Download_NothingCame_LeavesNothing()
    {
        (int code, string output, _) = ToolRun.Of("download", _server.UrlOf("/none"), "-o", _directory.Path);

        (code, output).Should().Be((1, ""));
        _directory.Files.Should().BeEmpty();
    }

    [Fact]
    public void Download_ServerWithoutRanges_IsToldWhatHelps()
    {
        ServerFault whole = new ServerFault.IgnoreRange();

        (int code, _, string error) = ToolRun.Of("download", _server.Serve("/f", _file, [.. Enumerable.Repeat(whole, 8)]), "-o", _directory.Path);

        code.Should().Be(1);
        error.Should().Contain("0x80200013").And.Contain("--priority foreground");
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void Download_Hash_IsCheckedBeforeTheFileAppears(bool isRight, int expected)
    {
        string hash = Convert.ToHexString(SHA256.HashData(isRight ? _file.Content : []));

        (int code, _, string error) = ToolRun.Of("download", _server.Serve("/f", _file), "-o", _directory.Path, "--sha256", hash);

        code.Should().Be(expected, error);
        _directory.Files.Should().HaveCount(isRight ? 1 : 0);
    }

    [Fact]
    public void Download_Json_TellsTheEndAndNothingElse()
    {
        (int code, string output, string error) = ToolRun.Of("download", _server.Serve("/f", _file), "-o", _directory.Path, "--json");

        (code, error).Should().Be((0, ""));
        JsonElement end = JsonDocument.Parse(output).RootElement;
        (end.GetProperty("state").GetString(), end.GetProperty("bytes").GetInt64(), end.GetProperty("files")[0].GetProperty("isWhole").GetBoolean())
            .Should().Be(("Transferred", 200_000, true));
    }

    [Fact]
    public void Download_Header_IsSentAndNeverShown()
    {
        (int code, string output, string error) = ToolRun.Of("download", _server.Serve("/f", _file), "-o", _directory.Path, "-H", "X-Key: secret", "--header", "X-Two: 2");

        code.Should().Be(0);
        _server.Requests.Should().OnlyContain(request => request.Headers["X-Key"] == "secret" && request.Headers["X-Two"] == "2");
        (output + error).Should().NotContain("secret");
    }

    [Theory]
    [InlineData("--sha256 takes 64 hexadecimal digits", "http://h/f", "--sha256", "12")]
    [InlineData("the hash of one file", "http://h/f", "http://h/g", "--sha256", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("would go to f", "http://h/f", "http://g/f")]
    [InlineData("--limit-rate limits background jobs", "http://h/f", "--limit-rate", "1M", "--priority", "foreground")]
    [InlineData("is no rate", "http://h/f", "--limit-rate", "fast")]
    [InlineData("must be an http or https URL", "h/f")]
    [InlineData("is not a header", "http://h/f", "--header", "hunter2")]
    public void Download_BadInput_IsRefusedInALine(string expected, params string[] arguments)
    {
        (int code, string output, string error) = ToolRun.Of(["download", .. arguments, "-o", _directory.Path]);

        (code, output).Should().Be((2, ""));
        error.Should().StartWith("bits-retrysim: ").And.Contain(expected).And.NotContain("hunter2");
        error.TrimEnd('\n').Should().NotContain("\n");
    }

    [Theory]
    [InlineData("http://h/../../etc/passwd", "passwd")]
    [InlineData("http://h/%2e%2e%2f%2e%2e%2fevil", "_.._evil")]
    [InlineData("http://h/", "download")]
    [InlineData("http://h/dir/", "dir")]
    [InlineData("mailto:a@h", "download")]
    [InlineData("http://h/nul", "_nul")]
    [InlineData("http://h/Con.txt", "_Con.txt")]
    [InlineData("http://h/console", "console")]
    [InlineData("http://h/a%5Cb%3Ac", "a_b_c")]
    public void In_Url_IsAFileInTheDirectory(string address, string name)
    {
        DownloadTarget target = DownloadTarget.In(_directory.Path, [address]).Should().ContainSingle().Subject;

        (Path.GetDirectoryName(target.Path), target.Name).Should().Be((_directory.Path, name));
    }
}
