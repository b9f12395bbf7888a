namespace Bits.RetrySim.Tests;

/// <summary>What a store of jobs has to keep to, whatever it is made of.</summary>
public abstract class JobStoreContract
{
    private static readonly Guid One = new(1, 0, 0, new byte[8]);
    private static readonly Guid Two = new(2, 0, 0, new byte[8]);

    private protected abstract IJobStore Store { get; }

    /// <summary>The same jobs in another store, as another process sees them.</summary>
    private protected abstract IJobStore Reopen();

    [Fact]
    public void Load_NothingCommitted_IsEmpty() => Store.Load().Should().BeEmpty();

    [Fact]
    [Trait("Rule", "CLOCK-7")]
    public void Commit_Jobs_AreThereInTheNextStore()
    {
        byte[] bytes = [.. Enumerable.Range(0, 70_000).Select(static i => (byte)(i & 0xFF))];

        Store.Commit([new StoredJob(One, bytes), new StoredJob(Two, ReadOnlyMemory<byte>.Empty)], []);

        Reopened(One).Should().Equal(bytes);
        Reopened(Two).Should().BeEmpty();
    }

    [Fact]
    public void Commit_SameId_Replaces()
    {
        Store.Commit([new StoredJob(One, new byte[] { 1 }), new StoredJob(Two, new byte[] { 2 })], []);
        Store.Commit([new StoredJob(One, new byte[] { 3 })], []);

        Text(Reopen()).Should().BeEquivalentTo(["1:03", "2:02"]);
    }

    [Fact]
    public void Commit_Gone_IsForgotten()
    {
        Store.Commit([new StoredJob(One, new byte[] { 1 }), new StoredJob(Two, new byte[] { 2 })], []);
        Store.Commit([new StoredJob(Two, new byte[] { 4 })], [One]);

        Text(Reopen()).Should().BeEquivalentTo(["2:04"]);
    }

    [Fact]
    public void Commit_GoneThatWasNeverThere_IsNoError()
    {
        Store.Commit([], [One]);
        Store.Commit([], []);

        Reopen().Load().Should().BeEmpty();
    }

    /// <summary>Whoever reads while the array behind a job is used again must not see that.</summary>
    [Fact]
    public void Commit_PartOfAnArray_IsThatPart()
    {
        byte[] bytes = [1, 2, 3, 4];
        Store.Commit([new StoredJob(One, bytes.AsMemory(1, 2))], []);

        Text(Reopen()).Should().BeEquivalentTo(["1:0203"]);
    }

    [Fact]
    public void Commit_ManyJobsManyTimes_KeepsTheLast()
    {
        for (int round = 0; round < 20; round++)
        {
            byte[] data = [(byte)round];
            Store.Commit([.. Enumerable.Range(0, 50).Select(i => new StoredJob(new Guid(i, 0, 0, new byte[8]), data))], [new Guid(round + 50, 0, 0, new byte[8])]);
        }

        Reopen().Load().Select(static job => (int)job.Data.Span[0]).Should().HaveCount(50).And.AllBeEquivalentTo(19);
    }

    private byte[] Reopened(Guid id) => Reopen().Load().Single(job => job.Id == id).Data.ToArray();

    private static IEnumerable<string> Text(IJobStore store) => store.Load().Select(job => $"{job.Id.ToByteArray()[0]}:{Convert.ToHexString(job.Data.Span)}");
}
