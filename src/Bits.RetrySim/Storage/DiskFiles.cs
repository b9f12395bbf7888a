namespace Bits.RetrySim;

/// <summary>
/// The files of this machine: bytes come into a temporary file <c>BITxxxx.tmp</c> beside the destination (FILE-9), which Complete renames (LIFE-11) and Cancel
/// deletes (LIFE-10).
/// </summary>
/// <remarks>
/// Local names are full paths of this operating system, in directories that exist (FILE-5). The name of a temporary file follows from the id of its job, so that
/// no two jobs, of whatever process, share one.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class DiskFiles : LocalFiles
{
    /// <inheritdoc/>
    internal override int CheckWritable(string localName)
    {
        if (!Path.IsPathFullyQualified(localName))
        {
            // The form of another operating system, which here would be a name in the current directory.
            return HResults.ERROR_INVALID_NAME;
        }

        string? directory = Path.GetDirectoryName(localName);
        if (!Directory.Exists(directory))
        {
            return HResults.ERROR_PATH_NOT_FOUND;
        }

        if (Directory.Exists(localName) || (File.Exists(localName) && File.GetAttributes(localName).HasFlag(FileAttributes.ReadOnly)))
        {
            return HResults.E_ACCESSDENIED;
        }

        // No system tells whether a file could be made but by making it. Its name is random since several may ask at once; it is gone at once, and nobody reads it.
        FileStreamOptions gone = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0, Options = FileOptions.DeleteOnClose };
        return Try(() => new FileStream(Path.Combine(directory, $"BIT{Path.GetRandomFileName()}"), gone).Dispose());
    }

    /// <inheritdoc/>
    internal override string TemporaryOf(string localName, Guid jobId, int job, int file) =>
        Path.Combine(Path.GetDirectoryName(localName) ?? "", FormattableString.Invariant($"BIT{jobId:N}-{file:X}.tmp"));

    /// <inheritdoc/>
    internal override int Rename(in FileTarget target)
    {
        (string from, string to) = (target.TemporaryName, target.LocalName);
        if (target.IsInPlace)
        {
            return File.Exists(to) ? 0 : HResults.ERROR_FILE_NOT_FOUND;
        }

        int code = Try(() => File.Move(from, to, overwrite: true));

        // A process that was killed after it renamed the file and before it could say so renames it again when it is asked to complete the job once more.
        return code == HResults.ERROR_FILE_NOT_FOUND && IsThere(to, target.Bytes) ? 0 : code;
    }

    /// <inheritdoc/>
    internal override int Delete(in FileTarget target)
    {
        string temporary = target.TemporaryName;
        int code = Try(() => File.Delete(temporary));
        return code == HResults.ERROR_PATH_NOT_FOUND ? 0 : code;
    }

    private static bool IsThere(string name, long bytes)
    {
        FileInfo file = new(name);
        return file.Exists && file.Length == bytes;
    }

    private static int Try(Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception failure) when (DiskErrors.Has(failure))
        {
            return DiskErrors.CodeOf(failure);
        }
    }
}
