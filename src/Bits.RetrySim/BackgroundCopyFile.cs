using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>A file of a job (spec section 10). It stays readable after the job has ended.</summary>
/// <threadsafety>Safe from any thread.</threadsafety>
[DebuggerDisplay("{Index + 1}: {LocalName}, {Progress}")]
public sealed class BackgroundCopyFile
{
    private readonly BitsService _service;
    private readonly JobRecord _job;

    internal BackgroundCopyFile(BitsService service, JobRecord job, int index, string remoteName, string localName)
    {
        _service = service;
        _job = job;
        Index = index;
        RemoteName = remoteName;
        LocalName = localName;
    }

    /// <summary>The URL the file comes from (FILE-4).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFile"/>.</value>
    public string RemoteName { get; }

    /// <summary>The full path the file goes to when the job is completed (FILE-5, LIFE-15).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFile"/>.</value>
    public string LocalName { get; }

    /// <summary>How much of the file is here, as of now (PROG-3, PROG-4).</summary>
    /// <value>For a file that was only added: unknown size, 0 bytes, not completed.</value>
    public BackgroundCopyFileProgress Progress => _service.Read(_job, ReadProgress);

    /// <summary>The position in the job, from 0.</summary>
    internal int Index { get; }

    /// <summary>Bytes that are here, as last settled.</summary>
    internal long Bytes { get; set; }

    /// <summary>What the server has told of the file (CONS-1).</summary>
    internal FileVersion Version { get; set; } = FileVersion.Unknown;

    /// <summary>Complete has renamed the file (PROG-4).</summary>
    internal bool IsCompleted { get; set; }

    private BackgroundCopyFileProgress ReadProgress(JobRecord job, long instant) =>
        new(Version.Size < 0 ? null : Version.Size, BitsService.BytesOf(this, job, instant), IsCompleted);
}
