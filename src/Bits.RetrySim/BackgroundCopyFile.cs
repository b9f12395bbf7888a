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
    /// <value>
    /// As given to <see cref="BackgroundCopyJob.AddFile(string, string)"/>, or set by <see cref="SetRemoteName(string)"/> and
    /// <see cref="BackgroundCopyJob.ReplaceRemotePrefix"/>, or reported by a redirect (PROP-31).
    /// </value>
    public string RemoteName => _record.RemoteName;

    /// <summary>The full path the file goes to when the job is completed (FILE-5, LIFE-15).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFile(string, string)"/>.</value>
    public string LocalName => _record.LocalName;

    /// <summary>How much of the file is here, as of now (PROG-3, PROG-4).</summary>
    /// <value>For a file that was only added: unknown size, 0 bytes, not completed.</value>
    public BackgroundCopyFileProgress Progress => _job.ReadProgress(_record);

    /// <summary>Has it come from elsewhere from the next request on (FILE-13).</summary>
    /// <remarks>
    /// An attempt that fetches the file begins again under the new name (FILE-20); one that failed goes on when the job is resumed. Bytes that are here are kept if
    /// the new file has the same size and time stamp, and the server sends its rest; else the file begins again at 0 (CONS-1). A file that has arrived is not
    /// fetched again. Until <see cref="BackgroundCopyJob.Resume"/> is called, a restart of the service brings the old name back.
    /// </remarks>
    /// <param name="remoteName">As for <see cref="BackgroundCopyJob.AddFile(string, string)"/>.</param>
    /// <exception cref="ArgumentException">The name is null, relative, too long or malformed (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    /// <example>
    /// <code>
    /// job.Error!.File!.SetRemoteName("https://mirror.example/app.zip");
    /// job.Resume();
    /// </code>
    /// </example>
    public void SetRemoteName(string remoteName) => _job.SetRemoteName(_record, remoteName);

    /// <inheritdoc cref="SetRemoteName(string)"/>
    /// <param name="remoteName">An absolute URI; its <see cref="Uri.OriginalString"/> is the remote name.</param>
    public void SetRemoteName(Uri remoteName) => SetRemoteName(remoteName?.OriginalString!);

    /// <summary>Both names and how much is here: for people, as of now.</summary>
    /// <returns>One line, the same in every culture, without user info and queries of addresses.</returns>
    public override string ToString() => JobText.Sentence(this);

    /// <summary>The position in the job, from 0.</summary>
    internal int Index => _record.Index;
}
