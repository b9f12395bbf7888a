using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Bits.RetrySim.Benchmarks;

/// <summary>Commits of a store beside plain upserts of one row, in turns, in one run, in one directory: a table in Markdown.</summary>
internal static class StoreCommand
{
    private const int Turns = 7;
    private const int Commits = 200;
    private const int Batch = 100;

    /// <summary>About what a job with one file takes.</summary>
    private static readonly byte[] Job = Encoding.ASCII.GetBytes(new string('x', 1_500));

    /// <param name="output">Where the table goes.</param>
    /// <param name="directory">Where the files are, on the disk that is of interest.</param>
    internal static void Run(TextWriter output, string directory)
    {
        List<double> plain = [];
        List<double> single = [];
        List<double> batched = [];
        for (int turn = 0; turn < Turns; turn++)
        {
            plain.Add(Plain(directory));
            single.Add(Store(directory, 1));
            batched.Add(Store(directory, Batch));
        }

        output.WriteLine("| what | jobs/s (median of the turns) | beside | goal |");
        output.WriteLine("| ---: | ---: | ---: | ---: |");
        Write(output, "plain upserts of one row", plain, 1, "");
        Write(output, "one job a commit", single, Median(single) / Median(plain), ">= 0.7 of plain");
        Write(output, "100 jobs a commit", batched, Median(batched) / Median(single), ">= 50 of one a commit");
    }

    private static void Write(TextWriter output, string what, List<double> rates, double beside, string goal) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {Median(rates):N0} | {beside:0.##} | {goal} |"));

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static double Plain(string directory)
    {
        string path = Path.Combine(directory, Path.GetRandomFileName());
        using SqliteConnection connection = new($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE job (id TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO job (id, data) VALUES ($id, $data) ON CONFLICT (id) DO UPDATE SET data = excluded.data";
        command.Parameters.AddWithValue("$id", "");
        command.Parameters.AddWithValue("$data", Job);
        return Rate(Commits, number =>
        {
            command.Parameters[0].Value = IdOf(number % Batch).ToString("D");
            command.ExecuteNonQuery();
        });
    }

    private static double Store(string directory, int jobs)
    {
        using SqliteJobStore store = new(Path.Combine(directory, Path.GetRandomFileName()));
        return jobs * Rate(Commits, number => store.Commit([.. Enumerable.Range(number * jobs, jobs).Select(static job => new StoredJob(IdOf(job % Batch), Job))], []));
    }

    private static Guid IdOf(int number) => new(number, 0, 0, new byte[8]);

    private static double Rate(int count, Action<int> commit)
    {
        long start = Stopwatch.GetTimestamp();
        for (int number = 0; number < count; number++)
        {
            commit(number);
        }

        return count / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
