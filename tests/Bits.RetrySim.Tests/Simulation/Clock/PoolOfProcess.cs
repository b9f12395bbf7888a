namespace Bits.RetrySim.Tests;

/// <summary>
/// Tests that hold a run to the instant for what the runtime takes to the thread pool without its context: the one thing a run can miss while the pool of
/// its process is kept busy without a gap by others, as other tests do (docs/virtual-time.md). Tests that give the pool
/// little time, for which it may have none left beside others. And tests that take all its threads themselves, for which others would wait.
/// </summary>
[CollectionDefinition(nameof(PoolOfProcess), DisableParallelization = true)]
public sealed class PoolOfProcess;
