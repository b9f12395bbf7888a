namespace Bits.RetrySim.Tests;

[Trait("Rule", "FILE-5")]
public sealed class VolumeTests
{
    [Theory]
    [InlineData(@"C:\directory\file.bin", @"C:\")]
    [InlineData("d:/file.bin", @"D:\")]
    [InlineData(@"\\Server\Share\directory\file.bin", @"\\server\share\")]
    [InlineData(@"\\server/share/file.bin", @"\\server\share\")]
    [InlineData("/directory/file.bin", "/")]
    [InlineData("//directory/file.bin", "/")]
    public void VolumeOf_LocalName_IsOneSpellingOfTheRoot(string name, string expected)
    {
        FileNames.VolumeOf(name).Should().Be(expected);
        FileNames.IsUnder(name, expected).Should().BeTrue();
    }

    [Theory]
    [InlineData("c:", @"C:\")]
    [InlineData("c:/", @"C:\")]
    [InlineData(@"C:\", @"C:\")]
    [InlineData(@"C:\Mounts\\Data", @"C:\Mounts\Data\")]
    [InlineData(@"\\Server\Share", @"\\server\share\")]
    [InlineData(@"\\server\share\", @"\\server\share\")]
    [InlineData("/", "/")]
    [InlineData("/mnt//Data", "/mnt/Data/")]
    public void NormalizeRoot_VolumeOrDirectory_IsTheFormOfVolumeOf(string root, string expected) =>
        FileNames.NormalizeRoot(root, nameof(root)).Should().Be(expected);

    [Theory]
    [InlineData("")]
    [InlineData("C")]
    [InlineData("1:")]
    [InlineData(@"\\server")]
    [InlineData("mnt")]
    [InlineData(@"\\?\C:\")]
    [InlineData("/mnt/../data")]
    public void NormalizeRoot_NotAFullPath_IsInvalidArgument(string root)
    {
        Action act = () => FileNames.NormalizeRoot(root, nameof(root));

        act.Should().Throw<ArgumentException>().WithParameterName(nameof(root)).Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [Fact]
    public void NormalizeRoot_Null_IsArgumentNull()
    {
        Action act = () => FileNames.NormalizeRoot(null, "root");

        act.Should().Throw<ArgumentNullException>().WithParameterName("root");
    }

    [Theory]
    [InlineData(@"c:\file.bin", "C:", true)]
    [InlineData("c:/mounts/DATA/file.bin", @"C:\Mounts\Data", true)]
    [InlineData(@"C:\mounts\database.bin", @"C:\Mounts\Data", false)]
    [InlineData(@"D:\file.bin", "C:", false)]
    [InlineData(@"\\SERVER\share\file.bin", @"\\server\Share", true)]
    [InlineData(@"\\server\share2\file.bin", @"\\server\share", false)]
    [InlineData("/mnt/data/file.bin", "/mnt/data", true)]
    [InlineData("/mnt//data/file.bin", "/mnt/data", true)]
    [InlineData("/mnt/Data/file.bin", "/mnt/data", false)]
    [InlineData("/mnt/database.bin", "/mnt/data", false)]
    [InlineData("/file.bin", "/", true)]
    [InlineData(@"C:\file.bin", "/", false)]
    [InlineData("/file.bin", "C:", false)]
    public void IsUnder_NameAndRoot_ComparesWholeSegments(string name, string root, bool expected) =>
        FileNames.IsUnder(name, FileNames.NormalizeRoot(root, nameof(root))).Should().Be(expected);
}
