namespace Bits.RetrySim;

/// <summary>Files that nobody but their owner may read: a log of SQLite gets the rights of the file that it belongs to.</summary>
internal static class OwnerOnly
{
    /// <summary>Makes an empty file, where there is none; SQLite takes it for a new database. One that is there is not touched: closing it would give up the locks that this process has on it.</summary>
    internal static void Make(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            return;
        }

        try
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Somebody made it meanwhile, or it cannot be made, which SQLite tells with its reason.
        }
    }
}
