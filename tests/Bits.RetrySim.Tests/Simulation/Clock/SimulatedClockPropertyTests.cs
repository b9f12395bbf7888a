using CsCheck;

namespace Bits.RetrySim.Tests;

public class SimulatedClockPropertyTests
{
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;

    /// <summary>However an end is reached, the same timers fire at the same instants in the same order; a failure prints the seed that repeats it.</summary>
    [Fact]
    public void SplittingAnAdvance_NeverChangesWhatHappens()
    {
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 12].Array[0, 40]).Sample(
            (script, pieces) =>
            {
                TimeSpan end = TimeSpan.FromTicks(pieces.Sum());
                List<string> whole = Play(script, clock => clock.Advance(end));
                List<string> split = Play(script, clock => Array.ForEach(pieces, p => clock.Advance(TimeSpan.FromTicks(p))));
                List<string> to = Play(script, clock => clock.AdvanceTo(end));
                List<string> until = Play(script, clock => clock.RunUntil(() => false, end));
                List<string> stepped = Play(script, clock =>
                {
                    using ITimer last = clock.CreateTimer(_ => { }, null, end, Never);
                    while (clock.Elapsed < end)
                    {
                        clock.AdvanceToNextTimer();
                    }

                    clock.Advance(TimeSpan.Zero);
                });

                split.Should().Equal(whole);
                to.Should().Equal(whole);
                until.Should().Equal(whole);
                stepped.Should().Equal(whole);
            },
            iter: 500);

        static List<string> Play(int script, Action<SimulatedClock> advance)
        {
            SimulatedClock clock = new();
            List<string> log = [];
            Random random = new(script);
            ITimer[] timers = new ITimer[6];
            for (int i = 0; i < timers.Length; i++)
            {
                int number = i;
                timers[i] = clock.CreateTimer(_ => Fired(number), null, Span(), i % 2 == 0 ? Never : Span());
            }

            advance(clock);
            log.Add($"end {clock.GetTimestamp()}");
            return log;

            TimeSpan Span() => TimeSpan.FromTicks(random.Next(1, 9));

            void Fired(int number)
            {
                log.Add($"{number} {clock.GetTimestamp()}");
                switch (random.Next(5))
                {
                    case 0:
                        timers[number].Change(Span(), Never);
                        break;
                    case 1:
                        timers[random.Next(timers.Length)].Change(TimeSpan.FromTicks(random.Next(0, 3)), Span());
                        break;
                    case 2:
                        clock.CreateTimer(_ => log.Add($"new {clock.GetTimestamp()}"), null, TimeSpan.FromTicks(random.Next(0, 3)), Never);
                        break;
                    case 3 when random.Next(4) == 0:
                        timers[number].Dispose();
                        break;
                }
            }
        }
    }
}
