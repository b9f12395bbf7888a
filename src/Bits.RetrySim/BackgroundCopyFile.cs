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

    /// <summary>The parts of the remote file that are fetched (FILE-12).</summary>
    /// <value>As given to <see cref="BackgroundCopyJob.AddFileWithRanges(string, string, IEnumerable{BackgroundCopyFileRange})"/>; null, where BITS answers S_FALSE: the whole file.</value>
    public IReadOnlyList<BackgroundCopyFileRange>? Ranges => _record.Ranges?.List;

    /// <summary>The full path of the temporary file in which its bytes are, in the directory of <see cref="LocalName"/> (FILE-9, LIFE-15).</summary>
    /// <value>
    /// As in <c>C:\Downloads\BIT1-2.tmp</c>, by the numbers of job and file; of a high-performance job, which writes to the destination itself,
    /// <see cref="LocalName"/>. Null once the job is completed or cancelled, also by the inactivity policy, where BITS fails with BG_E_INVALID_STATE (our reading).
    /// </value>
    public string? TemporaryName => _job.Door.Reader.Read(_job.Record, job =>
        job.Data.IsFinal || _record.IsCompleted ? null : _job.Door.Files.TemporaryOf(job, _record));

    /// <summary>The head of the last HTTP response about the file: status line and headers (HTTP-8).</summary>
    /// <value>
    /// Lines that end with CR LF, as in <c>HTTP/1.1 206 Partial Content</c>: what follows from the file (Content-Length, Content-Range, Last-Modified), and in a
    /// simulation ETag and what <see cref="SimulatedResource.WithHeader"/> and <see cref="SimulatedFault.WithHeader"/> add. A failure without a status is no
    /// response. Null before the first one, and for files of shares and drives.
    /// </value>
    public string? ResponseHeaders => _job.Door.Reader.Read(_job.Record, _ => ResponseText.Of(_record));

    /// <summary>Whether the client has found the content good, or has completed the job without a word (CONS-6, CONS-7).</summary>
    /// <value>False may mean that nobody has judged it yet.</value>
    public bool IsValidated => _job.Door.Reader.Read(_job.Record, _ => _record.IsValidated);

    /// <summary>The SHA-256 hash that the content has to have. BITS has no such thing.</summary>
    /// <remarks>
    /// It is looked at when the last byte has come, before the file counts as here: content of another hash makes the job fail with BG_E_VALIDATION_FAILED (0x80200053) in
    /// <see cref="BackgroundCopyErrorContext.RemoteFile"/>. Of the file there is nothing then, and <see cref="BackgroundCopyJob.Resume"/> downloads it again, as after
    /// <see cref="SetValidationState"/>. Of a file with <see cref="Ranges"/> it is the hash of the parts, one behind the other, as they lie on this machine. In a simulation
    /// files hold nothing: <see cref="SimulatedResource.WithSha256"/> says which hash one has, and whatever says none is good. A restart keeps it.
    /// </remarks>
    /// <value>64 hexadecimal digits, read in lower case; null, the default: whatever comes is good.</value>
    /// <exception cref="ArgumentException">It has other characters, more or fewer (E_INVALIDARG).</exception>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">
    /// The job is neither SUSPENDED nor ERROR (BG_E_READ_ONLY_WHEN_JOB_ACTIVE), or the file has arrived, or the job is in a final state (BG_E_INVALID_STATE).
    /// </exception>
    /// <example>
    /// <code>
    /// BackgroundCopyFile file = job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
    /// file.ExpectedSha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    /// job.Resume();
    /// </code>
    /// </example>
    public string? ExpectedSha256
    {
        get => _job.Door.Reader.Read(_job.Record, _ => _record.Extras.ExpectedSha256);
        set => _job.Door.FileCalls.SetExpectedSha256(_job.Record, _record, value);
    }

    /// <summary>How much of the file is here, as of now (PROG-3, PROG-4).</summary>
    /// <value>For a file that was only added: unknown size, 0 bytes, not completed.</value>
    public BackgroundCopyFileProgress Progress => _job.Door.Reader.ReadProgress(_job.Record, _record);

    /// <summary>Has it come from elsewhere from the next request on (FILE-13).</summary>
    /// <remarks>
    /// An attempt that fetches the file begins again under the new name (FILE-20); one that failed goes on when the job is resumed. Bytes that are here are kept if
    /// the new file has the same size and time stamp, and the server sends its rest; else the file begins again at 0 (CONS-1). A file that has arrived is not
    /// fetched again. Until <see cref="BackgroundCopyJob.Resume"/> is called, a restart of the service brings the old name back.
    /// </remarks>
    /// <param name="remoteName">As for <see cref="BackgroundCopyJob.AddFile(string, string)"/>.</param>
    /// <exception cref="ArgumentException">The name is null, relative, too long or malformed (E_INVALIDARG).</exception>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    /// <example>
    /// <code>
    /// job.Error!.File!.SetRemoteName("https://mirror.example/app.zip");
    /// job.Resume();
    /// </code>
    /// </example>
    public void SetRemoteName(string remoteName) => _job.Door.FileCalls.SetRemoteName(_job.Record, _record, remoteName);

    /// <inheritdoc cref="SetRemoteName(string)"/>
    /// <param name="remoteName">An absolute URI; its <see cref="Uri.OriginalString"/> is the remote name.</param>
    public void SetRemoteName(Uri remoteName) => SetRemoteName(remoteName?.OriginalString!);

    /// <summary>Says whether the content that has arrived is good; BITS does not look at it (CONS-6).</summary>
    /// <remarks>
    /// Bad content makes the job fail with BG_E_VALIDATION_FAILED (0x80200053), whatever it is doing; of the file there is nothing then, and
    /// <see cref="BackgroundCopyJob.Resume"/> downloads it again, after which FileTransferred is called again (ERR-35, CB-10).
    /// </remarks>
    /// <param name="isValid">Whether it is good.</param>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">
    /// The file has not arrived yet (E_PENDING, 0x8000000A), the job is in a final state, or the file has its final name already and is refused
    /// (BG_E_INVALID_STATE).
    /// </exception>
    /// <example>
    /// <code>
    /// callback.FileTransferred = (job, file) => file.SetValidationState(IsWhatItShouldBe(file.TemporaryName!));
    /// </code>
    /// </example>
    public void SetValidationState(bool isValid) => _job.Door.FileCalls.SetValidationState(_job.Record, _record, isValid);

    /// <summary>Has parts of the file fetched before everything else (FILE-24).</summary>
    /// <remarks>
    /// They may overlap each other, what is here, and what was asked for before: no byte is fetched twice. Parts come in the order in which they were asked for. An
    /// attempt that fetches something else begins again with them (our reading, as FILE-20). When all that was asked for is here, the job is TRANSFERRED if the file
    /// and all others are whole, else SUSPENDED (STATE-26); <see cref="BackgroundCopyJob.Resume"/> then goes on with the rest, unless the job is in
    /// <see cref="BackgroundCopyJobProperties.OnDemandMode"/>. A server that turns out to know no ranges makes the job fail with BG_E_RANDOM_ACCESS_NOT_SUPPORTED,
    /// a file that turns out not to have the parts with BG_E_INVALID_RANGE (ERR-33). A file that is replaced on its server begins again with what was asked for.
    /// </remarks>
    /// <param name="ranges">The parts, at least one.</param>
    /// <exception cref="ArgumentException">There is no range (E_INVALIDARG).</exception>
    /// <exception cref="BitsException">
    /// The job has dynamic content or sends, the file was added with ranges, comes from no web server, or from one that turned out to know no ranges
    /// (BG_E_RANDOM_ACCESS_NOT_SUPPORTED); a range has no bytes, begins below 0, or, if the size of the file is known, at its end, or ends behind it (BG_E_INVALID_RANGE); there are more than
    /// <see cref="GroupPolicy.MaxRangesPerFile"/> (BG_E_TOO_MANY_RANGES_IN_FILE); the job is in a final state (BG_E_INVALID_STATE).
    /// </exception>
    /// <example>
    /// <code>
    /// job.Files[0].RequestFileRanges([new(40_000_000, 1_000_000)]);
    /// job.Resume();
    /// </code>
    /// </example>
    public void RequestFileRanges(IEnumerable<BackgroundCopyFileRange> ranges) => _job.Door.RangeCalls.RequestFileRanges(_job.Record, _record, ranges);

    /// <summary>Which parts of the file are here, as of now (FILE-24).</summary>
    /// <returns>In the order of the file; no two of them touch. Empty if nothing is here.</returns>
    /// <exception cref="BitsException">Parts of the file cannot be asked for (BG_E_RANDOM_ACCESS_NOT_SUPPORTED), as <see cref="RequestFileRanges"/>.</exception>
    public IReadOnlyList<BackgroundCopyFileRange> GetFilledFileRanges() =>
        _job.Door.Reader.Read(_job.Record, (job, instant) => RangeCalls.FilledRangesOf(job, _record, instant));

    /// <summary>Has the download from start to end go on elsewhere; what lies before is fetched at last (FILE-24).</summary>
    /// <remarks>What was asked for with <see cref="RequestFileRanges"/> still comes first. In <see cref="BackgroundCopyJobProperties.OnDemandMode"/> it has no effect.</remarks>
    /// <param name="offset">The byte of the file, from 0.</param>
    /// <exception cref="BitsException">There is no such byte, if the file's size is known (BG_E_INVALID_RANGE); else as <see cref="RequestFileRanges"/>.</exception>
    public void UpdateDownloadPosition(long offset) => _job.Door.RangeCalls.UpdateDownloadPosition(_job.Record, _record, offset);

    /// <summary>Both names and how much is here: for people, as of now.</summary>
    /// <returns>One line, the same in every culture, without user info and queries of addresses.</returns>
    public override string ToString() => JobText.Sentence(this);

    /// <summary>The position in the job, from 0.</summary>
    internal int Index => _record.Index;
}
