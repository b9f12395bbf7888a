using System.Runtime.CompilerServices;
using System.Text;

namespace Bits.RetrySim.Tests;

/// <summary>What stands in for newer runtimes does what they do.</summary>
public sealed class PolyfillTests
{
    [Theory]
    [InlineData(3, 0.5, 2)]
    [InlineData(5, 0.5, 2)]
    [InlineData(-3, 0.5, -2)]
    [InlineData(10, 1.25, 12)]
    public void TimeSpan_TimesAFactor_IsRoundedToTheEvenTick(long ticks, double factor, long expected)
    {
        (TimeSpan.FromTicks(ticks) * factor).Ticks.Should().Be(expected);
        (factor * TimeSpan.FromTicks(ticks)).Ticks.Should().Be(expected);
        (TimeSpan.FromTicks(ticks) / (1 / factor)).Ticks.Should().Be(expected);
    }

    [Fact]
    public void TimeSpan_ThatBecomesTooLong_Overflows()
    {
        Func<TimeSpan> twice = () => TimeSpan.MaxValue * 2;

        twice.Should().Throw<OverflowException>();
        (TimeSpan.FromHours(3) / TimeSpan.FromHours(2)).Should().Be(1.5);
    }

    [Fact]
    public void PriorityQueue_OfSeveral_GivesTheLeastFirst()
    {
        PriorityQueue<string, int> queue = new();
        queue.Enqueue("second", 2);
        queue.Enqueue("first", 1);
        queue.Enqueue("second again", 2);

        queue.Dequeue().Should().Be("first");
        queue.Dequeue().Should().Be("second");
        queue.TryPeek(out string left, out int priority).Should().BeTrue();
        (left, priority).Should().Be(("second again", 2));
        queue.Dequeue();
        queue.TryPeek(out _, out _).Should().BeFalse();
    }

    [Fact]
    public void Rune_OfTextWithHalfACharacter_IsTheReplacement() =>
        Rune.In("a\U0001F600\uD83Db").Select(static rune => rune.Value).Should().Equal('a', 0x1F600, 0xFFFD, 'b');

    [Fact]
    public void WeakTable_OfWhatIsStillThere_IsGoneThrough()
    {
        ConditionalWeakTable<string, object> table = [];
        string[] keys = [.. Enumerable.Range(0, 100).Select(static number => new string('x', number + 1))];
        foreach (string key in keys)
        {
            table.GetValue(key, static _ => new object()).Should().BeSameAs(table.GetValue(key, static _ => new object()));
        }

        table.Remove(keys[7]).Should().BeTrue();
        table.Remove(keys[7]).Should().BeFalse();
        table.Select(static entry => entry.Key).Should().BeEquivalentTo(keys.Where((_, at) => at != 7));
    }

    [Fact]
    public void WeakTable_WhenAKeyIsGone_ForgetsIt()
    {
        ConditionalWeakTable<object, object> table = [];
        AddMany(table);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        table.Count().Should().BeLessThan(1000);
    }

    [Fact]
    public void Exception_OfTheLibrary_HasItsCode()
    {
        using BitsSimulation simulation = new();
        Action call = () => simulation.Manager.CreateJob(null!);

        call.Should().Throw<ArgumentNullException>().Which.HResult.Should().Be(HResults.E_INVALIDARG);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddMany(ConditionalWeakTable<object, object> table)
    {
        for (int i = 0; i < 1000; i++)
        {
            table.Add(new object(), new object());
        }
    }
}
