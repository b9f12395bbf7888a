using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Bits.RetrySim;

/// <summary>
/// Jobs in an SQLite file: <see cref="BackgroundCopyManagerOptions.Store"/>. What was committed outlives the end of the process and a loss of power (write-ahead log,
/// synchronous=FULL); a commit is one transaction.
/// </summary>
/// <remarks>
/// The file belongs to one store at a time, of whatever process: it is locked until <see cref="Dispose"/>, or the end of the process. Beside it lies its log, of the
/// same name with <c>-wal</c> behind it: whoever copies the one while it is open needs the other. On Unix a new file can be read and written by its owner only, since jobs
/// have headers and URLs that may be secret.
/// </remarks>
/// <threadsafety>Safe from any thread. Dispose it after its manager.</threadsafety>
/// <example>
/// <code>
/// using SqliteJobStore store = new(path);
/// using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
/// {
///     Transport = new HttpTransport(),
///     Files = new DiskFiles(),
///     Store = store,
/// });
/// </code>
/// </example>
public sealed class SqliteJobStore : IJobStore, IDisposable
{
    private readonly object _gate = new();
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _forget;

    /// <summary>Opens a file, or makes it.</summary>
    /// <param name="path">The file, in a directory that exists; a relative name counts from the current directory.</param>
    /// <exception cref="ArgumentException">The path is null, empty or white space (E_INVALIDARG).</exception>
    /// <exception cref="JobStoreException">
    /// Another store has the file (0x80070020), it is damaged or is no store (0x80070570), a later version of the library made it (0x8007051A), or it can be neither opened nor
    /// made (0x8007006E). It is left as it was.
    /// </exception>
    public SqliteJobStore(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("The path of a store must not be null, empty or white space (E_INVALIDARG, 0x80070057).", nameof(path));
        }

        _path = Path.GetFullPath(path);
        OwnerOnly.Make(_path);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = _path, Pooling = false, DefaultTimeout = 1 }.ToString());
        try
        {
            _connection.Open();
            StoreSchema.Open(_connection, _path);
            _put = Prepare("INSERT INTO job (id, data) VALUES ($id, $data) ON CONFLICT (id) DO UPDATE SET data = excluded.data", "$id", "$data");
            _forget = Prepare("DELETE FROM job WHERE id = $id", "$id");
        }
        catch (SqliteException failure)
        {
            _connection.Dispose();
            throw StoreErrors.Of(failure, _path, "cannot be opened");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public IReadOnlyList<StoredJob> Load() => Work("cannot be read", () =>
    {
        using SqliteCommand read = _connection.CreateCommand();
        read.CommandText = "SELECT id, data FROM job";
        using SqliteDataReader rows = read.ExecuteReader();
        List<StoredJob> jobs = [];
        while (rows.Read())
        {
            if (!Guid.TryParse(rows.GetString(0), out Guid id))
            {
                throw StoreErrors.Damaged(_path, "holds a job without an id");
            }

            jobs.Add(new StoredJob(id, rows.GetFieldValue<byte[]>(1)));
        }

        return jobs;
    });

    /// <inheritdoc/>
    /// <exception cref="ArgumentNullException">A list is null (E_INVALIDARG).</exception>
    /// <exception cref="ObjectDisposedException">The store is disposed.</exception>
    public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
    {
        CheckNotNull(changed, nameof(changed));
        CheckNotNull(gone, nameof(gone));
        Work("cannot be written", () =>
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            (_put.Transaction, _forget.Transaction) = (transaction, transaction);
            foreach (StoredJob job in changed)
            {
                _put.Parameters[0].Value = NameOf(job.Id);
                _put.Parameters[1].Value = job.Data.ToArray();
                _put.ExecuteNonQuery();
            }

            foreach (Guid id in gone)
            {
                _forget.Parameters[0].Value = NameOf(id);
                _forget.ExecuteNonQuery();
            }

            transaction.Commit();
            return true;
        });
    }

    /// <summary>Closes the file; another store may have it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _put.Dispose();
            _forget.Dispose();
            _connection.Dispose();
        }
    }

    private static void CheckNotNull(object? value, string paramName)
    {
        if (value is null)
        {
            throw new ArgumentNullException(paramName, "A list is required (E_INVALIDARG, 0x80070057).") { HResult = HResults.E_INVALIDARG };
        }
    }

    private static string NameOf(Guid id) => id.ToString("D");

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this assembly; values are parameters.")]
    private SqliteCommand Prepare(string text, params ReadOnlySpan<string> parameters)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        foreach (string parameter in parameters)
        {
            command.Parameters.AddWithValue(parameter, "");
        }

        return command;
    }

    private T Work<T>(string whatIfNot, Func<T> work)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_connection.State != System.Data.ConnectionState.Open, this);
            try
            {
                return work();
            }
            catch (SqliteException failure)
            {
                throw StoreErrors.Of(failure, _path, whatIfNot);
            }
        }
    }
}
