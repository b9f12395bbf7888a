namespace Bits.RetrySim.Tests;

/// <summary>The examples of the documentation comments of stores, word by word, in the least around them that lets them run.</summary>
public sealed class StoreExampleRuns : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    [Trait("Rule", "LIFE-4")]
    public void Store_InMemory_OutlivesTheManager()
    {
        MemoryStore store = new();
        Guid id = Make(store);

        using BitsSimulation next = new(options => options.Store = store);
        next.Manager.GetJob(id).DisplayName.Should().Be("kept");
        next.Manager.GetJob(id).Cancel();
        store.Load().Should().BeEmpty();
    }

    [Fact]
    [Trait("Rule", "LIFE-4")]
    public void Store_InAFile_OutlivesTheManager()
    {
        string path = Path.Combine(_directory.Path, "jobs.db");
        Guid id;
        using (SqliteJobStore first = new(path))
        {
            id = Make(first);
        }

        using SqliteJobStore store = new(path);
        using BackgroundCopyManager manager = new(new BackgroundCopyManagerOptions
        {
            Transport = new HttpTransport(),
            Files = new DiskFiles(),
            Store = store,
        });

        manager.GetJob(id).DisplayName.Should().Be("kept");
    }

    private static Guid Make(IJobStore store)
    {
        using BitsSimulation bits = new(options => options.Store = store);
        return bits.Manager.CreateJob("kept").Id;
    }

    private sealed class MemoryStore : IJobStore
    {
        private readonly Dictionary<Guid, StoredJob> _jobs = [];

        public IReadOnlyList<StoredJob> Load() => [.. _jobs.Values];

        public void Commit(IReadOnlyList<StoredJob> changed, IReadOnlyList<Guid> gone)
        {
            foreach (StoredJob job in changed)
            {
                _jobs[job.Id] = job;
            }

            foreach (Guid id in gone)
            {
                _jobs.Remove(id);
            }
        }
    }
}
