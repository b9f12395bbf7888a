namespace Bits.RetrySim.Tests;

/// <summary>When a run takes more room, and when it makes do with what it has.</summary>
public sealed class DueRunRoomTests
{
    [Fact]
    public void Add_WhileOthersAreTakenOutOfTheMiddle_TakesNoMoreRoom()
    {
        DueRun run = new();
        DueEntry first = new(DuePhase.Retry);
        DueEntry[] entries = [.. Enumerable.Range(0, 3).Select(_ => new DueEntry(DuePhase.Retry))];
        run.Add(new DueKey(0, 0), first);
        int next = 1;
        void Go()
        {
            for (int i = 0; i < 100_000; i++, next++)
            {
                DueEntry entry = entries[next % entries.Length];
                run.Add(new DueKey(next, 0), entry);
                DueEntry before = entries[(next - 1) % entries.Length];
                if (next > 1)
                {
                    run.Remove(before);
                }
            }
        }

        Allocated.By(Go).Should().Be(0);

        run.First.Should().BeSameAs(first);
        run.FirstKey.Should().Be(new DueKey(0, 0));
        run.LastKey.Should().Be(new DueKey(next - 1, 0));
    }

    [Fact]
    public void Add_FewTakenOut_TakesMoreRoomAndMovesNobody()
    {
        DueRun run = new();
        DueEntry[] entries = [.. Enumerable.Range(0, 17).Select(_ => new DueEntry(DuePhase.Retry))];
        for (int i = 0; i < 16; i++)
        {
            run.Add(new DueKey(i, 0), entries[i]);
        }

        run.Remove(entries[3]);
        int[] places = [.. entries[4..16].Select(entry => entry.Index)];

        run.Add(new DueKey(16, 0), entries[16]);

        entries[4..16].Select(entry => entry.Index).Should().Equal(places, "to close so few gaps would cost as much at each of the next ones");
    }

    [Fact]
    public void Add_NothingTakenOut_MakesRoom()
    {
        DueRun run = new();
        DueEntry[] entries = [.. Enumerable.Range(0, 100).Select(_ => new DueEntry(DuePhase.Retry))];
        for (int i = 0; i < entries.Length; i++)
        {
            run.Add(new DueKey(i, 0), entries[i]);
        }

        List<DueNode> nodes = [];
        run.CopyTo(nodes);
        nodes.Select(node => node.Entry).Should().Equal(entries);
        entries.Should().OnlyContain(entry => run.Holds(entry));
    }
}
