namespace Bits.RetrySim.Tests;

[Trait("Rule", "FILE-4")]
[Trait("Rule", "FILE-6")]
public sealed class RemoteNameTests
{
    [Theory]
    [InlineData("http://server/file.bin")]
    [InlineData("HTTPS://server.example:8443/a/b%20c/file.bin?version=*&x=1#part")]
    [InlineData("http://user:secret@server/file.bin")]
    [InlineData("http://[::1]:8080/file.bin")]
    [InlineData("http://server")]
    [InlineData("http://server/directory/")]
    [InlineData(@"\\server\share\file.bin")]
    [InlineData(@"\\server\share\directory/file.bin")]
    [InlineData("file://server/share/file.bin")]
    [InlineData("file:////server/share/file.bin")]
    [InlineData("file:///C:/directory/file.bin")]
    [InlineData("file://C:/directory/file.bin")]
    [InlineData(@"file:///c:\directory\file.bin")]
    [InlineData(@"C:\directory\file.bin")]
    [InlineData("d:/file")]
    public void CheckRemoteName_HttpShareOrDrive_IsAccepted(string name) => Check(name).Should().NotThrow();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("file.bin", "http or https URL")]
    [InlineData("ftp://server/file.bin", "http or https URL")]
    [InlineData("http:/server/file.bin", "http or https URL")]
    [InlineData("httpx://server/file.bin", "http or https URL")]
    [InlineData(@"C:file.bin", "http or https URL")]
    [InlineData(@"C:\directory\*.bin", "wildcards")]
    [InlineData(@"C:\directory\", "not a directory")]
    [InlineData(@"file:///C:/directory/", "not a directory")]
    [InlineData(@"C:\file.bin:stream", "NTFS stream")]
    [InlineData(@"C:\..\file.bin", "segments . and ..")]
    [InlineData("file:///directory/sub/file.bin", "a server or a drive")]
    [InlineData("/directory/file.bin", "http or https URL")]
    [InlineData("//server/share/file.bin", "http or https URL")]
    [InlineData(" http://server/file.bin", "http or https URL")]
    [InlineData("http://", "host")]
    [InlineData("http:///file.bin", "host")]
    [InlineData("http://server:99999/file.bin", "port")]
    [InlineData("http://ser ver/file.bin", "host")]
    [InlineData("http://server/*.bin", "wildcards")]
    [InlineData("http://*.example/file.bin", "wildcards")]
    [InlineData("http://server/a\nb", "control characters")]
    [InlineData(@"\\server\share\*.bin", "wildcards")]
    [InlineData(@"\\server\share\file?.bin", "wildcards")]
    [InlineData("file://server/share/file?.bin", "wildcards")]
    [InlineData(@"\\server", "a share and a file")]
    [InlineData(@"\\server\share", "a share and a file")]
    [InlineData(@"\\\share\file.bin", "a share and a file")]
    [InlineData(@"\\server\\file.bin", "a share and a file")]
    [InlineData(@"\\server\share\", "not a directory")]
    [InlineData("file://server/share", "a share and a file")]
    [InlineData("file://", "not a directory")]
    [InlineData("file:///", "not a directory")]
    [InlineData(@"\\?\C:\file.bin", "must not begin")]
    [InlineData(@"\\.\C:\file.bin", "must not begin")]
    public void CheckRemoteName_AnythingElse_IsInvalidArgument(string name, string reason)
    {
        ArgumentException failure = Check(name).Should().Throw<ArgumentException>().WithParameterName("remoteName").Which;

        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.Message.Should().StartWith("The remote name ").And.Contain(reason).And.Contain("E_INVALIDARG 0x80070057");
    }

    [Fact]
    public void CheckRemoteName_Null_IsArgumentNull() =>
        Check(null).Should().Throw<ArgumentNullException>().WithParameterName("remoteName").Which.HResult.Should().Be(HResults.E_INVALIDARG);

    [Fact]
    [Trait("Rule", "LIM-3")]
    public void CheckRemoteName_Length_IsAtMost2200()
    {
        string longest = "http://server/file?" + new string('q', 2200 - 19);
        longest.Should().HaveLength(2200);

        Check(longest).Should().NotThrow();
        string message = Check(longest + "q").Should().Throw<ArgumentException>().Which.Message;
        message.Should().Contain("2201 characters").And.Contain("at most 2200").And.NotContain("qqq");
        message.Length.Should().BeLessThan(400);
    }

    [Theory]
    [Trait("Rule", "LIM-3")]
    [InlineData("http://server/a/", "/b")]
    [InlineData("http://server/", "?query")]
    [InlineData("http://server/", "")]
    [InlineData(@"\\server\share\", @"\b")]
    [InlineData("file://server/share/", "")]
    public void CheckRemoteName_Segment_IsAtMost260(string before, string after)
    {
        string longest = new('s', 260);

        Check(before + longest + after).Should().NotThrow();
        Check(before + longest + "s" + after).Should().Throw<ArgumentException>()
            .Which.Message.Should().Contain("a segment of 261 characters").And.Contain("at most 260");
    }

    [Theory]
    [InlineData("http://user:secret@server/*")]
    [InlineData("http://user:sec/ret@server/*")]
    [InlineData("http://user:sec?ret@server:x/*")]
    [InlineData("http://user:sec@ret@server/*")]
    [InlineData("http://user:secret@server/a@b/*")]
    [InlineData("user:secret@server/file")]
    [InlineData("//user:secret@server/file")]
    [InlineData("ftp://user:secret@server/file")]
    [InlineData("http://server:99999/file?signature=secret")]
    public void CheckRemoteName_UserInfoOrQuery_DoesNotAppearInTheMessage(string name)
    {
        string message = Check(name).Should().Throw<ArgumentException>().Which.Message;

        message.Should().NotContain("user").And.NotContain("sec").And.NotContain("ret").And.Contain("...");
    }

    [Fact]
    public void CheckRemoteName_ControlCharacters_DoNotAppearInTheMessage() =>
        Check("http://server/a\r\nb").Should().Throw<ArgumentException>().Which.Message.Should().NotContain("\n").And.Contain("a\uFFFD\uFFFDb");

    [Theory]
    [Trait("Rule", "ERR-6")]
    [InlineData("http://server/file", "http")]
    [InlineData("HTTPS://server/file", "http")]
    [InlineData(@"\\server\share\file", "file")]
    [InlineData("file://server/share/file", "file")]
    public void ProtocolOf_RemoteName_IsHttpOrFile(string name, string expected) => FileNames.ProtocolOf(name).Should().Be(expected);

    private static Action Check(string? name) => () => FileNames.CheckRemoteName(name, "remoteName");
}
