namespace Bits.RetrySim;

/// <content>What becomes of files that are in the job already.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>Gives another beginning to the remote names of all files that have a certain one: another server, another directory (FILE-14).</summary>
    /// <remarks>What <see cref="BackgroundCopyFile.SetRemoteName(string)"/> says of one name is true of each.</remarks>
    /// <param name="oldPrefix">How the names begin that are changed; upper and lower case are told apart.</param>
    /// <param name="newPrefix">How they begin then.</param>
    /// <returns>Whether there was such a file; false where BITS answers S_FALSE.</returns>
    /// <exception cref="ArgumentException">
    /// A prefix is null or empty, or a name that comes of it is too long or malformed (E_INVALIDARG); then no name is changed.
    /// </exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    /// <example>
    /// <code>
    /// job.ReplaceRemotePrefix("https://cdn1.example/", "https://cdn2.example/").Should().BeTrue();
    /// job.Resume();
    /// </code>
    /// </example>
    public bool ReplaceRemotePrefix(string oldPrefix, string newPrefix) => _service.FileCalls.ReplaceRemotePrefix(_record, oldPrefix, newPrefix);

    /// <summary>Null where GetTemporaryName of BITS fails: the file has its final name, or there is none any more (FILE-9).</summary>
    internal string? TemporaryNameOf(FileRecord file) => Read(job =>
        job.Data.IsFinal || file.IsCompleted ? null
        : job.Has(JobTraits.IsHighPerformance) ? file.LocalName
        : FileNames.TemporaryOf(file.LocalName, job.Number, file.Index + 1));

    internal T Read<T>(Func<JobRecord, T> read) => _service.Reader.Read(_record, read);

    internal void SetValidationState(FileRecord file, bool isValid) => _service.FileCalls.SetValidationState(_record, file, isValid);

    internal void SetRemoteName(FileRecord file, string remoteName) => _service.FileCalls.SetRemoteName(_record, file, remoteName);
}
