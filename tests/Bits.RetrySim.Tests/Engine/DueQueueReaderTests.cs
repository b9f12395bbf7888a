namespace Bits.RetrySim.Tests;

public sealed class DueQueueReaderTests
{
    /// <summary>A clock that took an entry on its way for gone would run past it.</summary>
    [Fact]
    public void NextInstant_ReadByAnotherThreadWhileTheFirstEntryMoves_IsNeverThatOfALaterOne()
    {
        DueQueue queue = new();
        DueEntry moved = new(DuePhase.Retry);
        queue.Arm(new DueEntry(DuePhase.NoProgress), 1_000);
        queue.Arm(moved, 1);
        bool done = false;
        long reads = 0, latest = 0;
        Thread reader = new(() =>
        {
            while (!Volatile.Read(ref done))
            {
                latest = Math.Max(latest, queue.NextInstant);
                Interlocked.Increment(ref reads);
            }
        });
        reader.Start();

        for (int i = 0; i < 200_000 || Interlocked.Read(ref reads) < 10_000; i++)
        {
            queue.Arm(moved, i % 3);
            if (i % 100 == 0)
            {
                queue.Rebase(static entry => entry.Instant);
            }
        }

        Volatile.Write(ref done, true);
        reader.Join();
        latest.Should().BeLessThanOrEqualTo(2);
    }
}
