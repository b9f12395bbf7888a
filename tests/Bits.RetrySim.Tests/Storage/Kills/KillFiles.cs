namespace Bits.RetrySim.Tests;

/// <summary>What a lane's jobs fetch: from nothing to a good half megabyte, with faults on the way, and some of them change once.</summary>
internal sealed class KillFiles(FaultServer server, string prefix, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, ServedFile[]> _versions = [];

    /// <summary>Serves the files of so many jobs, unless they are served already.</summary>
    internal void Serve(int first, int count)
    {
        foreach (string name in Enumerable.Range(first, count).SelectMany(NamesOf).Where(name => !_versions.ContainsKey(name)))
        {
            int size = _random.Next(10) switch { 0 => 0, 1 => 1, _ => _random.Next(50_000, 600_000) };
            int number = seed + (_versions.Count * 100);
            ServedFile file = ServedFile.Of(size, number);
            ServedFile next = ServedFile.Of(size, number + 50);
            bool changes = _random.Next(8) == 0;
            _versions.Add(name, changes ? [file, next] : [file]);
            server.Serve(prefix + name, file, [.. Enumerable.Range(0, 6).Select(at => changes && at == 3 ? new ServerFault.Replace(next) : DrawFault(size))]);
        }
    }

    /// <summary>No file has faults any more.</summary>
    internal void ServeWell()
    {
        foreach ((string name, ServedFile[] versions) in _versions)
        {
            server.Serve(prefix + name, versions[^1]);
        }
    }

    internal bool Changes(string path) => _versions[NameOf(path)].Length > 1;

    /// <summary>The version of a file that has a time stamp.</summary>
    internal byte[] ContentOf(string path, long timeStamp) => _versions[NameOf(path)].Single(version => version.LastModified!.Value.UtcTicks == timeStamp).Content;

    /// <summary>All files of so many jobs are there, each as it was in one of its versions.</summary>
    internal void CheckArrived(string directory, int first, int count)
    {
        foreach (string name in Enumerable.Range(first, count).SelectMany(NamesOf))
        {
            byte[] content = File.ReadAllBytes(Path.Combine(directory, name));
            Array.Exists(_versions[name], version => version.Content.AsSpan().SequenceEqual(content)).Should().BeTrue("{0} is byte-equal", name);
        }
    }

    private static IEnumerable<string> NamesOf(int number) => Enumerable.Range(1, 1 + (number % 3)).Select(file => FormattableString.Invariant($"{number}-{file}"));

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private ServerFault? DrawFault(int size) => _random.Next(12) switch
    {
        0 => new ServerFault.Status(503),
        1 => new ServerFault.Drop(-1),
        2 or 3 => new ServerFault.Drop(_random.Next(size + 1)),
        4 => new ServerFault.Stall(_random.Next(size + 1)),
        _ => null,
    };
}
