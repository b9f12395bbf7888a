using static Bits.RetrySim.Tests.BadInputRow;

namespace Bits.RetrySim.Tests;

/// <summary>Stores in files.</summary>
internal static class BadInputStoreRows
{
    private const string New = "SqliteJobStore.new(String path)";
    private const string Commit = "SqliteJobStore.Commit(IReadOnlyList changed, IReadOnlyList gone)";

    internal static IEnumerable<BadInputRow> All =>
    [
        Invalid(New, "path null", _ => new SqliteJobStore(null!).Dispose(), "path"),
        Invalid(New, "path blank", _ => new SqliteJobStore(" ").Dispose(), "path", "empty"),
        Null(Commit, "changed", _ => WithStore(static store => store.Commit(null!, []))),
        Null(Commit, "gone", _ => WithStore(static store => store.Commit([], null!))),
    ];

    private static void WithStore(Action<SqliteJobStore> act)
    {
        using TemporaryDirectory directory = new();
        using SqliteJobStore store = new(directory.NameOf("jobs.db"));
        act(store);
    }
}
