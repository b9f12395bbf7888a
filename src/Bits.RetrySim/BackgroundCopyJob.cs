using System.Diagnostics;

namespace Bits.RetrySim;

/// <summary>
/// A job: files to fetch, settings, and the state machine of BITS. Made by <see cref="BackgroundCopyManager.CreateJob(string)"/>, born
/// <see cref="BackgroundCopyJobState.Suspended"/> and without files (LIFE-1).
/// </summary>
/// <remarks>
/// In a final state (<see cref="BackgroundCopyJobState.Acknowledged"/>, <see cref="BackgroundCopyJobState.Cancelled"/>) every method and
/// setter throws <see cref="BitsException"/> with BG_E_INVALID_STATE (0x80200002); getters keep answering (LIFE-7). A call that throws has
/// changed nothing (STATE-44).
/// </remarks>
/// <threadsafety>
/// Safe from any thread, and from within the job's own callbacks (CB-16). Callbacks never run inside a call.
/// </threadsafety>
[DebuggerDisplay("job {Number} {State}, errors {ErrorCount}, {RetryStatus}")]
public sealed partial class BackgroundCopyJob
{
    private readonly ServiceDoor _service;
    private readonly JobRecord _record;

    internal BackgroundCopyJob(ServiceDoor service, JobRecord record)
    {
        _service = service;
        _record = record;
    }

    /// <summary>The job as the test itself sees it.</summary>
    internal BackgroundCopyJob(BitsService service, JobRecord record)
        : this(service.Door, record)
    {
    }

    /// <summary>The job's id, by which <see cref="BackgroundCopyManager.GetJob"/> finds it.</summary>
    public Guid Id => _record.Id;

    /// <summary>The how-manieth job of its manager this is, from 1; the event log names jobs by it.</summary>
    public int Number => _record.Number;

    /// <summary>The type, fixed at creation (LIFE-2).</summary>
    /// <value><see cref="BackgroundCopyJobType.Download"/> unless another one was asked for.</value>
    public BackgroundCopyJobType Type => _record.Type;

    /// <summary>The user the job belongs to; limits, logon and notifications are counted by user.</summary>
    public BackgroundCopyUser Owner => _service.Reader.Read(_record, static job => job.Owner.User);

    /// <summary>The state as of now. After <see cref="Resume"/> it is <see cref="BackgroundCopyJobState.Queued"/> at once (LIFE-9).</summary>
    public BackgroundCopyJobState State => _service.Reader.Read(_record, static job => job.Data.State);

    /// <summary>Why the job failed or waits (ERR-1, ERR-3).</summary>
    /// <value>
    /// Null when there is no error to tell, where BITS answers BG_E_ERROR_INFORMATION_UNAVAILABLE: before the first failure, from
    /// TRANSFERRING on, and, if <see cref="BitsReadings.SuspendHidesError"/> says so, while suspended (ERR-1, OQ-9).
    /// </value>
    public BackgroundCopyError? Error => _service.Reader.Read(_record, _service.Reader.ErrorOf) is { } error ? ErrorOf(error) : null;

    /// <summary>How many attempts have failed, from the beginning and never reset; blocks do not count (ERR-13 to ERR-15).</summary>
    public int ErrorCount => _service.Reader.Read(_record, static job => job.Data.ErrorCount);

    /// <summary>How many attempts have begun since the job was created, the one under way included; never reset.</summary>
    /// <value>0 or more; the same as <see cref="RetryStatus.Attempts"/>. Immediate retries are attempts of their own (RETRY-28).</value>
    public int Attempts => _service.Reader.Read(_record, static job => job.Attempts);

    /// <summary>Bytes and files, one consistent picture as of now (PROG-1, PROG-2).</summary>
    public BackgroundCopyJobProgress Progress => _service.Reader.ReadProgress(_record);

    /// <summary>When the job was created, last modified and transferred, by the wall clock in UTC (TIME-1, TIME-2).</summary>
    public BackgroundCopyJobTimes Times => _service.Reader.ReadTimes(_record);

    /// <summary>The files in the order in which they are fetched (FILE-1).</summary>
    /// <value>A snapshot of which files there are; what each of them answers is live (FILE-21).</value>
    public IReadOnlyList<BackgroundCopyFile> Files => Array.ConvertAll(_service.Reader.Read(_record, static job => job.ClientFiles.ToArray()), FileOf);

    /// <summary>Why the job waits, since when, what comes next and when; nothing in BITS tells this.</summary>
    public RetryStatus RetryStatus => _service.Reader.Read(_record, _service.Reader.StatusOf);

    /// <summary>The engine time of the job's manager.</summary>
    internal TimeSpan ManagerElapsed => _service.Reader.Elapsed;

    /// <summary>Adds a file to the end of the job, in any state that is not final; the server is not asked yet (FILE-1, FILE-2, FILE-8).</summary>
    /// <param name="remoteName">
    /// An http or https URL, a file of a share (<c>\\server\share\file</c>) or of a drive of this machine (<c>C:\directory\file</c>), both also as
    /// file URL; at most 2,200 characters, each segment at most 260, no wildcards (FILE-4). An upload goes to the first two of these (UP-1).
    /// </param>
    /// <param name="localName">A full Windows or Unix path of at most 260 characters, no wildcards (FILE-5); on a drive or a share no name that Windows refuses.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">A name is null, relative, too long or malformed (E_INVALIDARG).</exception>
    /// <exception cref="UnauthorizedAccessException">The local name cannot be written (E_ACCESSDENIED).</exception>
    /// <exception cref="BitsException">
    /// The job is in a final state (BG_E_INVALID_STATE, OQ-19), its owner is logged off (0x800704DD; it keeps its state and its files, LIFE-3), or the policy's
    /// number of files is reached (BG_E_TOO_MANY_FILES_IN_JOB), or an upload's (BG_E_TOO_MANY_FILES), or its file is not there (0x80070002). Told in this order.
    /// </exception>
    /// <example>
    /// <code>
    /// BackgroundCopyFile file = job.AddFile("https://cdn.example/app.zip", @"C:\Downloads\app.zip");
    /// file.Progress.BytesTotal.Should().BeNull();   // not known before the server was asked
    /// </code>
    /// </example>
    public BackgroundCopyFile AddFile(string remoteName, string localName)
    {
        _service.Files.RefuseIfFinal(_record, JobCall.AddFile);
        FileNames.CheckRemoteName(remoteName, nameof(remoteName));
        FileNames.CheckLocalName(localName, nameof(localName));
        FileRecord file = FileSets.Make(_record, remoteName, localName, nameof(remoteName));
        _service.FileAdder.Add(_record, [file], JobCall.AddFile);
        return FileOf(file);
    }

    /// <summary>As <see cref="AddFile(string, string)"/>, with the remote name as it was written when the <see cref="Uri"/> was made.</summary>
    /// <param name="remoteName">An absolute URI; its <see cref="Uri.OriginalString"/> is the remote name, so that nothing is escaped or changed.</param>
    /// <param name="localName">As for <see cref="AddFile(string, string)"/>.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">A name is null, relative, too long or malformed (E_INVALIDARG).</exception>
    /// <exception cref="UnauthorizedAccessException">As for <see cref="AddFile(string, string)"/>.</exception>
    /// <exception cref="BitsException">As for <see cref="AddFile(string, string)"/>.</exception>
    public BackgroundCopyFile AddFile(Uri remoteName, string localName) => AddFile(remoteName?.OriginalString!, localName);

    /// <summary>Adds several files, all or none (FILE-1, FILE-7).</summary>
    /// <param name="files">
    /// At least one file; the rules are those of <see cref="AddFile(string, string)"/>. Of a sequence that has more than the job may have, one entry more is read.
    /// </param>
    /// <returns>The files that were added, in their order.</returns>
    /// <exception cref="ArgumentException">The set is null or empty, or a name or a hash is not acceptable (E_INVALIDARG).</exception>
    /// <exception cref="UnauthorizedAccessException">A local name cannot be written (E_ACCESSDENIED).</exception>
    /// <exception cref="BitsException">As <see cref="AddFile(string, string)"/>.</exception>
    public IReadOnlyList<BackgroundCopyFile> AddFileSet(IEnumerable<BackgroundCopyFileInfo> files)
    {
        _service.Files.RefuseIfFinal(_record, JobCall.AddFileSet);
        BackgroundCopyFileInfo[] set = _service.FileSets.Read(_record, files ?? throw Failure.Null(nameof(files)));
        if (set.Length == 0)
        {
            throw Failure.InvalidArgument(nameof(files), "A set of files must hold at least one.");
        }

        FileRecord[] added = Array.ConvertAll(set, file => _service.FileSets.Make(_record, file.RemoteName, file.LocalName, file.Ranges, file.ExpectedSha256, nameof(files)));
        _service.FileAdder.Add(_record, added, JobCall.AddFileSet);
        return Array.AsReadOnly(Array.ConvertAll(added, FileOf));
    }

    /// <summary>
    /// Queues the job (LIFE-9). From SUSPENDED, TRANSIENT_ERROR, ERROR, and TRANSFERRED with new files: QUEUED, with the no-progress timer
    /// and the download time cleared and no regard to the retry delay (RETRY-5, RETRY-21). Else nothing happens (STATE-40, OQ-8).
    /// </summary>
    /// <exception cref="BitsException">
    /// The job has no files (BG_E_EMPTY, LIFE-8; under <see cref="BitsReadings.ResumeTransferredIsEmpty"/> also: no new ones), or is in a
    /// final state (BG_E_INVALID_STATE).
    /// </exception>
    /// <example>
    /// <code>
    /// job.State.Should().Be(BackgroundCopyJobState.Suspended);
    /// job.Resume();
    /// job.State.Should().Be(BackgroundCopyJobState.Queued);
    /// </code>
    /// </example>
    public void Resume() => _service.Calls.Resume(_record);

    /// <summary>Stops the transfer and any planned retry until <see cref="Resume"/>; the bytes are kept (STATE-41, STATE-43, OQ-7).</summary>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public void Suspend() => _service.Calls.Call(_record, JobTrigger.Suspend, JobCall.Suspend);

    /// <summary>Ends the job and deletes all its files, but none that is sent; the server of an upload is told (LIFE-10, LIFE-20).</summary>
    /// <returns>
    /// <see cref="BackgroundCopyResult.Ok"/>, or <see cref="BackgroundCopyResult.UnableToDeleteFiles"/> when temporary files remain; the job is
    /// CANCELLED either way.
    /// </returns>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    public BackgroundCopyResult Cancel() => _service.Files.Cancel(_record);

    /// <summary>Ends the job: files that have arrived get their final names, all others are deleted (LIFE-11, LIFE-21).</summary>
    /// <returns>
    /// <see cref="BackgroundCopyResult.Ok"/> when every file had arrived, <see cref="BackgroundCopyResult.PartialComplete"/> when not, or
    /// <see cref="BackgroundCopyResult.UnableToDeleteFiles"/> when temporary files remain; the job is ACKNOWLEDGED in each case.
    /// </returns>
    /// <exception cref="BitsException">
    /// A file cannot be renamed: with that error's code. The job stays as it was, files renamed before are available, and Complete may be
    /// called again (LIFE-14). Or the job is in a final state, or an upload that is not in TRANSFERRED (BG_E_INVALID_STATE, LIFE-12).
    /// </exception>
    /// <example>
    /// <code>
    /// if (bits.RunToOutcome(job, TimeSpan.FromDays(15)) == BackgroundCopyJobState.Transferred)
    /// {
    ///     job.Complete().Should().Be(BackgroundCopyResult.Ok);
    /// }
    /// </code>
    /// </example>
    public BackgroundCopyResult Complete() => _service.Files.Complete(_record);

    /// <summary>What is doubtful about the job's settings; also logged at <see cref="Resume"/>.</summary>
    /// <returns>The warnings in a fixed order; empty when there is nothing to say.</returns>
    public IReadOnlyList<SettingsWarning> CheckSettings() => _service.Reader.Read(_record, _service.Reader.CheckSettings);

    /// <summary>Waits until the job is in a state or passes through it. Waiting does not move time.</summary>
    /// <remarks>
    /// A test that awaits it while nobody moves the clock waits for ever. Await it in code that the clock runs (<c>bits.Run</c>), which moves on meanwhile and says
    /// so if nothing comes, or let RunUntil move the clock.
    /// </remarks>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// A task. With inline callbacks (<see cref="CallbackDispatch.Inline"/>) it completes at the very instant, before time moves on, on the
    /// thread that moves the job, and so do awaits of it that stay on the thread; otherwise what follows runs on the thread pool.
    /// </returns>
    /// <exception cref="BitsException">A final state makes the state unreachable (BG_E_INVALID_STATE).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the manager disposed.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No such state (E_INVALIDARG).</exception>
    public Task WaitForStateAsync(BackgroundCopyJobState state, CancellationToken cancellationToken = default) =>
        _service.Waits.WaitAsync(_record, StateWait.SetOf(state, nameof(state)), cancellationToken);

    /// <summary>Waits until the job is TRANSFERRED, ERROR, ACKNOWLEDGED or CANCELLED; TRANSIENT_ERROR does not end the wait. Waiting does not move time.</summary>
    /// <remarks>
    /// A test that awaits it while nobody moves the clock waits for ever. Await it in code that the clock runs (<c>bits.Run</c>), which moves on meanwhile and says
    /// so if nothing comes, or let RunToOutcome move the clock.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The state that ended it; the task completes as that of <see cref="WaitForStateAsync"/> does.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled, or the manager disposed.</exception>
    /// <example>
    /// <code>
    /// bits.Run(async () =>
    /// {
    ///     job.Resume();
    ///     if (await job.WaitForOutcomeAsync() == BackgroundCopyJobState.Transferred)
    ///     {
    ///         job.Complete();
    ///     }
    /// });
    /// </code>
    /// </example>
    public Task<BackgroundCopyJobState> WaitForOutcomeAsync(CancellationToken cancellationToken = default) =>
        _service.Waits.WaitAsync(_record, StateWait.Outcomes, cancellationToken);

    /// <summary>Number and name, how many percent are here, the state, and what <see cref="RetryStatus"/> says: for people, as of now.</summary>
    /// <returns>One line, the same in every culture, without what is secret in names.</returns>
    public override string ToString() => JobText.Sentence(this);

    internal ServiceDoor Door => _service;

    internal JobRecord Record => _record;

    /// <summary>Whether it has come to a state that it never leaves.</summary>
    internal bool IsFinal => _service.Reader.Read(_record, static job => job.Data.IsFinal);

    /// <summary>Whether it is a job of a service.</summary>
    internal bool IsOf(BitsService service) => _service.Service == service;

    /// <summary>Runs something while somebody waits for one of some states.</summary>
    internal void WhileWaiting(int states, Action<StateWait> act)
    {
        StateWait wait = _service.Waits.Begin(_record, states);
        try
        {
            act(wait);
        }
        finally
        {
            _service.Waits.Leave(_record, wait);
        }
    }

    /// <summary>The object that clients hold for a file: always the same.</summary>
    internal BackgroundCopyFile FileOf(FileRecord record) => (BackgroundCopyFile)_service.FaceOf(record, static (file, job) => new BackgroundCopyFile(job, file), this);

    internal BackgroundCopyError ErrorOf(ErrorOfJob error) =>
        new(error.Code, error.Context, error.File is null ? null : FileOf(error.File), error.Protocol);
}
