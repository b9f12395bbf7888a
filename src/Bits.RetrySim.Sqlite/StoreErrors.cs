using Microsoft.Data.Sqlite;

namespace Bits.RetrySim;

/// <summary>What a store fails with, as it is told.</summary>
internal static class StoreErrors
{
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int FileCorrupt = unchecked((int)0x80070570);
    private const int RevisionMismatch = unchecked((int)0x8007051A);
    private const int OpenFailed = unchecked((int)0x8007006E);
    private const int DiskFull = unchecked((int)0x80070070);
    private const int AccessDenied = unchecked((int)0x80070005);
    private const int IoDevice = unchecked((int)0x8007045D);
    private const int Fail = unchecked((int)0x80004005);

    internal static JobStoreException Of(SqliteException failure, string path, string what)
    {
        // The numbers are those of sqlite3.h.
        (int hresult, string why) = failure.SqliteErrorCode switch
        {
            5 or 6 => (SharingViolation, "another store has it, in this process or another"),
            11 or 26 => (FileCorrupt, "it is damaged, or no database"),
            13 => (DiskFull, "the disk is full"),
            3 or 8 or 23 => (AccessDenied, "it may not be written"),
            10 => (IoDevice, "the disk fails"),
            14 => (OpenFailed, "it can be neither opened nor made; its directory has to exist"),
            _ => (Fail, "SQLite refuses it"),
        };
        return new JobStoreException($"The job store {path} {what}: {why}. Nothing was changed. {failure.Message}", hresult, failure);
    }

    internal static JobStoreException Damaged(string path, string fault) => new($"The job store {path} {fault}. Nothing was changed.", FileCorrupt);

    internal static JobStoreException TooNew(string path, long version, int known) => new(
        FormattableString.Invariant($"The job store {path} has schema {version}; this version knows schemas up to {known}. A later version of the library wrote it. Nothing was changed."), RevisionMismatch);
}
