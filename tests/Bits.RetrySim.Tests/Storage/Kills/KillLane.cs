using System.Globalization;

namespace Bits.RetrySim.Tests;

/// <summary>One store, and the processes that have it one after the other. Each is killed when something has happened that was drawn by lot.</summary>
internal sealed class KillLane
{
    private const int BatchSize = 20;

    private readonly FaultServer _server;
    private readonly string _prefix;
    private readonly string _directory;
    private readonly Random _random;
    private readonly KillFiles _files;
    private readonly KillRecord _record = new();
    private KilledProcess? _process;
    private int _batch;
    private int _life;

    internal KillLane(FaultServer server, TemporaryDirectory directory, int number)
    {
        _server = server;
        _prefix = FormattableString.Invariant($"/{number}/");
        _directory = Directory.CreateDirectory(directory.NameOf(number.ToString(CultureInfo.InvariantCulture))).FullName;
        _random = new Random(number);
        _files = new KillFiles(server, _prefix, number);
    }

    internal int Kills { get; private set; }

    internal int KillsAmidBytes { get; private set; }

    internal int KillsAmidCommits { get; private set; }

    internal int KillsAmidCompletes { get; private set; }

    private string StorePath => Path.Combine(_directory, "jobs.db");

    internal bool Owns(string path) => path.StartsWith(_prefix, StringComparison.Ordinal);

    /// <summary>The server has sent so many bytes.</summary>
    internal void Hear(int length) => _process?.Count(KillEvent.Byte, length);

    /// <summary>The server stalls.</summary>
    internal void HearStall() => _process?.Stall();

    internal string Describe() => FormattableString.Invariant(
        $"{Kills} kills, {KillsAmidBytes} amid bytes, {KillsAmidCommits} amid commits, {KillsAmidCompletes} amid Complete; {_batch} batches of {BatchSize} jobs");

    internal async Task RunAsync(int kills)
    {
        while (Kills < kills)
        {
            await LiveAsync(DrawEvent());
        }

        // From now on nothing goes wrong, so that the jobs that are left come to their end in one more life.
        int last = _batch;
        while (_batch == last)
        {
            _files.ServeWell();
            await LiveAsync((KillEvent.Never, 1));
        }

        // Of no job is the empty file that is left where a process was killed while it looked whether it may write there.
        Directory.GetFiles(_directory, "BIT*").Where(static name => name.EndsWith(".tmp", StringComparison.Ordinal) || new FileInfo(name).Length > 0).Should().BeEmpty();
    }

    /// <summary>A process begins, and is killed or ends; what is left of it fits together, and it went on where the one before it had stopped.</summary>
    private async Task LiveAsync((KillEvent What, long Count) end)
    {
        int first = (_batch * BatchSize) + 1;
        _files.Serve(first, BatchSize);
        IReadOnlyList<JobSnapshot> before = KeptJobs.Read(StorePath);
        string life = (++_life).ToString(CultureInfo.InvariantCulture);
        using KilledProcess process = new(end.What, end.Count, StorePath, _directory, _server.UrlOf(_prefix), first, BatchSize, life);
        _process = process;
        IReadOnlyList<string> lines = await process.EndAsync();
        _process = null;
        _record.Hear(lines);
        KeptJobs.CheckRequests(before, _server.Requests.Where(request => Owns(request.Path) && request.Headers["X-Life"] == life), _files);
        KeptJobs.CheckFiles(KeptJobs.Read(StorePath), _files, _record);
        if (process.WasKilled)
        {
            Count(lines, process);
            return;
        }

        _files.CheckArrived(_directory, first, BatchSize);
        _record.CheckTransferred(first, BatchSize);
        _batch++;
    }

    private void Count(IReadOnlyList<string> lines, KilledProcess process)
    {
        Kills++;
        KillsAmidBytes += process.IsSending ? 1 : 0;
        KillsAmidCommits += lines.Count(static line => line == "committing") > lines.Count(static line => line == "committed") ? 1 : 0;
        KillsAmidCompletes += KillRecord.HasOpenComplete(lines) ? 1 : 0;
    }

    private (KillEvent What, long Count) DrawEvent() => _random.Next(10) switch
    {
        < 4 => (KillEvent.Byte, _random.Next(1_500_000)),
        < 6 => (KillEvent.Transferred, _random.Next(1, 4)),
        < 7 => (KillEvent.Made, _random.Next(1, BatchSize)),
        < 9 => (KillEvent.Committing, _random.Next(1, 60)),
        _ => (KillEvent.Committed, _random.Next(1, 60)),
    };
}
