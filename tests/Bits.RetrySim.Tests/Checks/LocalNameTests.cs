namespace Bits.RetrySim.Tests;

[Trait("Rule", "FILE-5")]
[Trait("Rule", "FILE-6")]
public sealed class LocalNameTests
{
    [Theory]
    [InlineData(@"C:\directory\file.bin")]
    [InlineData("c:/directory/file.bin")]
    [InlineData(@"C:\file")]
    [InlineData(@"C:\directory\\file.bin")]
    [InlineData(@"C:\directory\...\.file..bin")]
    [InlineData(@"\\server\share\file.bin")]
    [InlineData("/directory/file.bin")]
    [InlineData("/file:with:colons")]
    [InlineData(@"/file\with\backslashes\")]
    [InlineData(@"C:\down\null")]
    [InlineData(@"C:\down\com10")]
    [InlineData(@"C:\down\com0.txt")]
    [InlineData(@"C:\down\icon.txt")]
    [InlineData(@"C:\down\a.con")]
    [InlineData("/down/NUL")]
    [InlineData("/down/a|b. ")]
    [InlineData(@"\\server.\share\file")]
    public void CheckLocalName_FullPath_IsAccepted(string name) => Check(name).Should().NotThrow();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("file.bin", "full path")]
    [InlineData(@"directory\file.bin", "full path")]
    [InlineData(@"\directory\file.bin", "full path")]
    [InlineData("C:file.bin", "full path")]
    [InlineData("C:", "full path")]
    [InlineData(@"1:\file.bin", "full path")]
    [InlineData(@"..\file.bin", "full path")]
    [InlineData("http://server/file.bin", "full path")]
    [InlineData(@"C:\directory\..\file.bin", "segments . and ..")]
    [InlineData(@"C:\directory\.\file.bin", "segments . and ..")]
    [InlineData(@"C:\directory\..", "segments . and ..")]
    [InlineData("/directory/../file.bin", "segments . and ..")]
    [InlineData(@"\\server\share\..\file.bin", "segments . and ..")]
    [InlineData(@"C:\directory\*.bin", "wildcards")]
    [InlineData("/directory/file?.bin", "wildcards")]
    [InlineData(@"C:\file.bin:stream", "NTFS stream")]
    [InlineData(@"\\server\share\file.bin:stream", "NTFS stream")]
    [InlineData(@"\\?\C:\file.bin", "must not begin")]
    [InlineData(@"\\?\UNC\server\share\file.bin", "must not begin")]
    [InlineData(@"\\.\C:\file.bin", "must not begin")]
    [InlineData(@"C:\", "not a directory")]
    [InlineData(@"C:\directory\", "not a directory")]
    [InlineData("C:/directory/", "not a directory")]
    [InlineData("/", "not a directory")]
    [InlineData("/directory/", "not a directory")]
    [InlineData(@"\\server\share", "not a directory")]
    [InlineData(@"\\server\share\", "not a directory")]
    [InlineData(@"\\", "a server and a share")]
    [InlineData(@"\\server", "a server and a share")]
    [InlineData(@"\\server\", "a server and a share")]
    [InlineData(@"\\\share\file.bin", "a server and a share")]
    [InlineData(@"\\server\\share\file.bin", "a server and a share")]
    [InlineData("C:\\file\0.bin", "control characters")]
    [InlineData(@"C:\down\NUL", "the name of a device")]
    [InlineData(@"C:\down\con.txt", "the name of a device")]
    [InlineData(@"C:\down\Aux .tar.gz", "the name of a device")]
    [InlineData(@"C:\prn\file.bin", "the name of a device")]
    [InlineData("c:/down/com1", "the name of a device")]
    [InlineData(@"C:\down\LPT9.log", "the name of a device")]
    [InlineData("C:\\down\\COM\u00B2", "the name of a device")]
    [InlineData(@"C:\down\CONOUT$", "the name of a device")]
    [InlineData(@"\\server\share\nul", "the name of a device")]
    [InlineData(@"C:\down\a|b", "any of <")]
    [InlineData(@"C:\down\a<b", "any of <")]
    [InlineData(@"\\server\share\a>b", "any of <")]
    [InlineData("C:\\down\\a\"b", "any of <")]
    [InlineData(@"C:\down\file.", "a dot or a space")]
    [InlineData(@"C:\down\file ", "a dot or a space")]
    [InlineData(@"C:\down.\file", "a dot or a space")]
    [InlineData(@"C:\down\...", "a dot or a space")]
    public void CheckLocalName_AnythingElse_IsInvalidArgument(string name, string reason)
    {
        ArgumentException failure = Check(name).Should().Throw<ArgumentException>().WithParameterName("localName").Which;

        failure.HResult.Should().Be(HResults.E_INVALIDARG);
        failure.Message.Should().StartWith("The local name ").And.Contain(reason).And.Contain("E_INVALIDARG 0x80070057");
    }

    [Fact]
    public void CheckLocalName_Null_IsArgumentNull() =>
        Check(null).Should().Throw<ArgumentNullException>().WithParameterName("localName").Which.HResult.Should().Be(HResults.E_INVALIDARG);

    [Theory]
    [Trait("Rule", "LIM-4")]
    [InlineData(@"C:\directory\")]
    [InlineData(@"\\server\share\")]
    [InlineData("/directory/")]
    public void CheckLocalName_Length_IsAtMost260(string directory)
    {
        string longest = directory + new string('n', 260 - directory.Length);

        Check(longest).Should().NotThrow();
        Check(longest + "n").Should().Throw<ArgumentException>()
            .Which.Message.Should().Contain("261 characters").And.Contain("at most 260").And.Contain(directory);
    }

    [Fact]
    public void CheckLocalName_UrlWithUserInfo_DoesNotShowIt() =>
        Check("http://user:secret@server/file").Should().Throw<ArgumentException>()
            .Which.Message.Should().NotContain("secret").And.Contain("http://...@server/file");

    private static Action Check(string? name) => () => FileNames.CheckLocalName(name, "localName");
}
