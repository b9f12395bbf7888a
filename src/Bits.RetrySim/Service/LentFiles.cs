namespace Bits.RetrySim;

/// <summary>Local files, for the time of a call handed to whoever emulates them: somebody else's code, which cannot move the manager's time.</summary>
/// <param name="files">Null: every file can be written, renamed and deleted.</param>
/// <param name="driver">Who moves the time.</param>
internal sealed class LentFiles(LocalFiles? files, TimeDriver driver)
{
    /// <summary>Whether there is anybody to ask.</summary>
    internal bool Exist => files is not null;

    /// <inheritdoc cref="LocalFiles.CheckWritable"/>
    internal int CheckWritable(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.CheckWritable(localName) ?? 0;
    }

    /// <inheritdoc cref="LocalFiles.IsMappedForOwnerOnly"/>
    internal bool IsMappedForOwnerOnly(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.IsMappedForOwnerOnly(localName) ?? false;
    }

    /// <inheritdoc cref="LocalFiles.Begin"/>
    internal void Begin(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        files?.Begin(localName);
    }

    /// <inheritdoc cref="LocalFiles.Rename"/>
    internal int Rename(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.Rename(localName) ?? 0;
    }

    /// <inheritdoc cref="LocalFiles.Deliver"/>
    internal void Deliver(FileSnapshot file, int job)
    {
        using ForeignCode code = driver.BeginForeignCode();
        files?.Deliver(file, job);
    }

    /// <inheritdoc cref="LocalFiles.Delete"/>
    internal int Delete(string localName)
    {
        using ForeignCode code = driver.BeginForeignCode();
        return files?.Delete(localName) ?? 0;
    }

    /// <summary>From now on there are temporary files for what is fetched (LIFE-15).</summary>
    internal void BeginAll(ReadOnlySpan<FileRecord> added)
    {
        foreach (FileRecord file in added)
        {
            if (!file.IsSent)
            {
                Begin(file.LocalName);
            }
        }
    }

    /// <summary>Deletes temporary files; says whether some could not be deleted.</summary>
    internal bool DeleteAll(ReadOnlySpan<FileRecord> temporary)
    {
        bool hasLeftovers = false;
        foreach (FileRecord file in temporary)
        {
            hasLeftovers |= !file.IsCompleted && !file.IsSent && Delete(file.LocalName) < 0;
        }

        return hasLeftovers;
    }
}
