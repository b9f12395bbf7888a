using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Bits.RetrySim;

/// <summary>What stands in the file of a store, and how an older one becomes what it is now.</summary>
internal static class StoreSchema
{
    /// <summary>Tells a store from the databases of others: "BitJ".</summary>
    private const long ApplicationId = 0x4269744A;

    /// <summary>The step at an index leads from that version to the next. What has been released is never changed.</summary>
    private static readonly string[] Steps =
    [
        "CREATE TABLE job (id TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)",
    ];

    /// <summary>Takes the file for this store alone, and brings it up to date.</summary>
    internal static void Open(SqliteConnection connection, string path)
    {
        // Taken with the first look into the file, and held until it is closed; also keeps what the log is found by in memory.
        Run(connection, "PRAGMA locking_mode = EXCLUSIVE");
        Run(connection, "BEGIN EXCLUSIVE");
        long version = Check(connection, path);
        Run(connection, "ROLLBACK");
        Run(connection, "PRAGMA journal_mode = WAL");
        Run(connection, "PRAGMA synchronous = FULL");
        if (version < Steps.Length)
        {
            Migrate(connection, version);
        }
    }

    /// <summary>Before anything is changed.</summary>
    private static long Check(SqliteConnection connection, string path)
    {
        long application = Read(connection, "PRAGMA application_id");
        long version = Read(connection, "PRAGMA user_version");
        bool isNew = application == 0 && version == 0 && Read(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isNew && application != ApplicationId)
        {
            throw StoreErrors.Damaged(path, "is a database of something else");
        }

        return version <= Steps.Length ? version : throw StoreErrors.TooNew(path, version, Steps.Length);
    }

    private static void Migrate(SqliteConnection connection, long version)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        for (long step = version; step < Steps.Length; step++)
        {
            Run(connection, Steps[step], transaction);
        }

        Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"), transaction);
        Run(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Steps.Length}"), transaction);
        transaction.Commit();
    }

    private static void Run(SqliteConnection connection, string text, SqliteTransaction? transaction = null)
    {
        using SqliteCommand command = Make(connection, text, transaction);
        command.ExecuteNonQuery();
    }

    private static long Read(SqliteConnection connection, string text)
    {
        using SqliteCommand command = Make(connection, text, null);
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this assembly; values are parameters.")]
    private static SqliteCommand Make(SqliteConnection connection, string text, SqliteTransaction? transaction)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        return command;
    }
}
