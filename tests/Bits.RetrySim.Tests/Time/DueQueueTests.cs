using CsCheck;

namespace Bits.RetrySim.Tests;

public class DueQueueTests
{
    private readonly DueQueue _queue = new();

    [Fact]
    public void NewQueue_IsEmpty()
    {
        _queue.Count.Should().Be(0);
        _queue.NextInstant.Should().Be(long.MaxValue);
        _queue.Peek.Should().BeNull();
        _queue.LastSequence.Should().Be(0);
        _queue.Invoking(q => q.Pop()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void NewEntry_IsNotArmed()
    {
        DueEntry entry = new(DuePhase.NoProgress);

        entry.IsArmed.Should().BeFalse();
        entry.Instant.Should().Be(long.MinValue);
        entry.Phase.Should().Be(DuePhase.NoProgress);
        entry.Sequence.Should().Be(0);
    }

    [Fact]
    public void DuePhase_HasTheOrderOfTheDecisions()
    {
        Enum.GetValues<DuePhase>().Should().Equal(
            DuePhase.Input, DuePhase.Report, DuePhase.MaximumDownloadTime, DuePhase.FailureReport, DuePhase.Retry, DuePhase.Schedule,
            DuePhase.NoProgress, DuePhase.Inactivity, DuePhase.RangesNotification, DuePhase.FileNotification, DuePhase.JobNotification, DuePhase.ModificationNotification, DuePhase.CertificateValidation,
            DuePhase.Listeners);
    }

    [Fact]
    public void Pop_OneInstant_GoesByPhaseThenBySequence()
    {
        DueEntry late = new(DuePhase.Retry), second = new(DuePhase.Schedule), first = new(DuePhase.Retry), last = new(DuePhase.Schedule);
        _queue.Arm(late, 11);
        _queue.Arm(second, 10);
        _queue.Arm(first, 10);
        _queue.Arm(last, 10);

        PopAll().Should().Equal(first, second, last, late);
    }

    [Fact]
    public void Pop_Entry_KeepsItsInstantAndIsNotArmed()
    {
        DueEntry entry = new(DuePhase.Retry);
        _queue.Arm(entry, 42);

        _queue.Peek.Should().BeSameAs(entry);
        _queue.NextInstant.Should().Be(42);
        _queue.Pop().Should().BeSameAs(entry);

        entry.IsArmed.Should().BeFalse();
        entry.Instant.Should().Be(42);
        entry.Phase.Should().Be(DuePhase.Retry);
        entry.Sequence.Should().Be(1);
        _queue.Count.Should().Be(0);
    }

    [Fact]
    public void Arm_ArmedEntryForItsOwnInstant_GoesBehindItsEquals()
    {
        DueEntry a = new(DuePhase.Retry), b = new(DuePhase.Retry), c = new(DuePhase.Retry);
        _queue.Arm(a, 5);
        _queue.Arm(b, 5);
        _queue.Arm(c, 5);
        _queue.Arm(a, 5);

        _queue.Count.Should().Be(3);
        PopAll().Should().Equal(b, c, a);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Arm_ArmedEntryForAnotherInstant_Moves(long instant)
    {
        DueEntry moved = new(DuePhase.Retry), other = new(DuePhase.Retry);
        _queue.Arm(moved, 50);
        _queue.Arm(other, 60);
        _queue.Arm(moved, instant);

        _queue.NextInstant.Should().Be(Math.Min(instant, 60));
        moved.Instant.Should().Be(instant);
        PopAll().Should().Equal(instant < 60 ? [moved, other] : [other, moved]);
    }

    [Fact]
    public void Arm_WithPhase_UsesAndKeepsThePhase()
    {
        DueEntry report = new(DuePhase.Report), timeout = new(DuePhase.MaximumDownloadTime);
        _queue.Arm(report, 7, DuePhase.FailureReport);
        _queue.Arm(timeout, 7);
        PopAll().Should().Equal(timeout, report);
        report.Phase.Should().Be(DuePhase.FailureReport);

        _queue.Arm(timeout, 8);
        _queue.Arm(report, 8);
        PopAll().Should().Equal(timeout, report);

        _queue.Arm(timeout, 9);
        _queue.Arm(report, 9, DuePhase.Report);
        PopAll().Should().Equal(report, timeout);
    }

    [Fact]
    public void Arm_ExtremeInstants_KeepTheirOrder()
    {
        DueEntry never = new(DuePhase.Input), first = new(DuePhase.ModificationNotification), zero = new(DuePhase.Input);
        _queue.Arm(never, long.MaxValue);
        _queue.NextInstant.Should().Be(long.MaxValue);
        _queue.Arm(zero, 0);
        _queue.Arm(first, long.MinValue);

        PopAll().Should().Equal(first, zero, never);
    }

    [Fact]
    public void Disarm_NotArmed_DoesNothing()
    {
        DueEntry entry = new(DuePhase.Retry), other = new(DuePhase.Retry);
        _queue.Arm(other, 1);
        _queue.Disarm(entry);
        _queue.Arm(entry, 2);
        _queue.Disarm(entry);
        _queue.Disarm(entry);

        entry.IsArmed.Should().BeFalse();
        entry.Instant.Should().Be(2);
        PopAll().Should().Equal(other);
    }

    [Fact]
    public void Clear_ArmedEntries_TakesAllOut()
    {
        DueEntry[] entries = Enumerable.Range(0, 40).Select(i => new DueEntry((DuePhase)(i % 11))).ToArray();
        Array.ForEach(entries, e => _queue.Arm(e, 7));
        _queue.Clear();

        _queue.Count.Should().Be(0);
        entries.Should().OnlyContain(e => !e.IsArmed && e.Instant == 7);
        _queue.Arm(entries[3], 8);
        PopAll().Should().Equal(entries[3]);
    }

    [Fact]
    public void Entry_ArmedInOneQueue_IsRefusedByAnother()
    {
        DueQueue other = new();
        DueEntry entry = new(DuePhase.Retry), foreign = new(DuePhase.Retry);
        _queue.Arm(entry, 1);

        other.Invoking(q => q.Arm(entry, 2)).Should().Throw<InvalidOperationException>();
        other.Arm(foreign, 3);
        other.Invoking(q => q.Arm(entry, 2)).Should().Throw<InvalidOperationException>();
        other.Invoking(q => q.Disarm(entry)).Should().Throw<InvalidOperationException>();

        entry.Instant.Should().Be(1);
        other.Count.Should().Be(1);
        PopAll().Should().Equal(entry);
    }

    [Fact]
    [Trait("Rule", "CLOCK-4")]
    public void Rebase_EntriesThatFallTogether_KeepTheirOldOrderWithinAPhase()
    {
        DueEntry c = new(DuePhase.Retry), a = new(DuePhase.Retry), b = new(DuePhase.Retry), turn = new(DuePhase.Schedule), later = new(DuePhase.Input);
        _queue.Arm(c, 30);
        _queue.Arm(turn, 5);
        _queue.Arm(a, 10);
        _queue.Arm(b, 10);
        _queue.Arm(later, 50);
        long before = _queue.LastSequence;

        _queue.Rebase(e => Math.Max(e.Instant, 40));

        new[] { a, b, c, turn, later }.Should().OnlyContain(e => e.IsArmed && e.Sequence > before);
        new[] { a, b, c, turn, later }.Select(e => e.Instant).Should().Equal(40, 40, 40, 40, 50);
        PopAll().Should().Equal(a, b, c, turn, later);
    }

    [Fact]
    public void Rebase_FunctionThrows_ChangesNothing()
    {
        DueEntry a = new(DuePhase.Retry), b = new(DuePhase.Retry);
        _queue.Arm(a, 1);
        _queue.Arm(b, 2);

        _queue.Invoking(q => q.Rebase(e => e == b ? throw new FormatException() : 9)).Should().Throw<FormatException>();

        a.Instant.Should().Be(1);
        PopAll().Should().Equal(a, b);
    }

    [Fact]
    public void Rebase_FunctionChangesTheQueue_Throws()
    {
        DueEntry a = new(DuePhase.Retry), b = new(DuePhase.Retry);
        _queue.Arm(a, 1);
        _queue.Arm(b, 2);

        _queue.Invoking(q => q.Rebase(e => Change(e, () => q.Arm(b, 3)))).Should().Throw<InvalidOperationException>();
        _queue.Invoking(q => q.Rebase(e => Change(e, () => q.Disarm(b)))).Should().Throw<InvalidOperationException>();

        static long Change(DueEntry entry, Action change)
        {
            change();
            return entry.Instant;
        }
    }

    [Fact]
    public void SteadyState_ArmPopDisarm_AllocatesNothing()
    {
        DueEntry[] entries = Enumerable.Range(0, 1000).Select(i => new DueEntry((DuePhase)(i % 11))).ToArray();

        Allocated.By(Churn).Should().Be(0);

        void Churn()
        {
            for (int i = 0; i < entries.Length; i++)
            {
                _queue.Arm(entries[i], i * 7919 % 1009);
            }

            for (int i = 0; i < entries.Length; i += 3)
            {
                _queue.Disarm(entries[i]);
                _queue.Arm(entries[(i + 1) % entries.Length], i);
            }

            while (_queue.Peek is not null)
            {
                _queue.Pop();
            }
        }
    }

    [Fact]
    public void Pop_Entry_IsNoLongerReferred()
    {
        WeakReference popped = ArmAndPop();
        GC.Collect();

        popped.IsAlive.Should().BeFalse();
        _queue.Count.Should().Be(1);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        WeakReference ArmAndPop()
        {
            _queue.Arm(new DueEntry(DuePhase.Retry), 2);
            DueEntry first = new(DuePhase.Retry);
            _queue.Arm(first, 1);
            return new WeakReference(_queue.Pop());
        }
    }

    /// <summary>Random operations against a list that is sorted anew each time; a failure prints the seed that repeats it.</summary>
    [Fact]
    public void AnyOperations_AgreeWithASortedList()
    {
        Gen<(int Kind, int Entry, int Instant, int Phase)> operation = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 59], Gen.Int[0, 30], Gen.Int[0, 10]);
        operation.Array[0, 400].Sample(
            operations =>
            {
                DueQueue queue = new();
                DueEntry[] entries = Enumerable.Range(0, 60).Select(i => new DueEntry((DuePhase)(i % 11))).ToArray();
                NaiveQueue naive = new(entries);
                foreach (var (kind, entry, instant, phase) in operations)
                {
                    Apply(queue, naive, entries, kind, entry, instant, phase);
                    naive.Check(queue, entries);
                }

                while (queue.Count > 0)
                {
                    Array.IndexOf(entries, queue.Pop()).Should().Be(naive.Pop());
                }

                naive.IsEmpty.Should().BeTrue();
            },
            iter: 500);

        static void Apply(DueQueue queue, NaiveQueue naive, DueEntry[] entries, int kind, int entry, int instant, int phase)
        {
            switch (kind)
            {
                case < 7:
                    queue.Arm(entries[entry], instant);
                    naive.Arm(entry, instant, null);
                    break;
                case < 11:
                    queue.Arm(entries[entry], instant, (DuePhase)phase);
                    naive.Arm(entry, instant, phase);
                    break;
                case < 15:
                    queue.Disarm(entries[entry]);
                    naive.Disarm(entry);
                    break;
                case 19:
                    queue.Rebase(e => (e.Instant + instant) / 2);
                    naive.Rebase(old => (old + instant) / 2);
                    break;
                default:
                    if (queue.Count > 0)
                    {
                        Assert.Equal(naive.Pop(), Array.IndexOf(entries, queue.Pop()));
                    }

                    break;
            }
        }
    }

    private List<DueEntry> PopAll()
    {
        List<DueEntry> popped = [];
        while (_queue.Count > 0)
        {
            popped.Add(_queue.Pop());
        }

        return popped;
    }

    /// <summary>The queue as one would explain it.</summary>
    private sealed class NaiveQueue(DueEntry[] entries)
    {
        private readonly int[] _phases = entries.Select(e => (int)e.Phase).ToArray();
        private List<(long Instant, int Phase, long Sequence, int Entry)> _armed = [];
        private long _sequence;

        internal bool IsEmpty => _armed.Count == 0;

        internal void Arm(int entry, long instant, int? phase)
        {
            Disarm(entry);
            _phases[entry] = phase ?? _phases[entry];
            _armed.Add((instant, _phases[entry], ++_sequence, entry));
            _armed.Sort();
        }

        internal void Disarm(int entry) => _armed.RemoveAll(a => a.Entry == entry);

        internal int Pop()
        {
            int entry = _armed[0].Entry;
            _armed.RemoveAt(0);
            return entry;
        }

        internal void Rebase(Func<long, long> newInstant) => _armed = _armed
            .OrderBy(a => newInstant(a.Instant)).ThenBy(a => a.Phase).ThenBy(a => a.Instant).ThenBy(a => a.Sequence)
            .Select(a => (newInstant(a.Instant), a.Phase, ++_sequence, a.Entry)).ToList();

        internal void Check(DueQueue queue, DueEntry[] all)
        {
            bool same = queue.Count == _armed.Count
                && queue.LastSequence == _sequence
                && queue.NextInstant == (IsEmpty ? long.MaxValue : _armed[0].Instant)
                && queue.Peek == (IsEmpty ? null : all[_armed[0].Entry])
                && all.Count(e => e.IsArmed) == _armed.Count
                && _armed.TrueForAll(a => all[a.Entry].Instant == a.Instant && (int)all[a.Entry].Phase == a.Phase && all[a.Entry].Sequence == a.Sequence);
            Assert.True(same, "count, head or an armed entry's key differs from the sorted list");
        }
    }
}
