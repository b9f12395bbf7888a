using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A file of a job (spec section 10). It stays readable after the job has ended.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Index + 1}: {LocalName}, {Progress}")]
public sealed class BackgroundCopyFile
{
    private readonly BackgroundCopyJob _job;
    private readonly FileRecord _record;

    internal BackgroundCopyFile(BackgroundCopyJob job, FileRecord record)
    {
        _job = job;
        _record = record;
    }

    /// <summary>The URL the file comes from (FILE-4).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFile(string, string)"/>.</value>
    public string RemoteName => _record.RemoteName;

    /// <summary>The full path the file goes to when the job is completed (FILE-5, LIFE-15).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFile(string, string)"/>.</value>
    public string LocalName => _record.LocalName;

    /// <summary>How much of the file is here, as of now (PROG-3, PROG-4).</summary>
    /// <value>For a file that was only added: unknown size, 0 bytes, not completed.</value>
    public BackgroundCopyFileProgress Progress => _job.ReadProgress(_record);

    /// <summary>Both names and how much is here: for people, as of now.</summary>
    /// <returns>One line, the same in every culture, without user info and queries of addresses.</returns>
    public override string ToString() => JobText.Sentence(this);

    /// <summary>The position in the job, from 0.</summary>
    internal int Index => _record.Index;
}
