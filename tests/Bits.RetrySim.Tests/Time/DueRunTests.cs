namespace Bits.RetrySim.Tests;

public class DueRunTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(int.MaxValue - 5)]
    public void AddAndRemove_InAnyOrder_KeepsTheOthersInOrder(int place)
    {
        DueRun run = new(place);
        DueEntry[] entries = Enumerable.Range(0, 40).Select(_ => new DueEntry(DuePhase.Retry)).ToArray();
        List<int> left = [];
        for (int i = 0; i < entries.Length; i++)
        {
            Add(ref run, entries, i);
            left.Add(i);
            if (i % 3 == 0)
            {
                int middle = left[left.Count / 2];
                run.Remove(entries[middle]);
                left.Remove(middle);
            }

            InOrder(run).Should().Equal(left.Select(index => entries[index]));
        }

        foreach (int index in left)
        {
            run.Holds(entries[index]).Should().BeTrue();
            run.First.Should().BeSameAs(entries[index]);
            run.FirstKey.Should().Be(entries[index].Key);
            run.Remove(entries[index]);
        }

        run.First.Should().BeNull();
        run.FirstKey.Should().Be(DueKey.Latest);
        run.LastKey.Should().Be(DueKey.Earliest);
    }

    [Fact]
    public void Remove_Last_TheOneBeforeIsLast()
    {
        DueRun run = new();
        DueEntry[] entries = [new(DuePhase.Retry), new(DuePhase.Retry), new(DuePhase.Retry)];
        Add(ref run, entries, 0);
        Add(ref run, entries, 1);
        Add(ref run, entries, 2);

        run.Remove(entries[1]);
        run.Remove(entries[2]);

        run.LastKey.Should().Be(entries[0].Key);
        run.FirstKey.Should().Be(entries[0].Key);
    }

    /// <summary>What is taken out again before it is due, as the timeouts of jobs that went well, must not be kept.</summary>
    [Fact]
    public void Remove_BehindAnEntryThatStays_GapsAreClosedAndNothingIsAllocated()
    {
        DueRun run = new();
        DueEntry first = new(DuePhase.Retry), gone = new(DuePhase.Retry), last = new(DuePhase.Retry);
        Add(ref run, [first], 0);

        Allocated.By(() => Churn(100_000)).Should().Be(0);

        InOrder(run).Should().Equal(first);

        void Churn(int times)
        {
            for (int i = 1; i <= times; i++)
            {
                gone.Key = new DueKey(i, 0);
                run.Add(gone.Key, gone);
                last.Key = new DueKey(i, 1);
                run.Add(last.Key, last);
                run.Remove(gone);
                run.Remove(last);
            }
        }
    }

    [Fact]
    public void Holds_EntryOfAnotherRun_IsFalse()
    {
        DueRun run = new(), other = new();
        DueEntry[] entries = [new(DuePhase.Retry), new(DuePhase.Retry)];
        Add(ref run, entries, 0);
        Add(ref other, entries, 1);

        run.Holds(entries[1]).Should().BeFalse();
        other.Holds(entries[1]).Should().BeTrue();
    }

    private static void Add(ref DueRun run, DueEntry[] entries, int index)
    {
        entries[index].Key = new DueKey(index, 0);
        run.Add(entries[index].Key, entries[index]);
    }

    private static List<DueEntry> InOrder(in DueRun run)
    {
        List<DueNode> nodes = [];
        run.CopyTo(nodes);
        return nodes.ConvertAll(node => node.Entry);
    }
}
