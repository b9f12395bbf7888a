namespace Bits.RetrySim;

/// <content>What becomes of files that are in the job already.</content>
public sealed partial class BackgroundCopyJob
{
    /// <summary>Adds a file of which only parts are fetched, in the order in which they are given, and put one behind the other (FILE-11).</summary>
    /// <param name="remoteName">An http or https URL; else as for <see cref="AddFile(string, string)"/>.</param>
    /// <param name="localName">As for <see cref="AddFile(string, string)"/>.</param>
    /// <param name="ranges">
    /// The parts, at least one, of which no two have a byte in common. Totals and progress count their bytes alone, and are known at once where all lengths are
    /// (PROG-3, PROG-6). One that the file turns out not to have makes the job fail with BG_E_INVALID_RANGE, a server that knows no ranges with
    /// BG_E_INSUFFICIENT_RANGE_SUPPORT (ERR-33).
    /// </param>
    /// <returns>The file.</returns>
    /// <exception cref="ArgumentException">A name is not acceptable, or names a file of a share or a drive, or there is no range (E_INVALIDARG).</exception>
    /// <exception cref="UnauthorizedAccessException">The local name cannot be written (E_ACCESSDENIED).</exception>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">
    /// A range has no bytes or begins below 0 (BG_E_INVALID_RANGE), two overlap (BG_E_OVERLAPPING_RANGES), there are more than
    /// <see cref="GroupPolicy.MaxRangesPerFile"/> (BG_E_TOO_MANY_RANGES_IN_FILE); else as <see cref="AddFile(string, string)"/>.
    /// </exception>
    /// <example>
    /// <code>
    /// job.AddFileWithRanges("https://cdn.example/app.iso", @"C:\Downloads\head.bin", [new(0, 4096), new(1_000_000, BackgroundCopyFileRange.ToEndOfFile)]);
    /// </code>
    /// </example>
    public BackgroundCopyFile AddFileWithRanges(string remoteName, string localName, IEnumerable<BackgroundCopyFileRange> ranges)
    {
        _service.Files.RefuseIfFinal(_record, JobCall.AddFileWithRanges);
        FileNames.CheckRemoteName(remoteName, nameof(remoteName));
        FileNames.CheckHasRanges(remoteName, nameof(remoteName));
        FileNames.CheckLocalName(localName, nameof(localName));
        BackgroundCopyFileRange[] read = _service.FileSets.ReadRanges(_record, ranges ?? throw Failure.Null(nameof(ranges)));
        FileRecord file = new(remoteName, localName) { Ranges = FileRanges.Check(read, nameof(ranges)) };
        _service.FileAdder.Add(_record, [file], JobCall.AddFileWithRanges);
        return FileOf(file);
    }

    /// <inheritdoc cref="AddFileWithRanges(string, string, IEnumerable{BackgroundCopyFileRange})"/>
    public BackgroundCopyFile AddFileWithRanges(Uri remoteName, string localName, IEnumerable<BackgroundCopyFileRange> ranges) =>
        AddFileWithRanges(remoteName?.OriginalString!, localName, ranges);

    /// <summary>Gives another beginning to the remote names of all files that have a certain one: another server, another directory (FILE-14).</summary>
    /// <remarks>What <see cref="BackgroundCopyFile.SetRemoteName(string)"/> says of one name is true of each.</remarks>
    /// <param name="oldPrefix">How the names begin that are changed; upper and lower case are told apart.</param>
    /// <param name="newPrefix">How they begin then.</param>
    /// <returns>Whether there was such a file; false where BITS answers S_FALSE.</returns>
    /// <exception cref="ArgumentException">
    /// A prefix is null or empty, or a name that comes of it is too long or malformed (E_INVALIDARG); then no name is changed.
    /// </exception>
    /// <exception cref="NotImplementedException">The job sends (E_NOTIMPL).</exception>
    /// <exception cref="BitsException">The job is in a final state (BG_E_INVALID_STATE).</exception>
    /// <example>
    /// <code>
    /// job.ReplaceRemotePrefix("https://cdn1.example/", "https://cdn2.example/").Should().BeTrue();
    /// job.Resume();
    /// </code>
    /// </example>
    public bool ReplaceRemotePrefix(string oldPrefix, string newPrefix) => _service.FileCalls.ReplaceRemotePrefix(_record, oldPrefix, newPrefix);
}
