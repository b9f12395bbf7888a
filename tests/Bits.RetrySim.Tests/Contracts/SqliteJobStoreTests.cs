using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Bits.RetrySim.Tests;

/// <summary>An SQLite file keeps to the contract, and says what is wrong with it.</summary>
public sealed class SqliteJobStoreTests : JobStoreContract, IDisposable
{
    private static readonly StoredJob Job = new(new Guid(9, 0, 0, new byte[8]), new byte[] { 7 });

    private readonly TemporaryDirectory _directory = new();
    private SqliteJobStore _store;

    public SqliteJobStoreTests() => _store = new SqliteJobStore(FilePath);

    private protected override IJobStore Store => _store;

    private string FilePath => Path.Combine(_directory.Path, "jobs.db");

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    private protected override IJobStore Reopen()
    {
        _store.Dispose();
        return _store = new SqliteJobStore(FilePath);
    }

    [Fact]
    public void Open_FileThatAnotherStoreHas_IsRefusedAndStaysUsable()
    {
        _store.Commit([Job], []);

        Refuse(FilePath, "another store has it", unchecked((int)0x80070020));

        _store.Commit([Job], []);
        _store.Load().Should().ContainSingle();
    }

    [Fact]
    public void Open_LaterSchema_IsRefusedAndLeftAsItWas()
    {
        _store.Commit([Job], []);
        _store.Dispose();
        Run("PRAGMA user_version = 99");
        byte[] before = File.ReadAllBytes(FilePath);

        Refuse(FilePath, "has schema 99; this version knows schemas up to 1", unchecked((int)0x8007051A));

        File.ReadAllBytes(FilePath).Should().Equal(before);
        Run("PRAGMA user_version = 1");
        Reopen().Load().Should().ContainSingle();
    }

    [Fact]
    public void Open_NoDatabase_IsRefusedAndLeftAsItWas()
    {
        string path = Path.Combine(_directory.Path, "text");
        File.WriteAllText(path, new string('x', 5000));

        Refuse(path, "damaged, or no database", unchecked((int)0x80070570));

        File.ReadAllText(path).Should().Be(new string('x', 5000));
    }

    [Fact]
    public void Open_DatabaseOfSomethingElse_IsRefusedAndLeftAsItWas()
    {
        _store.Dispose();
        File.Delete(FilePath);
        Run("CREATE TABLE theirs (x)");
        byte[] before = File.ReadAllBytes(FilePath);

        Refuse(FilePath, "is a database of something else", unchecked((int)0x80070570));

        File.ReadAllBytes(FilePath).Should().Equal(before);
    }

    [Fact]
    public void Open_DirectoryThatIsNotThere_IsRefused() =>
        Refuse(Path.Combine(_directory.Path, "none", "jobs.db"), "its directory has to exist", unchecked((int)0x8007006E));

    [Fact]
    public void Load_DamagedPages_AreTold()
    {
        _store.Commit([.. Enumerable.Range(0, 100).Select(static i => new StoredJob(new Guid(i, 0, 0, new byte[8]), new byte[2000]))], []);
        _store.Dispose();
        byte[] bytes = File.ReadAllBytes(FilePath);
        Array.Fill(bytes, (byte)0xA5, 4096, bytes.Length - 4096);
        File.WriteAllBytes(FilePath, bytes);
        _store = new SqliteJobStore(FilePath);

        FluentActions.Invoking(_store.Load).Should().Throw<JobStoreException>().WithMessage("*damaged*").Which.HResult.Should().Be(unchecked((int)0x80070570));
    }

    [Fact]
    public void Load_IdThatIsNone_IsTold()
    {
        _store.Dispose();
        Run("INSERT INTO job VALUES ('x', x'00')");
        _store = new SqliteJobStore(FilePath);

        FluentActions.Invoking(_store.Load).Should().Throw<JobStoreException>().WithMessage("*without an id*");
    }

    /// <summary>All of a commit or nothing.</summary>
    [Fact]
    public void Commit_FailsAtItsEnd_ChangesNothing()
    {
        _store.Commit([Job], []);
        StoredJob[] broken = [new(new Guid(8, 0, 0, new byte[8]), new byte[] { 1 }), null!];

        FluentActions.Invoking(() => _store.Commit(broken, [Job.Id])).Should().Throw<NullReferenceException>();

        Reopen().Load().Should().ContainSingle().Which.Id.Should().Be(Job.Id);
    }

    /// <summary>What SQLite refuses with is told in words and with a code of Windows, and the store stays as it was.</summary>
    [Theory]
    [InlineData("PRAGMA max_page_count = 1", "the disk is full", unchecked((int)0x80070070))]
    [InlineData("PRAGMA query_only = 1", "it may not be written", unchecked((int)0x80070005))]
    [InlineData("CREATE TRIGGER refuse BEFORE INSERT ON job BEGIN SELECT RAISE(ABORT, 'no'); END", "SQLite refuses it", unchecked((int)0x80004005))]
    public void Commit_SqliteRefuses_SaysWhyAndChangesNothing(string how, string why, int hresult)
    {
        _store.Commit([Job], []);
        Prepare(how);
        StoredJob[] large = [.. Enumerable.Range(0, 100).Select(static i => new StoredJob(new Guid(i, 1, 0, new byte[8]), new byte[10_000]))];

        _store.Invoking(store => store.Commit(large, [])).Should().Throw<JobStoreException>()
            .WithMessage($"*{FilePath}*cannot be written: {why}. Nothing was changed.*").Which.HResult.Should().Be(hresult);

        Reopen().Load().Should().ContainSingle().Which.Id.Should().Be(Job.Id);
    }

    [Fact]
    public void Open_File_IsDurableAtEachCommit()
    {
        Read("journal_mode").Should().Be("wal");
        Read("synchronous").Should().Be("2");
        Read("locking_mode").Should().Be("exclusive");
    }

    [Fact]
    public void Disposed_AnyCall_Throws()
    {
        _store.Dispose();

        FluentActions.Invoking(_store.Load).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => _store.Commit([Job], [])).Should().Throw<ObjectDisposedException>();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void Open_NoPath_IsRefused(string? path) =>
        FluentActions.Invoking(() => new SqliteJobStore(path!)).Should().Throw<ArgumentException>().WithParameterName("path").Which.HResult.Should().Be(HResults.E_INVALIDARG);

    [Fact]
    public void Commit_NoList_IsRefused()
    {
        FluentActions.Invoking(() => _store.Commit(null!, [])).Should().Throw<ArgumentNullException>().WithParameterName("changed").Where(failure => failure.HResult == HResults.E_INVALIDARG);
        FluentActions.Invoking(() => _store.Commit([], null!)).Should().Throw<ArgumentNullException>().WithParameterName("gone").Where(failure => failure.HResult == HResults.E_INVALIDARG);
    }

    private static void Refuse(string path, string why, int hresult) =>
        FluentActions.Invoking(() => new SqliteJobStore(path)).Should().Throw<JobStoreException>().WithMessage($"*{path}*{why}*").Which.HResult.Should().Be(hresult);

    /// <summary>The settings of the store's own connection, which nobody else can have.</summary>
    private string Read(string pragma) => Convert.ToString(Prepare($"PRAGMA {pragma}"), System.Globalization.CultureInfo.InvariantCulture)!;

    /// <summary>Says something to the store's own connection.</summary>
    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this test.")]
    private object? Prepare(string text)
    {
        SqliteConnection connection = (SqliteConnection)typeof(SqliteJobStore).GetField("_connection", System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!.GetValue(_store)!;
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        return command.ExecuteScalar();
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every text is a constant of this test.")]
    private void Run(string text)
    {
        using SqliteConnection connection = new($"Data Source={FilePath};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
