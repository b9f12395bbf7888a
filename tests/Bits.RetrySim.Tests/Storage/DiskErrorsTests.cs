namespace Bits.RetrySim.Tests;

/// <summary>What the file system throws, on any system, has the code of Windows that clients know.</summary>
public sealed class DiskErrorsTests
{
    private const int SharingViolation = HResults.ERROR_SHARING_VIOLATION;

    /// <summary>The numbers are those of errno.h.</summary>
    [Theory]
    [Trait("Rule", "ERR-30")]
    [Trait("Rule", "ERR-31")]
    [InlineData(2, HResults.ERROR_FILE_NOT_FOUND)]
    [InlineData(20, HResults.ERROR_PATH_NOT_FOUND)]
    [InlineData(1, HResults.E_ACCESSDENIED)]
    [InlineData(13, HResults.E_ACCESSDENIED)]
    [InlineData(21, HResults.E_ACCESSDENIED)]
    [InlineData(5, unchecked((int)0x8007045D))]
    [InlineData(16, SharingViolation)]
    [InlineData(26, SharingViolation)]
    [InlineData(11, SharingViolation)]
    [InlineData(35, SharingViolation)]
    [InlineData(27, HResults.ERROR_DISK_FULL)]
    [InlineData(28, HResults.ERROR_DISK_FULL)]
    [InlineData(30, HResults.ERROR_WRITE_PROTECT)]
    [InlineData(99, HResults.E_FAIL)]
    public void CodeOf_AnErrno_IsThatOfWindows(int errno, int code) => DiskErrors.CodeOf(new IOException("disk", errno)).Should().Be(code);

    [Fact]
    public void CodeOf_AQuotaThatIsUsedUp_IsAFullDisk()
    {
        int errno = OperatingSystem.IsMacOS() ? 69 : OperatingSystem.IsLinux() ? 122 : 28;

        DiskErrors.CodeOf(new IOException("quota", errno)).Should().Be(HResults.ERROR_DISK_FULL);
    }

    [Fact]
    public void CodeOf_AnExceptionOfWindows_IsItsOwn()
    {
        DiskErrors.CodeOf(new IOException("shared", SharingViolation)).Should().Be(SharingViolation);
        DiskErrors.CodeOf(new UnauthorizedAccessException()).Should().Be(HResults.E_ACCESSDENIED);
    }

    /// <summary>.NET has codes of its own, which no client of BITS knows.</summary>
    [Fact]
    public void CodeOf_AnExceptionOfDotNet_IsEFail() => DiskErrors.CodeOf(new IOException("of no system")).Should().Be(HResults.E_FAIL);

    [Fact]
    public void Has_WhatIsNoneOfTheFileSystem_IsFalse()
    {
        DiskErrors.Has(new IOException()).Should().BeTrue();
        DiskErrors.Has(new UnauthorizedAccessException()).Should().BeTrue();
        DiskErrors.Has(new InvalidOperationException()).Should().BeFalse();
    }
}
