namespace Bits.RetrySim;

/// <summary>The local files of jobs, as a manager sees them.</summary>
/// <remarks><see cref="DiskFiles"/> are those of this machine, <see cref="SimulatedFiles"/> those of a simulation, which are nowhere.</remarks>
/// <threadsafety>Called by a manager outside its lock, by several threads at once. It may not call the job whose files it works on.</threadsafety>
public abstract class LocalFiles
{
    private protected LocalFiles()
    {
    }

    /// <summary>Whether a file of that name can be written: 0, or the HRESULT of what is in the way (FILE-6).</summary>
    internal abstract int CheckWritable(string localName);

    /// <summary>Whether the name leads elsewhere for any other user, as that of a drive which each user maps for himself (PROP-23).</summary>
    internal virtual bool IsMappedForOwnerOnly(string localName) => false;

    /// <summary>The full path of the temporary file of a job's file (FILE-9); another one for each file of each job.</summary>
    /// <param name="localName">Where the file goes.</param>
    /// <param name="jobId">The job's id.</param>
    /// <param name="job">The job's creation number.</param>
    /// <param name="file">The number of the file in its job, from 1.</param>
    internal virtual string TemporaryOf(string localName, Guid jobId, int job, int file) => FileNames.TemporaryOf(localName, job, file);

    /// <summary>From now on there may be a temporary file for that name (LIFE-15), until it is renamed or deleted.</summary>
    internal virtual void Begin(string localName)
    {
    }

    /// <summary>The file that was begun is not added after all: nothing of it was written.</summary>
    internal virtual void Withdraw(string localName)
    {
    }

    /// <summary>Gives a file that has arrived its final name (LIFE-11): 0, or the HRESULT of what is in the way (LIFE-14).</summary>
    internal abstract int Rename(in FileTarget target);

    /// <summary>A file has got its final name: what it holds.</summary>
    internal virtual void Deliver(FileSnapshot file, int job)
    {
    }

    /// <summary>Deletes a temporary file (LIFE-10): 0, or the HRESULT of what is in the way.</summary>
    internal abstract int Delete(in FileTarget target);
}
