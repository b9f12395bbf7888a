namespace Bits.RetrySim.Tool;

/// <summary>
/// A manager whose downloads outlive the process in a file: one that was named, or one beside what is fetched, which is there only as long as something is left to fetch.
/// </summary>
internal sealed class DownloadStore : IDisposable
{
    /// <summary>What the name of a store ends with that nobody named.</summary>
    internal const string Extension = ".bits";

    private readonly string _path;
    private readonly bool _isNamed;
    private readonly SqliteJobStore _jobs;

    private DownloadStore(string path, bool isNamed, SqliteJobStore jobs, BackgroundCopyManager manager)
    {
        _path = path;
        _isNamed = isNamed;
        _jobs = jobs;
        Manager = manager;
    }

    internal BackgroundCopyManager Manager { get; }

    /// <summary>Goes on with what the store holds.</summary>
    /// <param name="path">The file, which is made if there is none.</param>
    /// <param name="isNamed">Whether it is the user's own, and stays when it is empty.</param>
    /// <param name="options">How bytes move, and the policy.</param>
    /// <exception cref="CommandException">It cannot be opened, or its jobs cannot be read.</exception>
    internal static DownloadStore Open(string path, bool isNamed, BackgroundCopyManagerOptions options)
    {
        options.Files = new DiskFiles();
        return Open(path, isNamed, options, static jobs => jobs);
    }

    /// <summary>Takes calls for what the store holds, while nothing of it moves.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <param name="isNamed">Whether it is the user's own, and stays when it is empty.</param>
    /// <exception cref="CommandException">It cannot be opened, or its jobs cannot be read.</exception>
    internal static DownloadStore OpenAtRest(string path, bool isNamed) => Open(path, isNamed, AtRest());

    /// <summary>Looks at what the store holds, and changes nothing: what the start of a manager makes of its jobs the next one makes as well.</summary>
    /// <param name="path">The file, which is there.</param>
    /// <exception cref="CommandException">It cannot be opened, or its jobs cannot be read.</exception>
    internal static DownloadStore OpenToLook(string path) => Open(path, isNamed: true, AtRest(), static jobs => new UnchangedStore(jobs));

    /// <summary>What to type for a job of this store.</summary>
    internal string CommandOf(string verb, Guid job) => $"bits-retrysim {verb} {StoredDownload.Shorten(job)}{Place()}";

    /// <summary>Keeps what there is, and closes the file. One that nobody named and nothing needs any more is deleted.</summary>
    public void Dispose()
    {
        Manager.Dispose();
        bool isNeeded = _isNamed || _jobs.Load().Count > 0;
        _jobs.Dispose();
        if (!isNeeded)
        {
            File.Delete(_path);
        }
    }

    private string Place()
    {
        string directory = Path.GetDirectoryName(Path.GetFullPath(_path))!;
        return _isNamed ? $" --store {Quoted(_path)}" : directory == Environment.CurrentDirectory ? "" : $" -o {Quoted(directory)}";
    }

    private static string Quoted(string path) => SafeText.OneLine(path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path);

    /// <summary>Attempts begin, and nobody says what becomes of them.</summary>
    private static BackgroundCopyManagerOptions AtRest() => new() { Transport = new ManualTransport() };

    private static DownloadStore Open(string path, bool isNamed, BackgroundCopyManagerOptions options, Func<IJobStore, IJobStore> view)
    {
        SqliteJobStore? jobs = null;
        try
        {
            jobs = new SqliteJobStore(path);
            options.Store = view(jobs);
            options.Dispatch = CallbackDispatch.ThreadPool;
            options.DefaultOwner = new BackgroundCopyUser(Environment.UserName, BackgroundCopyUserKind.Administrator);
            return new DownloadStore(path, isNamed, jobs, new BackgroundCopyManager(options));
        }
        catch (JobStoreException failure)
        {
            jobs?.Dispose();
            throw CommandException.Input(failure.Message, failure);
        }
    }

    private sealed class UnchangedStore(IJobStore jobs) : IJobStore
    {
        public IReadOnlyList<StoredJob> Load() => jobs.Load();

        public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
        {
        }
    }
}
