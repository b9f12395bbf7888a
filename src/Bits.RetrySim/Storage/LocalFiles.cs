namespace Bits.RetrySim;

/// <summary>The local files of jobs, as a manager sees them.</summary>
/// <remarks>Its one implementation in this package is <see cref="SimulatedFiles"/>.</remarks>
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

    /// <summary>From now on there is a temporary file for that name (LIFE-15), until it is renamed or deleted.</summary>
    internal virtual void Begin(string localName)
    {
    }

    /// <summary>Gives a file that has arrived its final name (LIFE-11): 0, or the HRESULT of what is in the way (LIFE-14).</summary>
    internal abstract int Rename(string localName);

    /// <summary>A file has got its final name: what it holds.</summary>
    internal virtual void Deliver(FileSnapshot file, int job)
    {
    }

    /// <summary>Deletes a temporary file (LIFE-10): 0, or the HRESULT of what is in the way.</summary>
    internal abstract int Delete(string localName);
}
