namespace Bits.RetrySim;

/// <summary>
/// The files of this machine: bytes come into a temporary file <c>BITxxxx.tmp</c> beside the destination (FILE-9), which Complete renames (LIFE-11) and Cancel
/// deletes (LIFE-10).
/// </summary>
/// <remarks>
/// Local names are full paths of this operating system, in directories that exist (FILE-5). The name of a temporary file follows from the id of its job, so that
/// no two jobs, of whatever process, share one. Whether a directory can be written to is found out by making a file there, which is gone at once: a process that is killed
/// at that moment leaves it, empty, as <c>BIT</c> and a random name.
/// </remarks>
/// <threadsafety>Safe from any thread.</threadsafety>
public sealed class DiskFiles : LocalFiles
{
    /// <summary>FAT keeps even seconds only.</summary>
    private const long CoarsestTime = 2 * TimeSpan.TicksPerSecond;

    /// <summary>Writes the names in a directory to the disk: 0, or the HRESULT of what is in the way.</summary>
    internal Func<string, int> FlushDirectory { get; init; } = DiskDirectory.Flush;

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
        return Try(() => new FileStream(
            Path.Combine(directory, $"BIT{Path.GetRandomFileName()}"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose());
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
        if (code < 0 && !(code == HResults.ERROR_FILE_NOT_FOUND && IsThere(target)))
        {
            return code;
        }

        return target.NeedsDurableName ? FlushDirectory(Path.GetDirectoryName(to)!) : 0;
    }

    /// <inheritdoc/>
    internal override int Delete(in FileTarget target)
    {
        string temporary = target.TemporaryName;
        int code = Try(() => File.Delete(temporary));
        return code == HResults.ERROR_PATH_NOT_FOUND ? 0 : code;
    }

    /// <summary>Whether it lies in its place already: renaming leaves size and time as they are, on every file system. Where no server has told a time, the size has to do.</summary>
    private static bool IsThere(in FileTarget target)
    {
        FileInfo file = new(target.LocalName);
        return file.Exists && file.Length == target.Bytes
            && (!PartialFile.KeepsTime(target.TimeStamp) || Math.Abs(file.LastWriteTimeUtc.Ticks - target.TimeStamp) <= CoarsestTime);
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
