namespace Bits.RetrySim;

/// <summary>The codes of what the file system throws.</summary>
internal static class DiskErrors
{
    /// <summary>Errors of Windows come with their code in the exception, those of other systems with their number alone.</summary>
    private const int OfWin32 = unchecked((int)0x80070000);

    /// <summary>HRESULT_FROM_WIN32(ERROR_IO_DEVICE): what Windows says of a disk that fails.</summary>
    private const int IoDevice = unchecked((int)0x8007045D);

    private const int LastErrno = 0xFFFF;

    /// <summary>What the file system refuses with. Anything else is a mistake, and nobody's answer.</summary>
    internal static bool Has(Exception failure) => failure is IOException or UnauthorizedAccessException;

    internal static int CodeOf(Exception failure) => failure switch
    {
        UnauthorizedAccessException => HResults.E_ACCESSDENIED,
        { HResult: > 0 and <= LastErrno } => CodeOfErrno(failure.HResult),
        { HResult: var code } when (code & ~0xFFFF) == OfWin32 => code,
        _ => HResults.E_FAIL,
    };

    /// <summary>The numbers that Linux and macOS share, and then those that each has for itself.</summary>
    internal static int CodeOfErrno(int errno) => errno switch
    {
        2 => HResults.ERROR_FILE_NOT_FOUND,
        1 or 13 or 21 => HResults.E_ACCESSDENIED,
        5 => IoDevice,
        20 => HResults.ERROR_PATH_NOT_FOUND,
        16 or 26 => HResults.ERROR_SHARING_VIOLATION,
        27 or 28 => HResults.ERROR_DISK_FULL,
        30 => HResults.ERROR_WRITE_PROTECT,
        11 or 35 => HResults.ERROR_SHARING_VIOLATION,
        69 when OperatingSystem.IsMacOS() => HResults.ERROR_DISK_FULL,
        122 when OperatingSystem.IsLinux() => HResults.ERROR_DISK_FULL,
        _ => HResults.E_FAIL,
    };
}
